"""When a CA file that belongs to a package is reported."""

from __future__ import annotations

import pytest

from support.fixture import INTERPRETER, PREFIX, check_findings, check_fix
from support.samples import sample

RULE = "ca-file-in-certifi"
OWN = str(INTERPRETER.certifi_where)
SITE = f"{PREFIX}/lib/python3.12/site-packages/certifi/cacert.pem"


def test_the_environment_s_certifi():
    result = check_findings(
        f"""
        [global]
        cert = {SITE}
        #      {"^" * len(SITE)} warning[ca-file-in-certifi]
        """,
        files={SITE: sample("bundle-and-root")},
    )
    assert "lost when certifi is upgraded" in result.findings()[0].message


def test_pip_s_own_is_used_anyway():
    check_findings(
        f"""
        [global]
        cert = {OWN}
        #      {"^" * len(OWN)} information[ca-file-in-certifi]
        """,
        files={OWN: sample("bundle")},
    )
    check_fix(
        f"[global]\ncert = {OWN}\ntimeout = 5\n",
        "[global]\ntimeout = 5\n",
        rule=RULE,
        title="pip uses this file anyway",
        files={OWN: sample("bundle")},
    )


def test_another_pip_s_file():
    other = "/opt/py/lib/python3.11/site-packages/pip/_vendor/certifi/cacert.pem"
    result = check_findings(
        f"""
        [global]
        cert = {other}
        #      {"^" * len(other)} warning[ca-file-in-certifi]
        """,
        files={other: sample("bundle")},
    )
    assert "lost when pip itself is upgraded" in result.findings()[0].message


@pytest.mark.parametrize("path", ["/etc/certifi.pem", "/etc/certifi/corp.pem", "/etc/mycertifi/cacert.pem"])
def test_files_of_like_names_are_not_flagged(path: str):
    check_findings(f"[global]\ncert = {path}\n", files={path: sample("bundle")})
