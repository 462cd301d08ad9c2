"""docs/lsp.md, made of what the server registers: its features, its commands, and what it promises to whom.

A module in ``features/`` or ``commands/`` documents itself in its docstring: what it does, then a block
``Example:`` and a line ``Test:`` with the test file that holds it to that.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any, Callable

from lsprotocol import types

from piptrust.lsp.capabilities import capabilities_for
from piptrust.lsp.client import client_of
from piptrust.lsp.command import all_commands
from piptrust.lsp.feature import all_features
from piptrust.lsp.promises import PROMISES, promised, registered
from piptrust.text.records import dataclass

_HEAD = """\
# The language server

Everything that the server answers, each with an example and the test that holds it to that.
This page is made by `make docs` from what the server registers.
[protocol.md](protocol.md) says what a client sends, the settings, and the forms of the project's own messages.
"""
_YES, _NO = "yes", ""
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z`\"])")
_TICKS = re.compile(r"(?<!`)``(?!`)")
# The heading says it already.
_METHOD = re.compile(r"\A(?:`[^`]+`(?:, | and )?)+: ")


@dataclass(frozen=True)
class Documented:
    """What a module says of itself.

    Attributes:
        module: its name.
        names: the methods or commands that it answers.
        text: what they do, in Markdown.
        example: in Markdown.
        test: path of the test file, from the top folder.
    """

    module: str
    names: tuple[str, ...]
    text: str
    example: str
    test: str


class DocumentationMissing(Exception):  # noqa: N818 - says what to write.
    """A module says nothing of itself, or not all of it."""


def lsp_page(clients: Mapping[str, types.InitializeParams]) -> str:
    """The page. ``clients`` are the ``initialize`` parameters of editors, by name.

    Raises:
        DocumentationMissing: with the module, and what it lacks.
    """
    lines = [_HEAD, "## Who gets what", ""]
    lines += [
        "What an editor gets depends on what it declares. A blank means that the editor cannot make use of it.",
        "",
    ]
    lines += _table_of_promises(clients)
    lines += ["", "## Features"]
    for documented in features():
        lines += ["", *_section(documented)]
    lines += ["", "## Commands of `workspace/executeCommand`"]
    for documented in commands():
        lines += ["", *_section(documented)]
    return "\n".join(lines) + "\n"


def features() -> list[Documented]:
    """Each module in ``features/`` that answers something."""
    return list(_documented(all_features()))


def commands() -> list[Documented]:
    """Each module in ``commands/``."""
    return list(_documented({name: run for name, (run, _) in all_commands().items()}))


def _documented(handlers: Mapping[str, Callable[..., Any]]) -> Iterator[Documented]:
    names: dict[str, list[str]] = {}
    for name, handler in handlers.items():
        names.setdefault(handler.__module__, []).append(name)
    for module, answered in sorted(names.items()):
        yield _read(sys.modules[module], tuple(sorted(answered)))


def _read(module: ModuleType, names: tuple[str, ...]) -> Documented:
    text: list[str] = []
    example: list[str] = []
    test = ""
    inside = text
    for line in inspect.cleandoc(module.__doc__ or "").splitlines():
        if line == "Example:":
            inside = example
        elif line.startswith("Test: "):
            test, inside = line.removeprefix("Test: ").strip(), []
        else:
            inside.append(line)
    found = {
        "Example:": textwrap.dedent("\n".join(example)).strip(),
        "Test:": test,
        "text": _sentences("\n".join(text)),
    }
    lacking = [name for name, value in found.items() if not value]
    if lacking:
        raise DocumentationMissing(f"the docstring of {module.__name__} lacks {', '.join(lacking)}")
    return Documented(
        module.__name__.rpartition(".")[2], names, found["text"], _sentences(found["Example:"]), test
    )


def _section(documented: Documented) -> Iterator[str]:
    names = ", ".join(f"`{name}`" for name in documented.names)
    yield f"### {names}"
    yield ""
    yield documented.text
    yield ""
    yield "For example:"
    yield documented.example
    yield ""
    yield f"Test: [{documented.test}](../{documented.test})"


def _sentences(text: str) -> str:
    """Markdown with a sentence on each line, as the pages written by hand have it; code blocks stay as they are."""
    parts = [
        part if part.startswith("```") else _SENTENCE.sub("\n", " ".join(part.split()))
        for part in _TICKS.sub("`", text.strip()).split("\n\n")
    ]
    first = _METHOD.sub("", parts[0])
    return "\n\n".join([f"{first[:1].upper()}{first[1:]}", *parts[1:]])


def _table_of_promises(clients: Mapping[str, types.InitializeParams]) -> Iterable[str]:
    answered = [method for method in PROMISES if method in all_features()]
    known = {name: client_of(params) for name, params in clients.items()}
    given = [(client, capabilities_for(client)) for client in known.values()]
    yield f"| method | {' | '.join(known)} |"
    yield f"| --- |{' --- |' * len(given)}"
    for method in answered:
        cells = [_YES if promised(c, method) or registered(client, method) else _NO for client, c in given]
        yield f"| `{method}` | {' | '.join(cells)} |"
