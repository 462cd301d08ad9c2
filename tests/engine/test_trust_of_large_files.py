"""Long lists cost time in proportion, whatever is in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from piptrust.engine.analyze import Selection, analyze
from piptrust.engine.rule import all_rules
from support.fixture import PROJECT, USER_CONF, Scene, scene
from support.growth import assert_linear

_ABOUT = ("trusted-host", "public-index", "private-index", "http-", "credentials", "url-", "index-", "proxy-")
OURS = Selection(only=frozenset(r.id for r in all_rules() if r.id.startswith(_ABOUT)))
SIZE = 750


def analysing(machine: Scene) -> Callable[[], object]:
    """All rules about trusted hosts and URLs."""
    snapshot, document = machine.snapshot, machine.document
    return lambda: analyze(snapshot, document, OURS)


def lists(word: str, urls: str, size: int) -> Scene:
    words = "".join(f"\n    {word.format(n)}" for n in range(size))
    places = "".join(f"\n    {urls.format(n)}" for n in range(size))
    return scene(f"[global]\ntrusted-host ={words}\nextra-index-url ={places}\n", USER_CONF)


@pytest.mark.parametrize(
    ("word", "urls"),
    [
        ("h{0}.example", "https://h{0}.example/simple"),
        ("h.example", "https://h.example/simple"),
        ("h.example:{0}", "http://h.example:{0}/simple"),
        ("h.example/{0}", "https://h.example/{0}/simple"),
        ("x{0}.exampel", "http://x{0}.example/simple"),
        ("a # b{0}", "https://u:p@h.example/{0} # x"),
        ("https://h{0}.example:1", "'https://h{0}.example'"),
        ("*", "http://h{0}.example"),
    ],
)
def test_lists_of_a_configuration_file(word: str, urls: str):
    assert_linear(lambda size: analysing(lists(word, urls, size)), SIZE)


def test_lines_of_a_requirements_file():
    def file(size: int) -> Scene:
        lines = "".join(
            f"--trusted-host h{n}.example\n--extra-index-url http://h{n}.example/\nx{n} @ https://y{n}.example/z\n"
            for n in range(size)
        )
        return scene(lines, f"{PROJECT}/requirements.txt")

    assert_linear(lambda size: analysing(file(size)), SIZE)
