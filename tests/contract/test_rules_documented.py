"""Every rule has a module, a page and a test file of one name; every fix a module and a test file."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import piptrust.fixes
import piptrust.rules
from piptrust.engine import fix as fix_registry
from piptrust.engine.rule import Rule, all_rules

TOP = Path(__file__).parents[2]
PAGES = TOP / "docs" / "rules"
HEADINGS = ["## What pip does", "## Example", "## What to do"]


def modules_in(package: ModuleType) -> set[str]:
    return {path.stem for folder in package.__path__ for path in Path(folder).glob("*.py")} - {"__init__"}


def named_by_tests_in(folder: str) -> set[str]:
    return {path.stem[len("test_") :] for path in (TOP / "tests" / folder).glob("test_*.py")}


RULES = {rule.id: rule for rule in all_rules()}
FIXES = sorted(modules_in(piptrust.fixes))


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", TOP / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_rule_s_module_carries_its_name():
    assert {rule_id.replace("-", "_") for rule_id in RULES} == modules_in(piptrust.rules)


def test_every_rule_has_a_page_and_every_page_a_rule():
    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} == set(RULES)


def test_every_rule_has_a_test_file_and_every_test_file_a_rule():
    assert named_by_tests_in("rules") == modules_in(piptrust.rules)


def test_every_fix_has_a_test_file_and_every_test_file_a_fix():
    assert named_by_tests_in("fixes") == set(FIXES)


@pytest.mark.parametrize("module", FIXES)
def test_a_fix_s_module_carries_its_name(module: str):
    importlib.import_module(f"piptrust.fixes.{module}")
    assert module.replace("_", "-") in fix_registry._registry


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rules_offer_only_fixes_that_exist(rule: Rule):
    module = importlib.import_module(f"piptrust.rules.{rule.id.replace('-', '_')}")
    offered = set(offers_in(Path(str(module.__file__)).read_text(encoding="utf-8")))
    assert offered <= {name.replace("_", "-") for name in FIXES}


def test_the_generated_documentation_is_current():
    stale = [
        path.name for path, text in load_generator().generated() if path.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run: make docs"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_summary_completes_its_sentence(rule: Rule):
    assert re.fullmatch(r"[^|\n]*[^|\n.]", rule.summary), "one line, no full stop, no table bar"
    assert not rule.summary[:2].istitle(), "it completes 'This file is flagged because …'"


@pytest.mark.parametrize("page", sorted(PAGES.glob("*-*.md")), ids=lambda page: page.stem)
def test_a_page_has_its_parts_in_order(page: Path):
    lines = page.read_text(encoding="utf-8").splitlines()
    headings = [line for line in lines if line.startswith("## ")]
    assert [heading for heading in headings if heading in HEADINGS] == HEADINGS
    assert lines[0] == f"# {page.stem}"


def offers_in(source: str) -> Iterator[str]:
    """The ids that calls of ``Offer`` name literally."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Offer":
            named = [k.value for k in node.keywords if k.arg == "fix"] + node.args[:1]
            yield from (n.value for n in named if isinstance(n, ast.Constant) and isinstance(n.value, str))
