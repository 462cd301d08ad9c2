"""Names of options in a pip.conf."""

from __future__ import annotations

import pytest

from piptrust.data.options import options_for
from support.completing import at


def test_every_option_of_the_section_once():
    shown = at("[download]\n|\n")
    options = {label for label in shown.labels if not label.startswith("[")}
    assert options == {option.keys[0] for option in options_for("download", (26, 3))}
    assert "user" not in options
    assert "user" in at("[install]\n|").labels


@pytest.mark.parametrize("section", ["global", "no-such-section"])
def test_the_general_section_sets_every_option(section):
    assert {"user", "dest", "cert", "format"} <= set(at(f"[{section}]\nx|\n").labels)


def test_above_the_first_header_pip_takes_no_option():
    assert "cert" not in at("ce|\n").labels


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        ("[global]\nce|", "[global]\ncert = "),
        ("[global]\nce|rt = x\n", "[global]\ncert = x\n"),
        ("[global]\nce|r=x\n", "[global]\ncert=x\n"),
        ("[global]\n|\n[install]\n", "[global]\ncert = \n[install]\n"),
        ("[global]\r\nce|\r\n", "[global]\r\ncert = \r\n"),
        ("[global]\n  ce|", "[global]\n  cert = "),
        ("[global]\n# 😀\nce|", "[global]\n# 😀\ncert = "),
    ],
)
def test_the_whole_key_is_replaced(marked, after):
    assert at(marked).replaced("cert") == after


def test_inserting_keeps_what_follows():
    assert at("[global]\nc|ert = x\n").inserted("cert") == "[global]\ncertert = x\n"


def test_what_is_set_comes_last_and_says_where():
    shown = at("[global]\ncert = x\n|\n[install]\nproxy = y\n")
    assert shown["cert"].rank > shown["proxy"].rank
    assert "line 2" in shown["cert"].detail
    # An alias sets the same option.
    assert "line 2" in at("[global]\npypi-url = x\n|")["index-url"].detail
    assert "already" not in at("[global]\nce|rt = x\n")["cert"].detail


def test_what_a_later_pip_has_no_more_is_deprecated():
    shown = at("[install]\n|\n", pip="22.3.1")
    assert shown["install-option"].deprecated
    assert "23.1" in shown["install-option"].detail
    assert shown["install-option"].rank > shown["user"].rank
    assert not shown["user"].deprecated
    assert "install-option" not in at("[install]\n|\n").labels


def test_places_to_fill_in():
    shown = at("[global]\n|\n")
    assert shown["no-index"].snippet == "no-index = ${1|true,false|}"
    assert shown["progress-bar"].snippet.startswith("progress-bar = ${1|auto,on,off,raw")
    assert shown["cert"].snippet == ""
    assert at("[global]\nno-in|dex = x")["no-index"].snippet == ""


def test_a_comment_takes_no_option():
    assert at("[global]\n# ce|\n").labels == []
    assert at("[global]\n; |\n").labels == []
