"""A requirements file whose bytes pip cannot decode."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from piptrust.engine.edits.config_repair import replacement
from piptrust.engine.finding import Evidence, Offer, Severity
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Document, Encoding
from piptrust.text.span import Span

# pip 26.3, req/req_file.py:PEP263_ENCODING_RE
_CODING_COMMENT = re.compile(r"coding[:=]\s*([-\w.]+)")
_LONGEST_LINE = 1_000


@rule(
    "requirements-wrong-encoding",
    summary=mark("pip cannot decode the file"),
    severity=Severity.ERROR,
    kinds=REQUIREMENTS_FILES,
)
def requirements_wrong_encoding(view: View) -> Iterator[Diagnosis]:
    """A byte order mark decides, then a coding comment, then UTF-8 (``req/req_file.py:_decode_req_file``)."""
    encoding = view.document.encoding
    declared = None if encoding is not None and encoding.bom else _declared(view.document)
    if declared is not None and not _is_known(view.document.source(declared)):
        yield _unknown_codec(view, declared)
    elif encoding is not None and not encoding.pip_reads:
        yield _undecodable(view, encoding, declared)


def _unknown_codec(view: View, declared: Span) -> Diagnosis:
    name = view.document.source(declared)
    message = tr(
        "{pip} stops: a comment says that the file is in '{name}', which is no text encoding. "
        "Write utf-8 there and save the file so.",
        pip=view.environment.pip_name,
        name=name,
    )
    evidence = Evidence(f"LookupError: unknown encoding: {name}", view.environment.pip_name)
    replaced = view.document.encoding is not None and view.document.encoding.replaced
    offers = () if replaced else (_write_utf8(view.document, declared),)
    return Diagnosis(declared, message, evidence=(evidence,), offers=offers)


def _undecodable(view: View, encoding: Encoding, declared: Span | None) -> Diagnosis:
    document = view.document
    offers: tuple[Offer, ...] = ()
    if declared is not None:
        name = document.source(declared)
        why = tr(
            "a comment says that it is in '{name}', and some of its bytes mean nothing there. Correct it.",
            name=name,
        )
        span = declared
        if not encoding.replaced:
            offers = (_write_utf8(document, declared),)
    else:
        why = tr("some of its bytes mean nothing in {name}. Save the file as UTF-8.", name=encoding.name)
        at = document.text.find("\ufffd")
        span = Span(at, at + 1) if at >= 0 else document.line_index.line_content(0)
        if encoding.replaced and not encoding.bom:
            title = tr("Save as UTF-8, taking it for Windows-1252")
            offers = (Offer("reencode-utf8", title, {"from": "cp1252", "to": "utf-8"}),)
    message = tr(
        "{pip} stops, because it cannot decode this file: {why}", pip=view.environment.pip_name, why=why
    )
    evidence = () if encoding.pip_says is None else (Evidence(encoding.pip_says, view.environment.pip_name),)
    return Diagnosis(span, message, evidence=evidence, offers=offers)


def _write_utf8(document: Document, declared: Span) -> Offer:
    return replacement(document, declared, "utf-8", tr("Write 'utf-8'"), preferred=True)


def _declared(document: Document) -> Span | None:
    """The codec's name in a comment at the start of one of the first two lines; only LF ends a line here."""
    start = 0
    for _ in range(2):
        end = document.text.find("\n", start)
        line_end = min(len(document.text) if end < 0 else end, start + _LONGEST_LINE)
        if document.text[start : start + 1] == "#":
            match = _CODING_COMMENT.search(document.text, start, line_end)
            if match is not None:
                return Span(*match.span(1))
        if end < 0:
            return None
        start = end + 1
    return None


def _is_known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding  # type: ignore[attr-defined]
    except (LookupError, ValueError):
        return False
