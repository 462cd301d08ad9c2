"""When certificates that cannot be read are reported."""

from __future__ import annotations

import base64

import pytest

from piptrust.engine.finding import Confidence
from support.fixture import check_findings, scene
from support.samples import public_roots, root, sample

RULE = "ca-bundle-damaged"


@pytest.mark.parametrize(
    ("name", "where", "why"),
    [
        ("truncated", "block 2 of 2, 'CERTIFICATE', in line ", "its END line is missing"),
        ("bad-base64", "block 1 of 1, 'CERTIFICATE', in line 3 of /etc/corp.pem", "not Base64"),
        ("not-der", "block 1 of 1, 'CERTIFICATE', in line 1 of /etc/corp.pem", "no certificate"),
        ("indented", "block 1 of 1, 'CERTIFICATE', in line 1 of /etc/corp.pem", "indented"),
    ],
)
def test_which_block_and_why(name: str, where: str, why: str):
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-bundle-damaged]
        """,
        files={"/etc/corp.pem": sample(name)},
    )
    (finding,) = result.findings()
    assert where in finding.message
    assert why in finding.message
    assert len(finding.evidence) == 1


def test_the_one_that_openssl_stops_at_is_named_first():
    first, second, third = (issued.pem for issued in public_roots(3))
    content = b" " + first + second + third.replace(b"A", b"*", 1)
    (finding,) = scene("[global]\ncert = /a.pem\n", files={"/a.pem": content}).findings()
    assert "block 3 of 3" in finding.message
    assert "1 more block is damaged" in finding.message


def test_openssl_takes_the_others_where_one_is_indented():
    content = sample("indented") + root().pem
    result = check_findings(
        """
        [global]
        cert = /a.pem
        #      ^^^^^^ warning[ca-bundle-damaged]
        """,
        files={"/a.pem": content},
    )
    assert "without one of its certificates" in result.findings()[0].message


def test_a_certificate_of_which_nothing_can_be_said():
    der = root().der.replace(b"\x17\x0d23", b"\x17\x0d\xff3", 1)
    pem = b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(der) + b"-----END CERTIFICATE-----\n"
    (finding,) = scene("[global]\ncert = /a.pem\n", files={"/a.pem": pem}).findings()
    assert (finding.rule, finding.confidence) == (RULE, Confidence.LIKELY)


@pytest.mark.parametrize(
    "name", ["root", "bundle", "crlf-root", "utf8-bom-root", "commented-root", "trusted-root"]
)
def test_sound_files_are_not_flagged(name: str):
    check_findings("[global]\ncert = /a.pem\n", files={"/a.pem": sample(name)})
