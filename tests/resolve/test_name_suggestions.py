from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.data.options import commands, option_named, options_for
from piptrust.resolve.name_suggestions import meant_key, meant_section


def test_what_is_right_already_is_meant():
    for option in options_for("global"):
        for key in option.keys:
            assert meant_key(key, "global") == key
            assert meant_key(f"pip-{key}", "global") == key
    for command in commands():
        assert meant_section(command) == command


def test_names_inside_pip_lead_to_an_option_of_that_name():
    for option in options_for("install"):
        meant = meant_key(option.dest.replace("_", "-"), "install")
        found = option_named(meant or "", "install")
        assert found is not None
        assert option.dest in {found.dest, *(found.keys[0].replace("-", "_"),)}


@pytest.mark.parametrize(
    ("key", "section", "pip", "meant"),
    [
        ("f", "install", None, "find-links"),
        ("f", "show", None, "files"),
        ("t", "install", None, "target"),
        ("e", "global", None, "editable"),
        ("format", "install", None, None),
        ("no-proxy-enc", "global", (26, 2), "no-proxy-env"),
        ("no-proxy-enc", "global", (24, 0), None),
    ],
)
def test_only_what_the_section_takes_is_meant(
    key: str, section: str, pip: tuple[int, ...] | None, meant: str | None
):
    assert meant_key(key, section, pip) == meant


@settings(max_examples=200)
@given(st.text(max_size=30), st.sampled_from(["global", "install", "hash"]))
def test_any_text_gets_a_key_or_nothing(text: str, section: str):
    meant = meant_key(text, section)
    assert meant is None or option_named(meant, section) is not None
    assert meant_section(text) in {None, "global", *commands()}
