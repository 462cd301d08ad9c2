"""When a CA file without a PEM certificate is reported."""

from __future__ import annotations

from support.fixture import check_findings, scene
from support.samples import sample
from support.wrong_ca_file import check_milder_elsewhere, check_nothing_else, check_offers, check_stops_pip

RULE = "ca-file-not-pem"
SAMPLE = "garbage"


def test_the_file_in_effect_stops_pip():
    check_stops_pip(RULE, SAMPLE, "-----BEGIN CERTIFICATE-----")


def test_other_files_are_not_flagged():
    check_nothing_else(RULE, SAMPLE)


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_milder_elsewhere(RULE, SAMPLE)


def test_what_is_offered():
    check_offers(RULE, SAMPLE, [])


def test_it_names_what_the_file_holds():
    request = sample("root").replace(b"CERTIFICATE", b"CERTIFICATE REQUEST")
    (finding,) = scene("[global]\ncert = /a.pem\n", files={"/a.pem": request}).findings()
    assert finding.rule == RULE
    assert "'CERTIFICATE REQUEST'" in finding.message


def test_revocation_lists_load():
    check_findings("[global]\ncert = /a.pem\n", only=[RULE], files={"/a.pem": sample("two-roots")})
