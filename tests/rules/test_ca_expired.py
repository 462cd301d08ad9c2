"""When authorities that are not valid now are reported."""

from __future__ import annotations

from datetime import timedelta

import pytest

from support.fixture import TODAY, check_findings, scene
from support.samples import expired_root, expiring_root, public_roots, root, sample

RULE = "ca-expired"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("expired-root", "'Corp Old Root CA' expired on 2026-05-01"),
        ("future-root", "'Corp New Root CA' is not valid before 2026-06-06"),
    ],
)
def test_a_lone_root(name: str, words: str):
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-expired]
        """,
        files={"/etc/corp.pem": sample(name)},
    )
    assert words in result.findings()[0].message


def test_one_among_many_is_no_reason_to_worry():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ information[ca-expired]
        """,
        files={"/etc/corp.pem": sample("bundle-and-expired-root")},
    )
    assert "Corp Old Root CA" in result.findings()[0].message


def test_one_of_a_few_is():
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-expired]
        """,
        files={"/etc/corp.pem": root().pem + expired_root().pem},
    )


def test_many_are_counted():
    content = b"".join(issued.pem for issued in public_roots())
    late = TODAY + timedelta(days=20_000)
    (finding,) = scene("[global]\ncert = /a.pem\n", files={"/a.pem": content}, today=late).findings()
    assert "; and 9 more: pip refuses" in finding.message


@pytest.mark.parametrize(("days", "flagged"), [(20, False), (20.01, True)])
def test_to_the_minute(days: float, flagged: bool):
    files = {"/a.pem": expiring_root().pem}
    result = scene("[global]\ncert = /a.pem\n", files=files, today=TODAY + timedelta(days=days))
    assert (RULE in [f.rule for f in result.findings()]) is flagged


@pytest.mark.parametrize("name", ["root", "bundle", "expiring-root", "joined", "cert-and-key"])
def test_valid_ones_are_not_flagged(name: str):
    check_findings("[global]\ncert = /a.pem\n", only=[RULE], files={"/a.pem": sample(name)})
