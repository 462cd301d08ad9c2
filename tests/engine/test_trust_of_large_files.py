"""Long lists cost time in proportion, whatever is in them."""

from __future__ import annotations

import time

import pytest

from piptrust.engine.analyze import Selection, analyze
from piptrust.engine.rule import all_rules
from support.fixture import PROJECT, USER_CONF, Scene, scene

_ABOUT = ("trusted-host", "public-index", "private-index", "http-", "credentials", "url-", "index-", "proxy-")
OURS = Selection(only=frozenset(r.id for r in all_rules() if r.id.startswith(_ABOUT)))
SIZE = 3_000


def seconds(machine: Scene) -> float:
    """For all rules about trusted hosts and URLs."""
    snapshot, document = machine.snapshot, machine.document
    started = time.perf_counter()
    analyze(snapshot, document, OURS)
    return time.perf_counter() - started


def one_list(word: str, urls: str) -> Scene:
    words = "".join(f"\n    {word.format(n)}" for n in range(SIZE))
    places = "".join(f"\n    {urls.format(n)}" for n in range(SIZE))
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
    assert seconds(one_list(word, urls)) < 20


def test_lines_of_a_requirements_file():
    lines = "".join(
        f"--trusted-host h{n}.example\n--extra-index-url http://h{n}.example/\nx{n} @ https://y{n}.example/z\n"
        for n in range(SIZE)
    )
    assert seconds(scene(lines, f"{PROJECT}/requirements.txt")) < 20
