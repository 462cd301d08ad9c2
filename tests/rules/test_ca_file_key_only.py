"""When a key instead of a CA file is reported."""

from __future__ import annotations

import pytest

from support.fixture import scene
from support.samples import sample
from support.wrong_ca_file import check_milder_elsewhere, check_nothing_else, check_offers, check_stops_pip

RULE = "ca-file-key-only"
SAMPLE = "key-only"


def test_the_file_in_effect_stops_pip():
    check_stops_pip(RULE, SAMPLE, "a key is never needed here")


def test_other_files_are_not_flagged():
    check_nothing_else(RULE, SAMPLE)


def test_a_file_for_another_machine_may_be_mended_by_then():
    check_milder_elsewhere(RULE, SAMPLE)


def test_what_is_offered():
    check_offers(RULE, SAMPLE, [])


@pytest.mark.parametrize("name", ["encrypted-key"])
def test_an_encrypted_key_is_one_too(name: str):
    result = scene("[global]\ncert = /a.pem\n", files={"/a.pem": sample(name)})
    assert [f.rule for f in result.findings()] == [RULE]


def test_the_key_s_content_is_never_shown():
    body = sample("key-only").splitlines()[1].decode()
    result = scene("[global]\ncert = /a.pem\n", files={"/a.pem": sample("key-only")})
    assert all(body not in repr(finding) for finding in result.findings())
