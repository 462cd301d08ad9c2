"""Imports point downwards only, and what must not be loaded, or looked at, is not."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "server" / "piptrust"

_MIDDLE = {"locale", "text", "data", "x509", "parse", "resolve"}
_EDGE = {*_MIDDLE, "agent", "engine", "probe", "render"}
# What each part may import beside itself, and the version of the package that everyone may know.
# A new part needs a line here, so that somebody decides where it stands.
MAY_IMPORT = {
    "locale": set[str](),
    "text": {"locale"},
    "data": {"locale", "text"},
    "x509": {"locale", "text"},
    "parse": {"locale", "text", "data"},
    "resolve": {"locale", "text", "data", "x509", "parse"},
    "agent": {"locale", "text", "parse", "resolve"},
    "engine": {*_MIDDLE, "agent"},
    "rules": {*_MIDDLE, "engine"},
    "fixes": {*_MIDDLE, "engine"},
    "probe": {*_MIDDLE, "agent", "engine"},
    "causes": {*_MIDDLE, "engine", "probe"},
    "render": {*_MIDDLE, "engine", "probe"},
    "lsp": _EDGE,
    "commands": {*_EDGE, "cli", "lsp"},
    "cli": {"commands", "locale"},
    "__main__": {"cli"},
}
# The engine finds rules and builders by listing these packages, so that there is no list to forget.
LISTED_BY_THE_ENGINE = {"piptrust.rules", "piptrust.fixes", "piptrust.causes"}
PROTOCOL_LIBRARIES = {"pygls", "lsprotocol"}
# A rule that asks one of these is no function of its view any more.
NOT_FOR_RULES = {
    *("asyncio", "glob", "http", "io", "locale", "logging", "multiprocessing", "os", "pathlib"),
    *("platform", "random", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile"),
    *("threading", "time", "urllib.request", "uuid"),
}

MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path):
    here = part_of(path)
    for name, _ in imports_of(path):
        top, _, rest = name.partition(".")
        target = rest.partition(".")[0]
        listed = here in {"engine", "probe"} and name in LISTED_BY_THE_ENGINE
        if top != "piptrust" or target in {"", here} or listed:
            continue
        assert target in MAY_IMPORT[here], f"{here} imports {name}"


def test_the_parts_form_no_circle():
    parts = {name: set(below) for name, below in MAY_IMPORT.items()}
    parts["cli"].discard("commands")  # The command line's entry and its commands are one part in two places.
    while parts:
        lowest = [name for name, below in parts.items() if not below & parts.keys()]
        assert lowest, f"these import each other: {sorted(parts)}"
        for name in lowest:
            del parts[name]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_language_server_knows_the_protocol(path: Path):
    if part_of(path) != "lsp":
        assert PROTOCOL_LIBRARIES.isdisjoint(name.partition(".")[0] for name, _ in imports_of(path))


@pytest.mark.parametrize("path", sorted((PACKAGE / "rules").glob("*.py")), ids=lambda path: path.stem)
def test_rules_look_at_nothing_but_their_view(path: Path):
    for name, _ in imports_of(path):
        assert name not in NOT_FOR_RULES
        assert name.partition(".")[0] not in NOT_FOR_RULES
    called = {call.func for call in ast.walk(tree_of(path)) if isinstance(call, ast.Call)}
    assert "open" not in {function.id for function in called if isinstance(function, ast.Name)}
    methods = {function.attr for function in called if isinstance(function, ast.Attribute)}
    assert methods.isdisjoint({"now", "utcnow", "today", "fromtimestamp"})


def test_the_agent_imports_nothing_of_ours():
    assert not [name for name, _ in imports_of(PACKAGE / "agent" / "agent.py") if name.startswith("piptrust")]


def test_the_language_server_is_loaded_only_when_it_is_wanted():
    for path in MODULES:
        if part_of(path) == "commands":
            loaded_at_once = [name for name, at_once in imports_of(path) if at_once]
            assert not [name for name in loaded_at_once if name.startswith("piptrust.lsp")], path


def test_finding_and_fixing_loads_no_protocol_no_event_loop_and_no_tls():
    code = (
        "import sys, piptrust.engine.workspace, piptrust.engine.edits.fix_all\n"
        "from piptrust.engine.rule import all_rules\n"
        "assert all_rules()\n"
        "print(*sorted({'pygls', 'lsprotocol', 'asyncio', 'ssl', 'socket'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n{code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []


@cache
def imports_of(path: Path) -> list[tuple[str, bool]]:
    """The modules that a file imports, and whether it does so as soon as it is loaded."""
    return list(_imports(tree_of(path), True))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(node: ast.AST, at_once: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, at_once) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute, so that they can be searched for"
            yield str(child.module), at_once
            if child.module == "piptrust":
                names = (alias.name for alias in child.names)
                yield from ((f"piptrust.{name}", at_once) for name in names if not name.startswith("__"))
        else:
            inner = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            yield from _imports(child, at_once and not inner)


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")
