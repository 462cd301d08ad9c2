"""Addresses of indexes: those that are in use, without credentials."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urlsplit, urlunsplit

from piptrust.engine.completions.item import About, Item, ItemKind, Slot
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.resolve.indexes import Role

_RANK, _RANK_OF_TAKEN = 20, 80


def addresses(view: View, slot: Slot, taken: Collection[str]) -> Iterator[Item]:
    """The addresses that pip fetches from here, and pip's own default index; each once."""
    found: dict[str, str] = {}
    interpreter = view.environment.interpreter
    for use in view.indexes:
        url = without_credentials(use.url)
        if url is not None and use.role is not Role.FILE_HOST:
            found.setdefault(url, tr("pip's own default index") if use.public else tr(use.role.value))
    default = without_credentials((interpreter.default_index_url if interpreter else None) or "")
    if default is not None:
        found.setdefault(default, tr("pip's own default index"))
    for url, detail in found.items():
        rank = _RANK_OF_TAKEN if url in taken else _RANK
        about = About("host", (urlsplit(url).hostname or "", ""))
        yield Item(url, ItemKind.ADDRESS, slot, url, detail=detail, rank=rank, about=about)


def without_credentials(url: str) -> str | None:
    """The address without user, password, query and fragment, any of which may hold a secret; None for none."""
    try:
        parts = urlsplit(url)
        if not parts.scheme or not parts.hostname:
            return None
    except ValueError:
        return None
    address = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    return None if any(c.isspace() for c in address) or "${" in address else address
