"""docs/protocol.md lists what the code really has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from piptrust.lsp.capabilities import COMMANDS
from piptrust.lsp.features.text_sync import _KINDS_BY_LANGUAGE, _KINDS_OF_UNTITLED
from piptrust.lsp.features.watched_files import FILE_PATTERNS
from piptrust.lsp.settings import _EXPECTED
from piptrust.lsp.status import State
from piptrust.parse.kind import kind_of

PAGE = (Path(__file__).parents[2] / "docs/protocol.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_file_patterns():
    assert {row[0].strip("`") for row in rows("Which files to send")} == set(FILE_PATTERNS)


@pytest.mark.parametrize("row", rows("Which files to send"), ids=lambda row: row[0])
def test_each_pattern_means_what_the_page_says(row):
    pattern, kind = row[0].strip("`"), row[1]
    ends = re.search(r"\{(.*)\}", pattern).group(1).split(",")
    for end in ends:
        path = re.sub(r"\{.*\}", end, pattern).replace("**", "/project").replace("*", "x")
        found = kind_of(path)
        assert found is not None
        assert {"pip-conf": "configuration"}.get(found.value, found.value) == kind


def test_the_settings():
    assert {row[0].strip("`") for row in rows("Settings")} == {f"piptrust.{name}" for name in _EXPECTED}


def test_the_commands():
    assert [row[0].strip("`") for row in rows("Commands")] == list(COMMANDS)


def test_the_states():
    described = {line.split("`")[1] for line in PAGE.splitlines() if line.startswith("| `")}
    assert {state.value for state in State} <= described


def test_the_languages():
    for language in {*_KINDS_BY_LANGUAGE, *_KINDS_OF_UNTITLED}:
        assert f"`{language}`" in PAGE
