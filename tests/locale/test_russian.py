"""A run in Russian says everything in Russian: over every example of every rule's page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from piptrust.engine.completions.complete import complete
from piptrust.engine.finding import Finding
from piptrust.engine.fix_menu import fix_menu
from piptrust.engine.glance.hints import HintKind, hints
from piptrust.engine.glance.lenses import lens_settings, lens_title
from piptrust.engine.hovers.hover import hover
from piptrust.engine.rule import all_rules
from piptrust.locale import tr, use_language
from piptrust.text.span import Span
from support.completing import Around
from support.examples import examples, scene_of
from support.fixture import Scene

PAGES = sorted(
    p for p in (Path(__file__).parents[2] / "docs" / "rules").glob("*.md") if p.name != "README.md"
)
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
PLACEHOLDER = re.compile(r"(?<!\$)\{[a-z_]+\}")
# What pip, OpenSSL and files say stands in quotes or brackets, and is not ours to translate.
QUOTED = re.compile(r"'[^']*'|`[^`]*`|\([^)]*\)|\[[^\]]*\]|openssl .*")
ENGLISH = re.compile(r"(?:\b[A-Za-z]?[a-z]{2,}\b ){2,}\b[a-z]{2,}\b")
# What a probe said is what the fixture makes up.
PROBED = "handshake-failed"
# Reasons are the requirement parser's own words.
BORROWED = {PROBED, "requirements-invalid-requirement", "requirements-invalid-option"}


@pytest.fixture(autouse=True)
def _russian() -> Iterator[None]:
    use_language("ru")
    yield
    use_language(None)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_findings_and_fixes(page: Path):
    for example in examples(page.read_text(encoding="utf-8")):
        for finding in scene_of(example).findings():
            for text in _texts(finding):
                _assert_russian(text, borrowed=finding.rule in BORROWED)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_hovers(page: Path):
    for example in examples(page.read_text(encoding="utf-8")):
        for line in _hover_lines(scene_of(example)):
            assert line.ours or not PLACEHOLDER.search(line.text), line
            assert CYRILLIC.search(line.label or line.text), line


@pytest.mark.parametrize("page", [p for p in PAGES if p.stem != PROBED], ids=lambda page: page.stem)
def test_what_is_shown_beside_the_text(page: Path):
    for example in examples(page.read_text(encoding="utf-8")):
        scene = scene_of(example)
        for text in (*_completion_details(scene), *_glances(scene)):
            _assert_no_english(text)


def test_summaries():
    for rule in all_rules():
        _assert_russian(tr(rule.summary))


def test_the_check_sees_english():
    with pytest.raises(AssertionError):
        _assert_russian("pip refuses it: к сожалению")
    with pytest.raises(AssertionError):
        _assert_russian("Файл {path} пуст.")
    _assert_russian("pip завершается с ошибкой 'no certificate or crl found'.")


def _texts(finding: Finding) -> Iterator[str]:
    yield finding.message
    yield from (related.message for related in finding.related)
    for choice in fix_menu([finding]):
        yield choice.offer.title
        if choice.offer.disabled is not None:
            yield choice.offer.disabled


def _hover_lines(scene: Scene):
    view = scene.view()
    for setting in scene.document.settings:
        for span in (setting.key_span, *(value.span for value in setting.values)):
            shown = hover(view, span.start)
            if shown is not None:
                yield from shown.lines


def _completion_details(scene: Scene) -> Iterator[str]:
    view = scene.view()
    offsets = {s.key_span.start for s in scene.document.settings}
    offsets |= {s.value_span.end for s in scene.document.settings}
    for offset in sorted(offsets):
        yield from (item.detail for item in complete(view, offset, Around()).items)


def _glances(scene: Scene) -> Iterator[str]:
    snapshot, document = scene.snapshot, scene.document
    for hint in hints(scene.view(), Span(0, len(document.text)), tuple(HintKind)):
        for words in hint.words:
            yield from (words.text, words.tooltip)
    for setting in lens_settings(document):
        yield lens_title(snapshot, document, setting, snapshot.today)


def _assert_no_english(text: str) -> None:
    assert not PLACEHOLDER.search(text), text
    assert not ENGLISH.search(QUOTED.sub("", text)), text


def _assert_russian(text: str, *, borrowed: bool = False) -> None:
    assert CYRILLIC.search(text), text
    assert not PLACEHOLDER.search(text), text
    assert borrowed or not ENGLISH.search(QUOTED.sub("", text)), text
