"""When a key instead of a CA file is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, offers_of, scene
from support.samples import sample

RULE = "ca-file-key-only"


def test_the_file_in_effect_stops_pip():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-file-key-only]
        """,
        files={"/etc/corp.pem": sample("key-only")},
    )
    (finding,) = result.findings()
    assert "a key is never needed here" in finding.message
    assert "NO_CERTIFICATE_OR_CRL_FOUND" in finding.evidence[0].text


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in [
            "root",
            "empty",
            "blank",
            "der-root",
            "utf16-root",
            "pkcs7",
            "pkcs12",
            "html",
            "key-only",
            "garbage",
            "joined",
            "truncated",
        ]
        if name != "key-only"
    ],
)
def test_other_files_are_not_flagged(name: str):
    check_findings("[global]\ncert = /etc/corp.pem\n", only=[RULE], files={"/etc/corp.pem": sample(name)})


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-file-key-only]
        """,
        "/project/pip.conf",
        only=[RULE],
        files={"/etc/corp.pem": sample("key-only")},
    )


def test_what_is_offered():
    result = scene("[global]\ncert = /etc/corp.pem\n", files={"/etc/corp.pem": sample("key-only")})
    assert [offer.fix for _, offer in offers_of(result, RULE)] == []


@pytest.mark.parametrize("name", ["encrypted-key"])
def test_an_encrypted_key_is_one_too(name: str):
    result = scene("[global]\ncert = /a.pem\n", files={"/a.pem": sample(name)})
    assert [f.rule for f in result.findings()] == [RULE]


def test_the_key_s_content_is_never_shown():
    body = sample("key-only").splitlines()[1].decode()
    result = scene("[global]\ncert = /a.pem\n", files={"/a.pem": sample("key-only")})
    assert all(body not in repr(finding) for finding in result.findings())
