"""What of a document can be opened: included files, CA files, addresses, and the pages of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.documentation import documentation_uri
from piptrust.engine.navigation.mention import Mention, Thing, mentions_in
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Document
from piptrust.resolve.disk import EntryKind
from piptrust.text.records import dataclass
from piptrust.text.span import Span
from piptrust.text.uri import path_to_uri

_WEB = re.compile(r"https?://[^\s$]+", re.IGNORECASE)
_MARK = "piptrust:"
_ALLOW = re.compile(r"piptrust:[ \t]*allow(?:-file)?\[(?P<rules>[^\]\r\n]*)\]")
_RULE = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True)
class Link:
    """A range that leads somewhere: ``target`` is a URI, without credentials, and ``tooltip`` says what is there."""

    span: Span
    target: str
    tooltip: str


def links(view: View) -> Iterator[Link]:
    """The links of the view's document, in no order. Paths at which nothing stands are none."""
    for mention in mentions_in(view.document, view.environment):
        if mention.thing in {Thing.FILE, Thing.CA_FILE}:
            yield from _to_file(view, mention)
        elif mention.thing is Thing.INDEX and _WEB.fullmatch(mention.name):
            yield Link(mention.span, mention.name + _slash(view.document, mention), tr(_INDEX))
    yield from _to_rules(view.document)


def _to_file(view: View, mention: Mention) -> Iterator[Link]:
    uri = path_to_uri(mention.name)
    facts = view.snapshot.files.get(mention.name)
    if uri in view.snapshot.documents or (facts is not None and facts.kind is EntryKind.FILE):
        yield Link(mention.span, uri, tr(_FILE) if mention.thing is Thing.FILE else tr(_CA_FILE))


def _slash(document: Document, mention: Mention) -> str:
    """Some servers answer with a page only where the address ends in its slash."""
    return "/" if document.text[mention.span.end - 1 : mention.span.end] == "/" else ""


def _to_rules(document: Document) -> Iterator[Link]:
    position = document.text.find(_MARK)
    while position >= 0:
        match = _ALLOW.match(document.text, position)
        if match is not None:
            for rule in _RULE.finditer(document.text, *match.span("rules")):
                page = documentation_uri(rule.group())
                if page is not None:
                    yield Link(Span(*rule.span()), page, tr(_RULE_PAGE))
        position = document.text.find(_MARK, position + 1)


_INDEX = mark("Open this address in the browser, without credentials")
_FILE = mark("Open the file that pip reads here")
_CA_FILE = mark("Open the certificate file")
_RULE_PAGE = mark("Open the page of this rule")
