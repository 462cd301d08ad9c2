"""Another name for a host, or another path for a CA file, wherever the workspace's files have it."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from piptrust.engine.navigation.host_in_text import is_host_name
from piptrust.engine.navigation.mention import Known, Mention, Thing, mention_at
from piptrust.engine.navigation.references import references
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.text.edit import EditFile, TextEdit


class RenameImpossible(Exception):  # noqa: N818 - it says what is the case, in the user's words.
    """The argument is the reason, in the user's terms."""


def renamable(view: View, offset: int) -> Mention:
    """The host or the CA file at ``offset``.

    Raises:
        RenameImpossible: neither stands there.
    """
    mention = mention_at(view.document, view.environment, offset)
    if mention is None or mention.thing not in {Thing.HOST, Thing.CA_FILE}:
        raise RenameImpossible(
            tr("Only the name of a host and the path of a CA file can be renamed; this is neither.")
        )
    return mention


def rename(documents: Iterable[Known], mention: Mention, new_name: str) -> tuple[EditFile, ...]:
    """The edits that put the new name wherever the old one stands; one for each document.

    Raises:
        RenameImpossible: the new name cannot stand in these places.
    """
    written = _host(new_name) if mention.thing is Thing.HOST else _path(new_name)
    by_uri: dict[str, list[TextEdit]] = {}
    for place in references(documents, mention):
        by_uri.setdefault(place.uri, []).append(TextEdit(place.span, written))
    return tuple(EditFile(uri, tuple(edits)) for uri, edits in by_uri.items())


def _host(new_name: str) -> str:
    name = new_name.strip()
    if not is_host_name(name):
        raise RenameImpossible(
            tr(
                "'{name}' is no name of a host. Write it without scheme, port and path: index.example",
                name=name,
            )
        )
    bare = name.strip("[]")
    if ":" not in bare:
        return name
    try:
        ipaddress.IPv6Address(bare.partition("%")[0])
    except ValueError:
        raise RenameImpossible(
            tr("'{name}' is no IPv6 address, nor any other name of a host.", name=name)
        ) from None
    return f"[{bare}]"


def _path(new_name: str) -> str:
    path = new_name.strip()
    if not path or "\n" in path or "\r" in path:
        raise RenameImpossible(tr("A path needs one line with something in it."))
    if path[0] in "\"'":
        raise RenameImpossible(tr("pip takes quotes for a part of the path. Write the path without them."))
    if "://" in path:
        raise RenameImpossible(tr("pip takes no URL here, but the path of a file on this machine."))
    return path
