"""When a CA file without a PEM certificate is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, offers_of, scene
from support.samples import sample

RULE = "ca-file-not-pem"


def test_the_file_in_effect_stops_pip():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-file-not-pem]
        """,
        files={"/etc/corp.pem": sample("garbage")},
    )
    (finding,) = result.findings()
    assert "-----BEGIN CERTIFICATE-----" in finding.message
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
        if name != "garbage"
    ],
)
def test_other_files_are_not_flagged(name: str):
    check_findings("[global]\ncert = /etc/corp.pem\n", only=[RULE], files={"/etc/corp.pem": sample(name)})


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-file-not-pem]
        """,
        "/project/pip.conf",
        only=[RULE],
        files={"/etc/corp.pem": sample("garbage")},
    )


def test_what_is_offered():
    result = scene("[global]\ncert = /etc/corp.pem\n", files={"/etc/corp.pem": sample("garbage")})
    assert [offer.fix for _, offer in offers_of(result, RULE)] == []


def test_it_names_what_the_file_holds():
    request = sample("root").replace(b"CERTIFICATE", b"CERTIFICATE REQUEST")
    (finding,) = scene("[global]\ncert = /a.pem\n", files={"/a.pem": request}).findings()
    assert finding.rule == RULE
    assert "'CERTIFICATE REQUEST'" in finding.message


def test_revocation_lists_load():
    check_findings("[global]\ncert = /a.pem\n", only=[RULE], files={"/a.pem": sample("two-roots")})
