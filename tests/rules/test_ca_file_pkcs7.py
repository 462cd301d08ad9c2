"""When a CA file in PKCS#7 is reported."""

from __future__ import annotations

from support.fixture import check_findings
from support.samples import sample
from support.wrong_ca_file import check_milder_elsewhere, check_nothing_else, check_offers, check_stops_pip

RULE = "ca-file-pkcs7"
SAMPLE = "pkcs7"


def test_the_file_in_effect_stops_pip():
    check_stops_pip(RULE, SAMPLE, "'Corp Root CA', 'Corp Issuing CA 1'")


def test_other_files_are_not_flagged():
    check_nothing_else(RULE, SAMPLE)


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_milder_elsewhere(RULE, SAMPLE)


def test_what_is_offered():
    check_offers(RULE, SAMPLE, ["convert-to-pem"])


def test_the_text_form_is_no_better():
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-file-pkcs7]
        """,
        files={"/etc/corp.pem": sample("pkcs7-pem")},
    )
