"""When a web page instead of a CA file is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, scene
from support.samples import sample
from support.wrong_ca_file import check_milder_elsewhere, check_nothing_else, check_offers, check_stops_pip

RULE = "ca-file-html"
SAMPLE = "html"


def test_the_file_in_effect_stops_pip():
    check_stops_pip(RULE, SAMPLE, "sign-in")


def test_other_files_are_not_flagged():
    check_nothing_else(RULE, SAMPLE)


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_milder_elsewhere(RULE, SAMPLE)


def test_what_is_offered():
    check_offers(RULE, SAMPLE, [])


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
