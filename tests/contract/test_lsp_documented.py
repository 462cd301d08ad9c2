"""docs/lsp.md is what the server registers, and every feature names the test that holds it to that."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from piptrust.lsp.page import Documented, commands, features

TOP = Path(__file__).parents[2]


def test_the_page_is_current():
    spec = importlib.util.spec_from_file_location("docs_generate", TOP / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    for path, text in generate.generated_for_the_language_server():
        assert path.read_text(encoding="utf-8") == text, "run: make docs"


@pytest.mark.parametrize("documented", [*features(), *commands()], ids=lambda d: d.module)
def test_each_names_a_test_that_speaks_of_it(documented: Documented):
    test = TOP / documented.test
    assert test.is_file()
    text = documented.test + test.read_text(encoding="utf-8")
    words = {documented.module, *(name.rpartition("/")[2].rpartition(".")[2] for name in documented.names)}
    assert any(word in text for word in words), f"{documented.test} says nothing of {sorted(words)}"
