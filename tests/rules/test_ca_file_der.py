"""When a CA file in DER is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, offers_of, scene
from support.samples import sample

RULE = "ca-file-der"


def test_the_file_in_effect_stops_pip():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-file-der]
        """,
        files={"/etc/corp.pem": sample("der-root")},
    )
    (finding,) = result.findings()
    assert "'Corp Root CA' in DER" in finding.message
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
        if name != "der-root"
    ],
)
def test_other_files_are_not_flagged(name: str):
    check_findings("[global]\ncert = /etc/corp.pem\n", only=[RULE], files={"/etc/corp.pem": sample(name)})


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-file-der]
        """,
        "/project/pip.conf",
        only=[RULE],
        files={"/etc/corp.pem": sample("der-root")},
    )


def test_what_is_offered():
    result = scene("[global]\ncert = /etc/corp.pem\n", files={"/etc/corp.pem": sample("der-root")})
    assert [offer.fix for _, offer in offers_of(result, RULE)] == ["convert-to-pem"]
