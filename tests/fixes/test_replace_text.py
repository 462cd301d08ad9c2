from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.fixture import USER_CONF, scene
from support.offered import built, place
from support.pip_reads import configured


def test_only_that_text_changes():
    machine = scene("[global]\r\n# é𝔘\r\ncert = /á.pem\r\npre = 1")
    arguments = {**place(machine, "/á.pem"), "expected": "/á.pem", "text": "/b.pem"}
    content = built(machine, "replace-text", arguments)[USER_CONF]
    assert content.decode() == "[global]\r\n# é𝔘\r\ncert = /b.pem\r\npre = 1"
    assert configured(content) == {"global.cert": "/b.pem", "global.pre": "1"}


def test_text_that_is_another_by_now():
    machine = scene("[global]\ncert = /a.pem\n")
    with pytest.raises(FixImpossible, match="changed"):
        built(machine, "replace-text", {**place(machine, "/a.pem"), "expected": "/b.pem", "text": "/c.pem"})
