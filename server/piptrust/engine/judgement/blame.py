"""Where in a document a handshake's outcome comes from, as the document is now."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.handshake import Handshake
from piptrust.engine.view import View
from piptrust.parse.document import Setting
from piptrust.resolve.indexes import INDEX_OPTIONS, split_url
from piptrust.resolve.trusted_hosts import covers_https, parse_trusted_host
from piptrust.text.span import Span


def blamed(view: View, handshake: Handshake) -> Span | None:
    """The place in this document that is to blame, or None where another document or none is.

    Only the first blame counts that names a document we know, so that one outcome is reported once.
    """
    for blame in handshake.blames:
        document = view.snapshot.documents.get(blame.uri)
        if document is None:
            continue
        if document.uri != view.document.uri:
            return None
        spans = (span for s in document.settings_named(blame.key) for span in _spans(s, handshake, view))
        return next(spans, None)
    return None


def _spans(setting: Setting, handshake: Handshake, view: View) -> Iterator[Span]:
    if setting.key == "trusted-host":
        for word in setting.values:
            if covers_https(parse_trusted_host(word.text), handshake.url, view.environment):
                yield word.span
    elif setting.key in INDEX_OPTIONS:
        for word in setting.values:
            if split_url(word.text)[1] == handshake.host:
                yield word.span
    elif setting.value:
        yield setting.value_span
