from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.fixture import PROJECT, USER_CONF, scene
from support.offered import built, place
from support.pip_reads import configured, required


def without(text: str, word: str) -> str:
    machine = scene(text)
    return built(machine, "remove-value", place(machine, word))[USER_CONF].decode()


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        ("[global]\nfind-links = /a /b /c\n", "/b", "[global]\nfind-links = /a /c\n"),
        ("[global]\nfind-links = /a /b\n", "/a", "[global]\nfind-links = /b\n"),
        ("[global]\nfind-links = /a\t/b \n", "/b", "[global]\nfind-links = /a\n"),
        ("[global]\nfind-links: /a\npre = 1", "/a", "[global]\npre = 1"),
        ("[global]\r\nfind-links =\r\n    /a\r\n\t/b\r\n", "/a", "[global]\r\nfind-links =\r\n\t/b\r\n"),
        ("[global]\nfind-links = /a\n    /b\n", "/a", "[global]\nfind-links =\n    /b\n"),
        (
            "[global]\nfind-links =\n  # é𝔘\n  /a\n  ; x\n  /b",
            "/b",
            "[global]\nfind-links =\n  # é𝔘\n  /a\n  ; x\n",
        ),
        ("[global]\nfind-links =\n    /a /b\n    /c\n", "/b", "[global]\nfind-links =\n    /a\n    /c\n"),
    ],
)
def test_pip_reads_the_other_words(before: str, word: str, after: str):
    assert without(before, word) == after
    expected = configured(before)
    words = [w for w in expected.pop("global.find-links").split() if w != word]
    actual = configured(after)
    assert actual.pop("global.find-links", "").split() == words
    assert actual == expected


def test_a_requirements_file_loses_the_option():
    text = "-i https://a.example/simple\n--trusted-host \\\n   a.example # why\nflask\n"
    machine = scene(text, f"{PROJECT}/requirements.txt")
    after = built(machine, "remove-value", place(machine, "a.example #") | {"end": str(text.index(" # why"))})
    (content,) = after.values()
    reading = required(content.decode())
    assert reading["trusted"] == []
    assert reading["index_urls"] == ["https://a.example/simple"]
    assert [r["text"] for r in reading["requirements"]] == ["flask"]


def test_two_options_on_one_line():
    text = "--trusted-host a.example --trusted-host b.example\n"
    machine = scene(text, f"{PROJECT}/requirements.txt")
    (content,) = built(machine, "remove-value", place(machine, "a.example")).values()
    assert required(content.decode())["trusted"] == ["b.example"]


def test_a_word_that_is_gone():
    machine = scene("[global]\nfind-links = /a\n")
    with pytest.raises(FixImpossible, match="changed"):
        built(machine, "remove-value", {"start": "1", "end": "3"})
