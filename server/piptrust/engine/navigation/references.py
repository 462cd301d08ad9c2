"""Everywhere that a thing is named, in all the documents of a workspace."""

from __future__ import annotations

from collections.abc import Iterable

from piptrust.engine.navigation.mention import Known, Mention, Place, Thing, mentions_in


def references(
    documents: Iterable[Known], wanted: Mention, *, with_declarations: bool = True
) -> tuple[Place, ...]:
    """The places that name what ``wanted`` names, in the order of the documents, of which each is given once.

    A host's declarations are the settings that bring it into use.
    """
    return tuple(
        Place(known.document.uri, mention.span)
        for known in documents
        for mention in mentions_in(known.document, known.environment)
        if mention.is_of(wanted) and (with_declarations or not _declares(mention))
    )


def _declares(mention: Mention) -> bool:
    return mention.thing in {Thing.HOST, Thing.INDEX} and mention.introduces
