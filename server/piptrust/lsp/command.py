"""How a command is declared and found: the modules in ``commands/`` are the list."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Callable, cast

from piptrust.text.uri import canonical_uri

if TYPE_CHECKING:
    from piptrust.lsp.folder import Folder
    from piptrust.lsp.session import Session

Command = Callable[["Session", Sequence[Any]], Awaitable[Any]]
_registry: dict[str, tuple[Command, str | None]] = {}


def command(name: str, *, progress: str | None = None) -> Callable[[Command], Command]:
    """Registers the decorated function as a command of ``workspace/executeCommand``.

    ``progress`` names work that takes long, for clients that want to show it; through ``mark``.

    Raises:
        ValueError: the name is taken.
    """

    def register(run: Command) -> Command:
        if name in _registry:
            raise ValueError(f"two commands are called {name}")
        _registry[name] = run, progress
        return run

    return register


@lru_cache(maxsize=1)
def all_commands() -> dict[str, tuple[Command, str | None]]:
    """Every command and how its work is called, by name."""
    import piptrust.lsp.commands

    for module in pkgutil.iter_modules(piptrust.lsp.commands.__path__):
        importlib.import_module(f"piptrust.lsp.commands.{module.name}")
    return dict(_registry)


def fields_of(arguments: Sequence[Any]) -> Mapping[str, Any]:
    """The first argument where it is an object; clients send none, null, or whatever they like."""
    first = arguments[0] if arguments else None
    return cast("Mapping[str, Any]", first) if isinstance(first, Mapping) else {}


def folders_of(session: Session, arguments: Sequence[Any]) -> list[Folder]:
    """The folder of the argument's ``uri``, or all of them where it names none."""
    uri = fields_of(arguments).get("uri")
    if not isinstance(uri, str):
        return list(session.folders)
    key = canonical_uri(uri)
    # A folder's own URI means that folder, and no document in another.
    own = [
        folder
        for folder in session.folders
        if folder.uri and canonical_uri(folder.uri).rstrip("/") == key.rstrip("/")
    ]
    return own or [session.folder_of(key)]
