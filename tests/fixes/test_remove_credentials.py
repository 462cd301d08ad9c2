from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.fixture import PROJECT, USER_CONF, scene
from support.offered import built, place
from support.pip_reads import configured, required


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("index-url", "https://robot:s3cret@a.example/simple", "https://a.example/simple"),
        ("index-url", "https://robot:s3c@ret@a.example:8443/@x", "https://a.example:8443/@x"),
        ("index-url", "https://:s3cret@[::1]/", "https://[::1]/"),
        ("proxy", "http://robot:s3cret@proxy.example:3128", "http://proxy.example:3128"),
        ("proxy", "robot:s3cret@proxy.example:3128", "proxy.example:3128"),
    ],
)
def test_in_a_configuration_file(key: str, before: str, after: str):
    machine = scene(f"[global]\n{key} = {before}\n")
    content = built(machine, "remove-credentials", place(machine, before))[USER_CONF]
    assert configured(content) == {f"global.{key}": after}


def test_variables_take_their_place_in_a_requirements_file():
    machine = scene("-i https://robot:s3cret@a.example/simple\n", f"{PROJECT}/requirements.txt")
    arguments = {**place(machine, "https://robot:s3cret@a.example/simple"), "instead": "${U}:${P}"}
    (content,) = built(machine, "remove-credentials", arguments).values()
    assert required(content.decode())["index_urls"] == ["https://${U}:${P}@a.example/simple"]


def test_a_url_without_credentials():
    machine = scene("[global]\nindex-url = https://a.example/x?u=a:b@c\n")
    with pytest.raises(FixImpossible, match="no credentials"):
        built(machine, "remove-credentials", place(machine, "https://a.example/x?u=a:b@c"))
