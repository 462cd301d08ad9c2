from __future__ import annotations

from piptrust.engine.finding import Confidence
from piptrust.engine.judgement.config_settings import (
    config_settings,
    knowledge,
    replacing_document,
    shown,
)
from support.fixture import scene


def test_sections_that_count():
    view = scene(
        "[DEFAULT]\na=1\n[global]\nb=1\n[install]\nc=1\n[Global]\nd=1\n[:env:]\ne=1\n[lock]\nf=1\n"
    ).view()
    assert [(s.key, section) for s, section in config_settings(view)] == [
        ("a", "global"),
        ("b", "global"),
        ("c", "install"),
        ("e", "global"),
        ("f", "lock"),
    ]
    assert list(config_settings(scene("[lock]\nf=1\n", pip="24.0").view())) == []


def test_a_higher_file_replaces_a_value_of_the_same_section_only():
    def replaced(files: dict[str, str]) -> bool:
        result = scene("[global]\ncert = /a\n", files=files)
        return replacing_document(result.view(), result.document.settings[0]) is not None

    assert replaced({"/project/.venv/pip.conf": "[global]\ncert = /b\n"})
    assert not replaced({"/project/.venv/pip.conf": "[install]\ncert = /b\n"})
    assert not replaced({"/etc/pip.conf": "[global]\ncert = /b\n"})


def test_how_text_is_shown():
    assert shown("https://user:secret@a.example/x") == "https://****@a.example/x"
    assert shown("a\n  b") == "a b"
    assert len(shown("x" * 1000)) == 60


def test_what_is_known_of_a_newer_pip():
    assert knowledge(scene("", pip="99.1").view())[0] is Confidence.LIKELY
    assert knowledge(scene("", pip="26.3").view())[0] is Confidence.CERTAIN
    assert knowledge(scene("", pip=None).view())[0] is Confidence.CERTAIN
