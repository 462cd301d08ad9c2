"""Where what stands at a place comes from: the setting that beats it, the file it names, the index it is for."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.judgement.trust_matching import comparable_host
from piptrust.engine.navigation.mention import (
    TRUSTED_HOST,
    Mention,
    Place,
    Thing,
    mention_at,
    mentions_in,
)
from piptrust.engine.overriding import winner_over
from piptrust.engine.view import View
from piptrust.parse.document import Setting
from piptrust.resolve.disk import EntryKind
from piptrust.text.records import dataclass
from piptrust.text.span import Span
from piptrust.text.uri import path_to_uri

_START = Span(0, 0)


@dataclass(frozen=True)
class Target:
    """Where to go.

    Attributes:
        place: what is to be marked there.
        around: what is to be seen there: the whole setting.
    """

    place: Place
    around: Span


@dataclass(frozen=True)
class Definition:
    """What the place belongs to (``origin``), and where that leads."""

    origin: Span
    targets: tuple[Target, ...]


def definition(view: View, offset: int) -> Definition | None:
    """Where the thing at ``offset`` comes from, or None where nothing is known that lies elsewhere.

    - The file that an include or a certificate setting names, where it exists.
    - The settings that bring a host of a ``trusted-host`` list into use.
    - The setting that beats this one, for its key and its value.
    """
    document = view.document
    mention = mention_at(document, view.environment, offset)
    setting = _setting_at(view, offset) if mention is None else mention.setting
    targets: list[Target] = []
    if setting is not None:
        targets.extend(_winner(view, setting))
    if mention is not None and mention.thing in {Thing.FILE, Thing.CA_FILE}:
        targets.extend(_file(view, mention.name))
    if (
        mention is not None
        and mention.thing is Thing.HOST
        and setting is not None
        and setting.key == TRUSTED_HOST
    ):
        targets.extend(_uses_of(view, mention))
    if not targets:
        return None
    origin = mention.span if mention is not None else setting.value_span if setting is not None else _START
    return Definition(origin, tuple(dict.fromkeys(targets)))


def _setting_at(view: View, offset: int) -> Setting | None:
    return next((s for s in view.document.settings if s.value and s.value_span.contains(offset)), None)


def _winner(view: View, setting: Setting) -> Iterator[Target]:
    found = winner_over(view, setting)
    if found is None or found.origin.setting is None or found.origin.uri is None:
        return
    other = found.origin.setting
    yield Target(Place(found.origin.uri, other.key_span), other.span)


def _file(view: View, path: str) -> Iterator[Target]:
    uri = path_to_uri(path)
    facts = view.snapshot.files.get(path)
    if uri in view.snapshot.documents or (facts is not None and facts.kind is EntryKind.FILE):
        yield Target(Place(uri, _START), _START)


def _uses_of(view: View, host: Mention) -> Iterator[Target]:
    """The values of index settings in use that name this host; pip's own default stands in no file."""
    for use in view.indexes:
        origin = use.origin
        if origin.uri is None or origin.setting is None or comparable_host(use.host) != host.name:
            continue
        document = view.snapshot.documents.get(origin.uri)
        if document is None:
            continue
        for mention in mentions_in(document, view.environment):
            if mention.setting is origin.setting and mention.is_of(host):
                yield Target(Place(origin.uri, mention.span), origin.setting.span)
