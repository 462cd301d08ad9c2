"""When a CA file in UTF-16 is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, offers_of, scene
from support.samples import sample

RULE = "ca-file-utf16"


def test_the_file_in_effect_stops_pip():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-file-utf16]
        """,
        files={"/etc/corp.pem": sample("utf16-root")},
    )
    (finding,) = result.findings()
    assert "PowerShell" in finding.message
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
        if name != "utf16-root"
    ],
)
def test_other_files_are_not_flagged(name: str):
    check_findings("[global]\ncert = /etc/corp.pem\n", only=[RULE], files={"/etc/corp.pem": sample(name)})


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-file-utf16]
        """,
        "/project/pip.conf",
        only=[RULE],
        files={"/etc/corp.pem": sample("utf16-root")},
    )


def test_what_is_offered():
    result = scene("[global]\ncert = /etc/corp.pem\n", files={"/etc/corp.pem": sample("utf16-root")})
    assert [offer.fix for _, offer in offers_of(result, RULE)] == ["convert-to-pem"]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_is_not_needed(codec: str):
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-file-utf16]
        """,
        files={"/etc/corp.pem": sample("root").decode().encode(codec)},
    )


def test_text_without_certificates_cannot_be_converted():
    result = scene("[global]\ncert = /a.pem\n", files={"/a.pem": "hello".encode("utf-16")})
    assert [f.rule for f in result.findings()] == [RULE]
    assert offers_of(result, RULE) == []
