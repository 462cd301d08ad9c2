"""When a CA file in DER is reported."""

from __future__ import annotations

from support.wrong_ca_file import check_milder_elsewhere, check_nothing_else, check_offers, check_stops_pip

RULE = "ca-file-der"
SAMPLE = "der-root"


def test_the_file_in_effect_stops_pip():
    check_stops_pip(RULE, SAMPLE, "'Corp Root CA' in DER")


def test_other_files_are_not_flagged():
    check_nothing_else(RULE, SAMPLE)


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_milder_elsewhere(RULE, SAMPLE)


def test_what_is_offered():
    check_offers(RULE, SAMPLE, ["convert-to-pem"])
