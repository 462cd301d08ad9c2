"""Names of sections."""

from __future__ import annotations

import pytest

from support.completing import at


def test_the_sections_of_this_pip_and_those_that_exist_last():
    shown = at("[global]\n[|\n")
    assert shown.labels[:3] == ["install", "download", "wheel"]
    assert shown.labels[-1] == "global"
    assert "already" in shown["global"].detail
    assert "lock" in shown.labels
    assert "lock" not in at("[|\n", pip="24.0").labels


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        ("[|", "[install]"),
        ("[in|", "[install]"),
        ("[|]", "[install]"),
        ("[in|]\n", "[install]\n"),
        ("[global]\na = b\n[in|\n", "[global]\na = b\n[install]\n"),
        ("[in|\r\nx = y\r\n", "[install]\r\nx = y\r\n"),
    ],
)
def test_the_bracket_is_closed_once(marked, after):
    shown = at(marked)
    assert shown.inserted("install") == shown.replaced("install") == after


def test_half_a_name_is_replaced_as_a_whole():
    shown = at("[ins|tal]\n")
    assert shown.replaced("install") == "[install]\n"
    assert shown["install"].commit == "]"
    assert at("[ins|")["install"].commit == ""


@pytest.mark.parametrize("marked", ["[global]|", "[global] ju|nk\n", "|[global]\n"])
def test_nothing_beside_a_header(marked):
    assert at(marked).labels in ([], at("|").labels)


def test_an_indented_bracket_goes_on_with_a_value():
    assert "install" not in at("[global]\ntrusted-host = a\n    [in|\n").labels


def test_headers_on_an_empty_line():
    assert at("|").labels[0] == "[global]"
    shown = at("[global]\ntimeout = 3\n\n|\n")
    assert shown.labels.index("[install]") > shown.labels.index("index-url")
    assert "[global]" not in shown.labels
