"""``textDocument/formatting``: the layout of configuration files, all of it or parts.

Blanks around separators, the indentation of keys and of a value's further lines, empty lines, line ends. Values and
comments stay as they are, and pip reads the same before and after; a file that pip refuses is left alone. Ranges
are formatted with ``rangeFormatting`` and ``rangesFormatting``; where the lines of a range alone would change what
pip reads, their sections are formatted. The editor's ``insertSpaces``, ``tabSize``, ``trimTrailingWhitespace``,
``insertFinalNewline`` and ``trimFinalNewlines`` count. Editors that register formatters at run time get this one for
configuration files only, so that it does not stand in the way of another for requirements files.

There is no formatting while typing: what a new line means in a pip.conf depends on what is meant to follow, and an
indentation that comes by itself would make the next key a part of the value above.

Example:
    ``timeout=60`` becomes ``timeout = 60``, and the second line of a list of hosts moves to four blanks.

Test: tests/lsp/test_formatting.py
"""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from piptrust.engine.formatting.format_config import format_config
from piptrust.engine.formatting.style import Style
from piptrust.lsp.convert import to_range, whole_lines
from piptrust.lsp.feature import answers
from piptrust.lsp.features.watched_files import FILE_PATTERNS
from piptrust.lsp.session import Session
from piptrust.parse.kind import FileKind
from piptrust.text.span import Span

_REGISTRATION = "piptrust.formatting"
_Edits = list[types.TextEdit]


@answers(types.TEXT_DOCUMENT_FORMATTING)
def formatting(session: Session, params: types.DocumentFormattingParams) -> _Edits | None:
    return _formatted(session, params.text_document.uri, params.options, None)


@answers(types.TEXT_DOCUMENT_RANGE_FORMATTING)
def range_formatting(session: Session, params: types.DocumentRangeFormattingParams) -> _Edits | None:
    return _formatted(session, params.text_document.uri, params.options, [params.range])


@answers(types.TEXT_DOCUMENT_RANGES_FORMATTING)
def ranges_formatting(session: Session, params: types.DocumentRangesFormattingParams) -> _Edits | None:
    return _formatted(session, params.text_document.uri, params.options, params.ranges)


def register_formatting(session: Session) -> None:
    """Offers formatting for configuration files, where the editor can be told so at run time."""
    if not session.client.registers_formatting:
        return
    # The first pattern is the one of configuration files.
    selector: list[types.DocumentFilter] = [
        types.TextDocumentFilterPattern(pattern=FILE_PATTERNS[0]),
        types.TextDocumentFilterLanguage(language="pip-conf"),
    ]
    registrations = [
        types.Registration(
            _REGISTRATION,
            types.TEXT_DOCUMENT_FORMATTING,
            types.DocumentFormattingRegistrationOptions(document_selector=selector),
        )
    ]
    if session.client.formats_ranges:
        several = True if session.client.formats_several_ranges else None
        registrations.append(
            types.Registration(
                f"{_REGISTRATION}.range",
                types.TEXT_DOCUMENT_RANGE_FORMATTING,
                types.DocumentRangeFormattingRegistrationOptions(
                    document_selector=selector, ranges_support=several
                ),
            )
        )
    session.server.client_register_capability(types.RegistrationParams(registrations))


def _formatted(
    session: Session, uri: str, options: types.FormattingOptions, ranges: Sequence[types.Range] | None
) -> _Edits | None:
    document = session.document(uri)
    if document is None or document.kind is not FileKind.PIP_CONF:
        return None
    parsed = session.view(document).document
    reader = document.folder.workspace.reader
    within: list[Span] | None = None
    if ranges is not None:
        within = [whole_lines(document.index, _without_next_line(one)) for one in ranges]
    edits = format_config(
        parsed, lambda text: reader.read_text(document.key, document.kind, text), style_of(options), within
    )
    encoding = session.client.encoding
    return [types.TextEdit(to_range(document.index, e.span, encoding), e.new_text) for e in edits]


def style_of(options: types.FormattingOptions) -> Style:
    """What the editor says is not asked for stays undone; what it leaves open is done."""
    width = options.tab_size if 1 <= options.tab_size <= 16 else 4
    return Style(
        indent=" " * width if options.insert_spaces else "\t",
        trims=options.trim_trailing_whitespace is not False,
        ends_in_newline=options.insert_final_newline is not False,
        trims_end=options.trim_final_newlines is not False,
    )


def _without_next_line(range_: types.Range) -> types.Range:
    """A selection of whole lines ends at the start of the next, which is not meant."""
    if range_.end.character == 0 and range_.end.line > range_.start.line:
        return types.Range(range_.start, types.Position(range_.end.line - 1, 0))
    return range_
