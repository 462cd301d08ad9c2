"""Every cause in the catalogue has a module, a page and a scenario of one name, and nothing else has."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import piptrust.causes
from contract.test_rules_documented import load_generator, modules_in, named_by_tests_in
from piptrust.probe.cause import Cause, all_causes
from piptrust.probe.diagnose import ORDER

TOP = Path(__file__).parents[2]
PAGES = TOP / "docs" / "causes"
HEADINGS = ["## What pip says", "## How we know", "## What to do"]
MODULES = {cause_id.replace("-", "_") for cause_id in ORDER}


def test_the_order_names_each_cause_once():
    assert len(set(ORDER)) == len(ORDER)
    assert tuple(cause.id for cause in all_causes()) == ORDER


def test_every_cause_has_a_module_and_every_module_a_cause():
    assert modules_in(piptrust.causes) == MODULES
    for module in MODULES:
        assert hasattr(importlib.import_module(f"piptrust.causes.{module}"), module)


def test_every_cause_has_a_page_and_every_page_a_cause():
    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} == set(ORDER)


def test_every_cause_has_a_scenario_and_every_scenario_a_cause():
    assert named_by_tests_in("causes") == MODULES


@pytest.mark.parametrize("cause", all_causes(), ids=lambda cause: cause.id)
def test_titles_and_words_are_well_formed(cause: Cause):
    assert re.fullmatch(r"[^|\n]*[^|\n.]", cause.title), "one line, no full stop, no table bar"
    for pattern in cause.pip_says:
        assert not re.compile(pattern).search(""), "a pattern that matches nothing matches everything"


@pytest.mark.parametrize("page", sorted(PAGES.glob("*-*.md")), ids=lambda page: page.stem)
def test_a_page_has_its_parts_in_order(page: Path):
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"# {page.stem}"
    assert [line for line in lines if line.startswith("## ")] == HEADINGS


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_links_between_pages_lead_somewhere(page: Path):
    links = re.findall(r"\]\(([^)#]+\.md)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).is_file()] == []


def test_the_generated_documentation_is_current():
    generated = load_generator().generated_for_causes()
    stale = [path.name for path, text in generated if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: make docs"
