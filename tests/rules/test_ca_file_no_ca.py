"""When a CA file without a root authority is reported."""

from __future__ import annotations

import pytest

from piptrust.engine.finding import Confidence
from support.fixture import check_findings, scene
from support.samples import sample

RULE = "ca-file-no-ca"


@pytest.mark.parametrize("pip", ["20.3.4", "24.0", "26.3"])
def test_a_server_s_certificate_alone(pip: str):
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-file-no-ca]
        """,
        only=[RULE],
        files={"/etc/corp.pem": sample("leaf")},
        pip=pip,
    )
    (finding,) = (f for f in result.findings() if f.rule == RULE)
    assert "CN=Corp Issuing CA 1,O=Corp Example,C=XX" in finding.message
    assert finding.confidence is Confidence.LIKELY


@pytest.mark.parametrize(("pip", "severity"), [("24.0", "warning"), ("26.3", "information")])
def test_an_intermediate_helps_only_where_the_root_is_known(pip: str, severity: str):
    result = check_findings(
        f"""
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ {severity}[ca-file-no-ca]
        """,
        only=[RULE],
        files={"/etc/corp.pem": sample("intermediate")},
        pip=pip,
    )
    (finding,) = (f for f in result.findings() if f.rule == RULE)
    assert "'CN=Corp Root CA,O=Corp Example,C=XX'" in finding.message


@pytest.mark.parametrize("name", ["intermediate", "leaf"])
def test_partial_chains_end_anywhere(name: str):
    text = "[global]\ncert = /etc/corp.pem\nuse-deprecated = legacy-certs\n"
    files = {"/etc/corp.pem": sample(name)}
    check_findings(text, only=[RULE], files=files, pip="26.1", python=(3, 13, 0))
    flagged = scene(text, files=files, pip="26.1", python=(3, 12, 0))
    assert RULE in [f.rule for f in flagged.findings()]


@pytest.mark.parametrize(
    ("platform", "pip", "flagged"),
    [
        ("linux", "26.3", False),
        ("linux", "24.0", False),
        ("darwin", "24.0", False),
        ("darwin", "24.2", True),
        ("win32", "26.3", True),
    ],
)
def test_a_self_signed_server_certificate(platform: str, pip: str, flagged: bool):
    path = "C:\\corp.pem" if platform == "win32" else "/etc/corp.pem"
    conf = "c:/Users/me/pip/pip.ini" if platform == "win32" else "/project/pip.conf"
    result = scene(
        f"[global]\ncert = {path}\n",
        conf,
        files={path: sample("self-signed-leaf")},
        platform=platform,
        pip=pip,
    )
    assert (RULE in [f.rule for f in result.findings()]) is flagged


@pytest.mark.parametrize(
    "name", ["root", "bundle", "root-and-intermediate", "expired-root", "joined", "der-root"]
)
def test_files_with_a_root_are_not_flagged(name: str):
    check_findings("[global]\ncert = /etc/corp.pem\n", only=[RULE], files={"/etc/corp.pem": sample(name)})
