"""Changes to text and files, as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Union

from piptrust.text.records import dataclass
from piptrust.text.span import Span


@dataclass(frozen=True)
class TextEdit:
    """Replaces ``span`` of one text by ``new_text``; everything else stays as it is."""

    span: Span
    new_text: str


@dataclass(frozen=True)
class EditFile:
    """Edits of one existing document, in terms of the text that the snapshot holds."""

    uri: str
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True)
class CreateFile:
    """A new text file in UTF-8. It must never replace one that exists."""

    uri: str
    text: str


@dataclass(frozen=True)
class RewriteFile:
    """New bytes for a file whose present bytes are no text to edit (another encoding, for one).

    ``expected_sha256`` is the lower-case hex digest of the bytes that were inspected: whoever writes compares
    it first, so that nothing newer is lost.
    """

    uri: str
    content: bytes
    expected_sha256: str


Change = Union[EditFile, CreateFile, RewriteFile]


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """``text`` after ``edits``, whose spans all refer to the text as given.

    Raises:
        ValueError: two edits overlap, or a span lies outside the text.
    """
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda e: (e.span.start, e.span.end)):
        if edit.span.start < position or edit.span.end < edit.span.start or edit.span.end > len(text):
            raise ValueError(f"overlapping or out-of-range edit at {edit.span}")
        pieces.append(text[position : edit.span.start])
        pieces.append(edit.new_text)
        position = edit.span.end
    pieces.append(text[position:])
    return "".join(pieces)


def newline_of(text: str) -> str:
    """The line end that the text uses first; LF where it has none. Inserted lines follow it."""
    for index, character in enumerate(text):
        if character == "\n":
            return "\n"
        if character == "\r":
            return "\r\n" if text[index + 1 : index + 2] == "\n" else "\r"
    return "\n"
