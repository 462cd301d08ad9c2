"""The plugin's Lua says of each function what it takes and gives, in types that exist.

No registry that can be relied on has Lua's language server; this holds the part of it that readers need.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[2] / "neovim-client"
FILES = sorted(PLUGIN.rglob("*.lua"))
SOURCES = {path.relative_to(PLUGIN).as_posix(): path.read_text(encoding="utf-8") for path in FILES}
_FUNCTION = re.compile(r"(?:local )?function ([\w.:]+)\((.*)\)$")
_DECLARED = re.compile(r"^---@(?:class|alias) ([\w.]+)", re.MULTILINE)
_LUA = {
    *(
        "nil",
        "boolean",
        "number",
        "integer",
        "string",
        "table",
        "function",
        "any",
        "fun",
        "true",
        "false",
        "T",
    ),
}


def functions(source: str) -> list[tuple[list[str], str, list[str], list[str]]]:
    """Annotations, name, parameters and body of each function at the top of a file."""
    lines = source.splitlines()
    found = []
    for number, line in enumerate(lines):
        match = _FUNCTION.match(line)
        if match is None:
            continue
        first = number
        while first and lines[first - 1].startswith("---"):
            first -= 1
        parameters = [word.strip() for word in match[2].split(",") if word.strip()]
        found.append(
            (lines[first:number], match[1], parameters, lines[number + 1 : lines.index("end", number)])
        )
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_parameters_and_results_are_annotated(name: str) -> None:
    for notes, function, parameters, body in functions(SOURCES[name]):
        annotated = [note.split()[1].rstrip("?") for note in notes if note.startswith("---@param ")]
        assert annotated == [word for word in parameters if word not in {"_", "..."}], f"{name}: {function}"
        gives = any(line.startswith("  return ") for line in body)
        told = any(note.startswith("---@return ") for note in notes)
        assert gives <= told, f"{name}: {function}"


def test_every_type_exists() -> None:
    everything = "\n".join(SOURCES.values())
    declared = set(_DECLARED.findall(everything)) | _LUA
    for line in re.findall(r"^---@(?:param [\w.]+|field [\w.]+|return|type) (.*)$", everything, re.MULTILINE):
        kind = re.split(r"\s#|\s[A-Z`]", line)[0]
        # Names in a function's or a table's type are not types.
        kind = re.sub(r"[\w.]+\??:", "", re.sub(r"\"[^\"]*\"", "", kind))
        for word in re.findall(r"[A-Za-z_][\w.]*", kind.split("  ")[0]):
            known = word in declared or word.startswith(("vim.", "lsp."))
            assert known or not word.startswith("piptrust."), line


def test_what_is_declared_is_used() -> None:
    everything = "\n".join(SOURCES.values())
    for name in _DECLARED.findall(everything):
        assert len(re.findall(rf"(?<![\w.]){re.escape(name)}(?![\w.])", everything)) > 1, name
