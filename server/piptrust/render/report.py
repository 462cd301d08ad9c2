"""What a check found, ready to be shown: the one input of every renderer."""

from __future__ import annotations

from collections.abc import Mapping

from piptrust.engine.finding import Finding
from piptrust.parse.document import Document
from piptrust.text.records import dataclass, field
from piptrust.text.uri import uri_to_path


@dataclass(frozen=True)
class Repair:
    """One fix that was applied: the rule it answers, the file whose finding it was, and the fix's title."""

    uri: str
    rule: str
    title: str


@dataclass(frozen=True)
class Failure:
    """A file or folder that could not be read or written, and why, in the operating system's words."""

    path: str
    reason: str


@dataclass(frozen=True)
class Report:
    """The result of one check.

    Attributes:
        findings: in the order in which they are shown: by file, then by place.
        documents: the documents that the findings speak of, related places included, by URI.
        checked: URIs of the files that were looked at.
        base: the working folder, absolute; paths below it are shown relative to it.
        pip_version: of the pip whose behaviour was assumed, or None where none was found.
        python: that pip's interpreter, or None.
        fixing: whether fixes were wanted.
        repairs: what was fixed before the findings were taken.
        failures: what could not be read or written.
    """

    findings: tuple[Finding, ...]
    documents: Mapping[str, Document]
    checked: tuple[str, ...]
    base: str
    pip_version: str | None = None
    python: str | None = None
    fixing: bool = False
    repairs: tuple[Repair, ...] = ()
    failures: tuple[Failure, ...] = field(default=())

    def path(self, uri: str) -> str:
        """How a file is named to people: relative to the working folder where it stands below it."""
        return relative_to(self.base, uri_to_path(uri) or uri)

    def position(self, uri: str, offset: int) -> tuple[int, int]:
        """Line and column, both from one and in code points; the file's start where it was not read."""
        document = self.documents.get(uri)
        if document is None:
            return 1, 1
        line, column = document.line_index.position(offset)
        return line + 1, column + 1


def relative_to(base: str, path: str) -> str:
    """``path`` relative to the folder ``base`` where it stands below it, else as it is. Forward slashes."""
    base = base.rstrip("/") + "/"
    return path.removeprefix(base)
