"""When a web page instead of a CA file is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, offers_of, scene
from support.samples import sample

RULE = "ca-file-html"


def test_the_file_in_effect_stops_pip():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-file-html]
        """,
        files={"/etc/corp.pem": sample("html")},
    )
    (finding,) = result.findings()
    assert "sign-in" in finding.message
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
        if name != "html"
    ],
)
def test_other_files_are_not_flagged(name: str):
    check_findings("[global]\ncert = /etc/corp.pem\n", only=[RULE], files={"/etc/corp.pem": sample(name)})


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-file-html]
        """,
        "/project/pip.conf",
        only=[RULE],
        files={"/etc/corp.pem": sample("html")},
    )


def test_what_is_offered():
    result = scene("[global]\ncert = /etc/corp.pem\n", files={"/etc/corp.pem": sample("html")})
    assert [offer.fix for _, offer in offers_of(result, RULE)] == []


@pytest.mark.parametrize(
    "page",
    [
        b"<html>",
        b"\xef\xbb\xbf<!doctype HTML>",
        b"\n\n  <HTML lang=en>",
        b"<!-- portal -->\n<head></head>",
        b"<script>location='x'</script>",
    ],
)
def test_pages_of_all_kinds(page: bytes):
    result = scene("[global]\ncert = /a.pem\n", files={"/a.pem": page})
    assert [f.rule for f in result.findings()] == [RULE]


def test_a_certificate_with_markup_around_it_is_none():
    check_findings("[global]\ncert = /a.pem\n", files={"/a.pem": b"<pre>\n" + sample("root") + b"</pre>"})
