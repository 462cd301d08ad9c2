"""One document as the editor shows it."""

from __future__ import annotations

from piptrust.engine.finding import Finding
from piptrust.lsp.folder import Folder
from piptrust.lsp.outline import Outline
from piptrust.lsp.reports import Report
from piptrust.lsp.token_stream import TokenStream
from piptrust.parse.kind import FileKind
from piptrust.text.line_index import LineIndex
from piptrust.text.records import dataclass


@dataclass
class OpenDocument:
    """A document between didOpen and didClose.

    Attributes:
        uri: the client's own spelling, which answers repeat.
        key: the canonical URI, under which the engine knows it.
        version: of the text.
        kind: how it is read.
        index: the text and its lines.
        folder: where it belongs.
        findings: as last worked out.
        stale: whether they must be worked out again.
        unsent: whether the client has not got them yet.
        report: the diagnostics as last worked out.
        report_stale: whether they must be worked out again.
        notebook: the canonical URI of the notebook that it is a cell of; empty for any other document.
        is_shell: whether it is a cell of shell commands.
        tokens: the semantic tokens that the client has.
        outline: the symbols that it was last given.
    """

    uri: str
    key: str
    version: int
    kind: FileKind
    index: LineIndex
    folder: Folder
    findings: tuple[Finding, ...] = ()
    stale: bool = True
    unsent: bool = True
    report: Report | None = None
    report_stale: bool = True
    tokens: TokenStream | None = None
    outline: Outline | None = None
    notebook: str = ""
    is_shell: bool = False

    def points_to(self, key: str) -> bool:
        """Whether one of the findings speaks of a place in another document."""
        return any(related.uri == key for finding in self.findings for related in finding.related)


@dataclass
class Unclaimed:
    """A text that an editor has open and that is none of ours, by all that is known so far."""

    uri: str
    version: int
    index: LineIndex
