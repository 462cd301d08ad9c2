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
    """The addresses that pip fetches from here, each once."""
    uses = [use for use in view.indexes if use.role is not Role.FILE_HOST]
    if not any(use.public for use in uses) and view.environment.interpreter is not None:
        default = view.environment.interpreter.default_index_url
        if default:
            yield _item(view, default, slot, taken, tr("pip's own default index"))
    seen: set[str] = set()
    for use in uses:
        url = without_credentials(use.url)
        if url is not None and url not in seen:
            seen.add(url)
            yield _item(
                view, url, slot, taken, tr("pip's own default index") if use.public else use.role.value
            )


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


def _item(view: View, url: str, slot: Slot, taken: Collection[str], detail: str) -> Item:
    del view
    host = urlsplit(url).hostname or ""
    return Item(
        url,
        ItemKind.ADDRESS,
        slot,
        url,
        detail=detail,
        rank=_RANK_OF_TAKEN if url in taken else _RANK,
        about=About("host", (host, "")),
    )
