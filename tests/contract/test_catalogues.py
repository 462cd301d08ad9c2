"""Everything that piptrust says can be said in every language that it speaks, and nothing is left over."""

from __future__ import annotations

import argparse
import ast
import gettext
import importlib.util
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract

from piptrust import locale
from piptrust.text.records import dataclass

PACKAGE = Path(locale.__file__).parents[1]
FUNCTIONS = {"tr", "ntr", "mark"}


def _maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_catalogues", locale.FOLDER / "make_catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Entry:
    language: str
    part: str
    message: Message


def _entries() -> Iterator[Entry]:
    maker = _maker()
    for language in maker.TRANSLATED:
        for part, messages in maker.parts().items():
            for message in maker._merged(language, part, messages):
                if message.id:
                    yield Entry(language, part, message)


ENTRIES = list(_entries())


def test_the_catalogues_are_what_the_source_says():
    stale = [path.name for path, content in _maker().generated() if path.read_bytes() != content]
    assert stale == [], "run `make words`"


def test_no_catalogue_is_left_over():
    maker = _maker()
    known = {maker.po_path(language, part) for language in maker.TRANSLATED for part in maker.parts()}
    assert set(locale.FOLDER.rglob("*.po")) == known
    assert set(maker.TRANSLATED) == {*locale.LANGUAGES} - {locale.SOURCE_LANGUAGE}


def test_every_message_is_translated():
    missing = [f"{e.language}/{e.part}: {e.message.id}" for e in ENTRIES if not _complete(e.message)]
    assert missing == []


def test_translations_keep_the_placeholders():
    wrong = [
        (e.message.id, text)
        for e in ENTRIES
        for text in _texts(e.message.string)
        if text and _placeholders(text) != _placeholders(_texts(e.message.id)[-1])
    ]
    assert wrong == []


def test_one_english_message_has_one_translation():
    seen: dict[tuple[str, object], object] = {}
    for entry in ENTRIES:
        key = (entry.language, entry.message.id)
        assert seen.setdefault(key, entry.message.string) == entry.message.string, entry


def test_argparse_finds_its_words():
    """What it says to callers of commands; what it says to programmers stays in English."""
    with Path(argparse.__file__).open("rb") as source:
        extracted = {
            message for _, message, _, _ in extract("python", source, {"_": None, "ngettext": (1, 2)})
        }
    ours = set(_maker().ARGPARSE)
    assert {"usage: ", "unrecognized arguments: %s", "expected one argument"} <= ours & extracted
    catalogue = gettext.translation(locale.DOMAIN, str(locale.FOLDER), ["ru"])
    for message in ours:
        first = message if isinstance(message, str) else message[0]
        text = catalogue.gettext(first) if isinstance(message, str) else catalogue.ngettext(*message, 5)
        assert text != first
        assert sorted(re.findall(r"%(?:\(\w+\))?[rs]", text)) == sorted(
            re.findall(r"%(?:\(\w+\))?[rs]", first)
        )


def test_no_message_hides_from_the_collector():
    """It does not look into f-strings."""
    known = {text for entry in ENTRIES for text in _texts(entry.message.id)}
    hidden = [
        (path.name, argument.value)
        for path in sorted(PACKAGE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in FUNCTIONS
        for argument in call.args[: 2 if call.func.id == "ntr" else 1]
        if isinstance(argument, ast.Constant) and argument.value not in known
    ]
    assert hidden == []


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.relative_to(PACKAGE).as_posix()
)
def test_messages_are_literals(path: Path):
    """What is put together before it is looked up is in no catalogue.

    A name or an attribute is let through by ``tr`` alone: it stands for what ``mark`` has marked elsewhere.
    """
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            not isinstance(call, ast.Call)
            or not isinstance(call.func, ast.Name)
            or call.func.id not in FUNCTIONS
        ):
            continue
        for argument in call.args[: 2 if call.func.id == "ntr" else 1]:
            literal = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            reference = call.func.id == "tr" and isinstance(
                argument, (ast.Name, ast.Attribute, ast.Subscript)
            )
            assert literal or reference, f"{path.name}:{call.lineno}"


def _complete(message: Message) -> bool:
    return all(_texts(message.string)) and len(_texts(message.string)) > 0


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (str(value or ""),)


def _placeholders(text: str) -> set[str]:
    if not re.search(r"\{[a-z_]+\}", text):
        return set()
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
