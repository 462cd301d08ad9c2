"""Which language is spoken, and how messages are looked up."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest

from piptrust import locale
from piptrust.locale import known_language, language, language_of, mark, ntr, tr, use_language


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use_language(None)


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("RU_ru.UTF-8", "ru"),
        ("rue", "en"),
        ("de", "en"),
        ("en-US", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_tags(tag: str | None, wanted: str):
    assert known_language(tag) == wanted
    use_language(tag)
    assert language() == wanted


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "ru_RU"}, "ru"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:ru:en"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ru"}, "en"),
        ({"LC_ALL": "", "LANG": "ru"}, "ru"),
    ],
)
def test_environment(variables: dict[str, str], wanted: str):
    assert language_of(variables) == wanted


def test_english_is_what_stands_in_the_source():
    assert tr("pip reads {path}.", path="{not_a_name}") == "pip reads {not_a_name}."
    assert tr("{braces} without values") == "{braces} without values"
    assert ntr("{number} host", "{number} hosts", 1) == "1 host"
    assert ntr("{number} host in {path}", "{number} hosts in {path}", 2, path="a") == "2 hosts in a"
    assert mark("later") == "later"


def test_a_catalogue_is_asked(monkeypatch: pytest.MonkeyPatch):
    class Loud(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper().replace("{PATH}", "{path}")

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return f"{msgid1}, {msgid2}: {n % 10} of {{number}}"

    monkeypatch.setattr(locale, "_catalogue", Loud())
    assert tr("read {path}", path="x") == "READ x"
    assert ntr("one", "many", 21) == "one, many: 1 of 21"
