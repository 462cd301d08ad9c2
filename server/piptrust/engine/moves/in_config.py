"""Paths in configuration files that name files which move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piptrust.engine.moves.move import Move, as_written_before, moved, spelt
from piptrust.parse.document import Document, Setting, Value
from piptrust.resolve.certificate_paths import path_opened
from piptrust.resolve.environment import Environment
from piptrust.text.edit import TextEdit

_PATHS = frozenset({"cert", "client-cert"})
_LISTS_OF_PATHS = frozenset({"requirement", "constraint", "build-constraint"})


def edits_in_config(
    document: Document, environment: Environment, moves: Sequence[Move]
) -> Iterator[TextEdit]:
    """The edits. Relative paths start in the folder in which pip is called, wherever the file stands."""
    for setting in document.settings:
        for value in _paths(setting):
            new = _new_path(value.text, environment, moves)
            if new is not None and _can_stand(new, setting):
                yield TextEdit(value.span, new)


def _paths(setting: Setting) -> tuple[Value, ...]:
    if setting.key in _LISTS_OF_PATHS:
        return setting.values
    if setting.key in _PATHS and setting.value and "\n" not in setting.value:
        return (Value(setting.value, setting.value_span),)
    return ()


def _new_path(value: str, environment: Environment, moves: Sequence[Move]) -> str | None:
    before = path_opened(value, environment)
    after = moved(before, moves)
    if after == spelt(before):
        return None
    home = spelt(environment.home).rstrip("/")
    # Old pips expand no "~": there it is the name of a folder.
    if value.startswith(("~/", "~\\")) and spelt(before).startswith(f"{home}/"):
        return f"~{after[len(home) :]}" if after.startswith(f"{home}/") else after
    return as_written_before(value, after, spelt(environment.cwd))


def _can_stand(path: str, setting: Setting) -> bool:
    """Whether pip reads the path back: nothing can be quoted here."""
    if setting.key in _LISTS_OF_PATHS:
        return not any(character.isspace() for character in path)
    return path == path.strip() and "\n" not in path and "\r" not in path
