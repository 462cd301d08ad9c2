from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.fixture import PROJECT, USER_CONF, scene
from support.offered import built, place
from support.pip_reads import configured, required


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://a.example/simple", "https://a.example/simple"),
        ("HTTP://a.example", "https://a.example"),
        ("http://a.example:80/simple", "https://a.example/simple"),
        ("http://a.example:80", "https://a.example"),
        ("http://a.example:8080/x:80/", "https://a.example:8080/x:80/"),
        ("http://u:p@a.example:80?x", "https://u:p@a.example?x"),
        ("http://[::80]/", "https://[::80]/"),
        ("http://[::80]:80/", "https://[::80]/"),
    ],
)
def test_in_a_configuration_file(before: str, after: str):
    machine = scene(f"[global]\nextra-index-url = /x {before}\n")
    content = built(machine, "http-to-https", place(machine, before))[USER_CONF]
    assert configured(content) == {"global.extra-index-url": f"/x {after}"}


def test_in_a_requirements_file():
    machine = scene("-i http://a.example/simple # x\nflask\n", f"{PROJECT}/requirements.txt")
    (content,) = built(machine, "http-to-https", place(machine, "http://a.example/simple")).values()
    assert required(content.decode())["index_urls"] == ["https://a.example/simple"]


def test_a_url_that_is_another_by_now():
    machine = scene("[global]\nindex-url = https://a.example\n")
    with pytest.raises(FixImpossible, match="changed"):
        built(machine, "http-to-https", place(machine, "https://a.example"))
