"""Findings for people: one headline per finding, the source line with a marker, and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from piptrust.engine.finding import Finding, Offer, Severity
from piptrust.locale import mark, ntr, tr
from piptrust.render.excerpt import excerpt, printable
from piptrust.render.report import Report, relative_to
from piptrust.text.uri import redact

# A piece of a line and what it is; render/terminal.py knows which colour that has.
Piece = tuple[str, str]
Line = tuple[Piece, ...]

_EXCERPT_WIDTH = 100
SEVERITIES = {
    Severity.ERROR: mark("error"),
    Severity.WARNING: mark("warning"),
    Severity.INFORMATION: mark("information"),
    Severity.HINT: mark("hint"),
}
_KINDS_OF_NOTES = {"note": mark("note"), "fix": mark("fix")}


def plain(report: Report, width: int = _EXCERPT_WIDTH) -> str:
    """The report as text without colours. ``width`` limits the source lines shown, in terminal columns."""
    return "".join("".join(text for _, text in line) + "\n" for line in lines(report, width))


def lines(report: Report, width: int = _EXCERPT_WIDTH) -> Iterator[Line]:
    """The report line by line, each piece with the name of its style."""
    yield from _repairs(report)
    for finding in report.findings:
        yield from _finding(report, finding, width)
        yield ()
    yield from _summary(report)


def _finding(report: Report, finding: Finding, width: int) -> Iterator[Line]:
    line, column = report.position(finding.uri, finding.span.start)
    word = finding.severity.word
    yield (
        ("path", printable(report.path(finding.uri))),
        ("quiet", f":{line}:{column}: "),
        (word, tr(SEVERITIES[finding.severity])),
        ("", f": {_shown(finding.message)} "),
        ("rule", f"[{finding.rule}]"),
    )
    gutter = " " * (len(str(line)) + 1)
    document = report.documents.get(finding.uri)
    if document is not None and document.text:
        shown = excerpt(document.line_index, finding.span, width - len(gutter) - 3)
        yield ("quiet", f" {shown.line_number} | "), ("", shown.source)
        yield ("quiet", f" {gutter}| "), (word, shown.marker)
    notes = [("note", f"{_shown(e.text)} ({_shown(e.source)})") for e in finding.evidence]
    for related in finding.related:
        other_line, other_column = report.position(related.uri, related.span.start)
        place = f"{printable(report.path(related.uri))}:{other_line}:{other_column}"
        notes.append(("note", f"{place}: {_shown(related.message)}"))
    offer = best_offer(finding)
    if offer is not None:
        title = _shown(offer.title)
        notes.append(("fix", tr("{title} (safe)", title=title) if offer.safe else title))
    for kind, text in notes:
        yield ("quiet", f" {gutter}= "), (kind, f"{tr(_KINDS_OF_NOTES[kind])}: "), ("", text)


def best_offer(finding: Finding) -> Offer | None:
    """The fix to name: one that ``--fix`` applies, else the preferred one, else the first.

    One that lowers security is never it: whoever wants that shall look for it.
    """
    offers = [o for o in finding.offers if o.disabled is None and not o.lowers_security]
    return max(offers, key=lambda o: (o.safe, o.preferred), default=None)


def _repairs(report: Report) -> Iterator[Line]:
    for uri, repairs in groupby(
        sorted(report.repairs, key=lambda r: report.path(r.uri)), key=lambda r: r.uri
    ):
        yield ("fix", tr("fixed") + " "), ("path", printable(report.path(uri)))
        for (rule, title), times in Counter((r.rule, _shown(r.title)) for r in repairs).items():
            if times > 1:
                title = ntr("{title} ({number} time)", "{title} ({number} times)", times, title=title)
            yield ("", f"  {title} "), ("rule", f"[{rule}]")
        yield ()


def _summary(report: Report) -> Iterator[Line]:
    checked = len(report.checked)
    if not checked:
        yield (("", tr("No pip configuration or requirements files here.")),)
        return
    done = ""
    if report.repairs:
        done = ntr("{number} fix applied.", "{number} fixes applied.", len(report.repairs)) + " "
    if not report.findings:
        yield (("good", done + _nothing_found(checked, repaired=bool(report.repairs))),)
        return
    by_severity = Counter(f.severity for f in report.findings)
    parts = ", ".join(_count(s, by_severity[s]) for s in sorted(by_severity, reverse=True))
    number = len(report.findings)
    if report.repairs:
        found = ntr("{number} finding left", "{number} findings left", number)
    else:
        found = ntr("{number} finding", "{number} findings", number)
    files = len({f.uri for f in report.findings})
    where = (
        ntr("in {files} of {number} file", "in {files} of {number} files", checked, files=files)
        if checked > 1
        else ntr("in {number} file", "in {number} files", checked)
    )
    yield (("bold", f"{done}{found} {where}"), ("", f": {parts}."))
    fixable = sum(1 for f in report.findings if is_fixable(f))
    if fixable and not report.fixing:
        text = ntr(
            "{number} can be fixed safely with --fix.", "{number} can be fixed safely with --fix.", fixable
        )
        yield (("", text),)


def _nothing_found(checked: int, *, repaired: bool) -> str:
    if repaired:
        return ntr("No findings remain in {number} file.", "No findings remain in {number} files.", checked)
    return ntr("No findings in {number} file.", "No findings in {number} files.", checked)


def is_fixable(finding: Finding) -> bool:
    """Whether ``--fix`` has something to apply for this finding."""
    offer = best_offer(finding)
    return offer is not None and offer.safe


def _count(severity: Severity, number: int) -> str:
    if severity is Severity.ERROR:
        return ntr("{number} error", "{number} errors", number)
    if severity is Severity.WARNING:
        return ntr("{number} warning", "{number} warnings", number)
    if severity is Severity.HINT:
        return ntr("{number} hint", "{number} hints", number)
    return ntr("{number} information", "{number} information", number)


def _shown(text: str) -> str:
    return printable(redact(" ".join(text.splitlines())))


def failures(report: Report) -> Iterable[str]:
    """What could not be read or written, one sentence each, for standard error."""
    for failure in report.failures:
        yield f"{printable(relative_to(report.base, failure.path))}: {failure.reason}"
