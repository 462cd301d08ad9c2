"""When a CA file in UTF-16 is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, offers_of, scene
from support.samples import sample
from support.wrong_ca_file import check_milder_elsewhere, check_nothing_else, check_offers, check_stops_pip

RULE = "ca-file-utf16"
SAMPLE = "utf16-root"


def test_the_file_in_effect_stops_pip():
    check_stops_pip(RULE, SAMPLE, "PowerShell")


def test_other_files_are_not_flagged():
    check_nothing_else(RULE, SAMPLE)


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_milder_elsewhere(RULE, SAMPLE)


def test_what_is_offered():
    check_offers(RULE, SAMPLE, ["convert-to-pem"])


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
