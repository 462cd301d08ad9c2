"""When an empty CA file is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, offers_of, scene
from support.samples import sample

RULE = "ca-file-empty"


def test_the_file_in_effect_stops_pip():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-file-empty]
        """,
        files={"/etc/corp.pem": sample("empty")},
    )
    (finding,) = result.findings()
    assert "fetch it again" in finding.message
    assert "NO_CERTIFICATE_OR_CRL_FOUND" in finding.evidence[0].text


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in [
            "root",
            "empty",
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
        if name != "empty"
    ],
)
def test_other_files_are_not_flagged(name: str):
    check_findings("[global]\ncert = /etc/corp.pem\n", only=[RULE], files={"/etc/corp.pem": sample(name)})


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-file-empty]
        """,
        "/project/pip.conf",
        only=[RULE],
        files={"/etc/corp.pem": sample("empty")},
    )


def test_what_is_offered():
    result = scene("[global]\ncert = /etc/corp.pem\n", files={"/etc/corp.pem": sample("empty")})
    assert [offer.fix for _, offer in offers_of(result, RULE)] == []


def test_white_space_alone_is_empty_too():
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-file-empty]
        """,
        files={"/etc/corp.pem": b"\r\n \n"},
    )


def test_another_bundle_of_the_machine_is_offered():
    system = "/etc/ssl/certs/ca-certificates.crt"
    result = scene("[global]\ncert = /e.pem\n", files={"/e.pem": b"", system: sample("bundle")})
    assert [(o.fix, o.arguments["path"]) for _, o in offers_of(result, RULE)] == [("set-cert", system)]
