"""Whatever a text holds, and wherever the caret stands in it, something sensible comes back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.engine.completions.complete import complete
from piptrust.engine.completions.item import Completions, ItemKind
from support.completing import REQUIREMENTS, Around, folder, installed
from support.fixture import USER_CONF, Scene, scene
from support.pip_reads import configured

PIECES = st.sampled_from(
    [
        *(
            "é😀",
            "#",
            "x",
            "=",
            ":",
            "\x0c",
            "\u2028",
            "[",
            "]",
            "(",
            ")",
            ";",
            "'",
            '"',
            "\\",
            "$",
            "${",
            "@",
            ",",
        ),
        *("--", "-", "-r", "--hash", "-e ", "--index-url", "--no-binary=", "requests", "==", "<", "~=", " "),
        *("[global]\n", "[install]", "cert = ", "trusted-host=", "use-feature =", "python_version", "not in"),
        *(
            "\n",
            "\r\n",
            "\r",
            "\\\n",
            "\\\r\n",
            "\n    ",
            "https://u:hunter2@a.example/x",
            "# piptrust: allow[",
        ),
    ]
)
TEXT = st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=30))
AROUND = Around({"/project": folder("a b.txt", "c/", "d'\"e.pem")}, installed(requests="2.31.0"))


def asked(text: str, place: float, path: str) -> tuple[Scene, int, Completions]:
    there = scene("", path)
    there.workspace.put_text(there.uri, there.document.kind, text)
    offset = round(place * len(text))
    return there, offset, complete(there.view(), offset, AROUND)


@settings(max_examples=300, deadline=None)
@given(text=TEXT, place=st.floats(0, 1), path=st.sampled_from([USER_CONF, REQUIREMENTS]))
def test_never_fails_and_keeps_its_promises(text, place, path):
    _, offset, found = asked(text, place, path)
    for item in found.items:
        slot = item.slot
        assert 0 <= slot.start <= slot.caret <= slot.end <= len(text)
        # Inside a CRLF no caret stands; the end of the line's text is meant.
        assert slot.caret == offset or text[slot.caret : offset] == "\r"
        assert "\n" not in text[slot.start : slot.end]
        assert "hunter2" not in repr((item.label, item.text, item.snippet, item.detail, item.about))


@settings(max_examples=100, deadline=None)
@given(text=TEXT, place=st.floats(0, 1))
def test_a_chosen_option_is_read_as_that_option(text, place):
    there, _, found = asked(text, place, REQUIREMENTS)
    options = [i for i in found.items if i.kind is ItemKind.OPTION and i.text.startswith("--trusted-host")]
    for item in options:
        slot = item.slot
        after = text[: slot.start] + item.text + "new.example" + text[slot.end :]
        there.workspace.put_text(there.uri, there.document.kind, after)
        values = [s.value for s in there.document.settings if s.key == "trusted-host"]
        refused = [p for p in there.document.problems if p.stops_pip]
        assert refused or any(v.startswith("new.example") for v in values), after


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_pip_reads_every_option_that_is_chosen(newline):
    before = f"[global]{newline}"
    _, _, found = asked(before, 1.0, USER_CONF)
    options = [i for i in found.items if i.kind is ItemKind.OPTION]
    assert len(options) > 80
    text = before + newline.join(f"{i.text}{n}" for n, i in enumerate(options))
    assert configured(text) == {f"global.{i.label}": str(n) for n, i in enumerate(options)}
