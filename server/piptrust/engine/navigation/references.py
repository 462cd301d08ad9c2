"""Everywhere that a thing is named, in all the documents of a workspace."""

from __future__ import annotations

from collections.abc import Iterable

from piptrust.engine.navigation.mention import Mention, Place, Thing, mentions_in
from piptrust.engine.snapshot import Snapshot


def references(
    snapshots: Iterable[Snapshot], wanted: Mention, *, with_declarations: bool = True
) -> tuple[Place, ...]:
    """The places that name what ``wanted`` names, each document once, by document and place.

    ``snapshots`` are those of the workspace's folders, the one that knows best first: a document that several
    of them hold counts as the first has it. A host's declarations are the settings that bring it into use.
    """
    seen: set[str] = set()
    found: list[Place] = []
    for snapshot in snapshots:
        for uri, document in snapshot.documents.items():
            if uri in seen:
                continue
            seen.add(uri)
            found.extend(
                Place(uri, mention.span)
                for mention in mentions_in(document, snapshot.environment)
                if mention.is_of(wanted) and (with_declarations or not _declares(mention))
            )
    return tuple(found)


def _declares(mention: Mention) -> bool:
    return mention.thing in {Thing.HOST, Thing.INDEX} and mention.introduces
