"""Findings for people: one headline per finding, the source line with a marker, and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from piptrust.engine.finding import Finding, Offer, Severity
from piptrust.render.excerpt import excerpt, printable
from piptrust.render.report import Report, relative_to
from piptrust.text.uri import redact

# A piece of a line and what it is; render/terminal.py knows which colour that has.
Piece = tuple[str, str]
Line = tuple[Piece, ...]

_EXCERPT_WIDTH = 100


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
        (word, word),
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
        notes.append(("fix", _shown(offer.title) + (" (safe)" if offer.safe else "")))
    for kind, text in notes:
        yield ("quiet", f" {gutter}= "), (kind, f"{kind}: "), ("", text)


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
        yield ("fix", "fixed "), ("path", printable(report.path(uri)))
        for (rule, title), times in Counter((r.rule, _shown(r.title)) for r in repairs).items():
            again = f" ({times} times)" if times > 1 else ""
            yield ("", f"  {title}{again} "), ("rule", f"[{rule}]")
        yield ()


def _summary(report: Report) -> Iterator[Line]:
    checked = _count(len(report.checked), "file")
    if not report.checked:
        yield (("", "No pip configuration or requirements files here."),)
        return
    done = f"{_count(len(report.repairs), 'fix', 'fixes')} applied. " if report.repairs else ""
    if not report.findings:
        left = "No findings remain" if report.repairs else "No findings"
        yield (("good", f"{done}{left} in {checked}."),)
        return
    by_severity = Counter(f.severity for f in report.findings)
    parts = ", ".join(_count(by_severity[s], s.word) for s in sorted(by_severity, reverse=True))
    found = _count(len(report.findings), "finding")
    files = len({f.uri for f in report.findings})
    where = f"in {files} of {checked}" if len(report.checked) > 1 else f"in {checked}"
    yield (("bold", f"{done}{found}{' left' if report.repairs else ''} {where}"), ("", f": {parts}."))
    fixable = sum(1 for f in report.findings if is_fixable(f))
    if fixable and not report.fixing:
        yield (("", f"{fixable} can be fixed safely with --fix."),)


def is_fixable(finding: Finding) -> bool:
    """Whether ``--fix`` has something to apply for this finding."""
    offer = best_offer(finding)
    return offer is not None and offer.safe


def _count(number: int, singular: str, plural: str | None = None) -> str:
    irregular = {Severity.INFORMATION.word: Severity.INFORMATION.word}
    return f"{number} {singular if number == 1 else plural or irregular.get(singular, singular + 's')}"


def _shown(text: str) -> str:
    return printable(redact(" ".join(text.splitlines())))


def failures(report: Report) -> Iterable[str]:
    """What could not be read or written, one sentence each, for standard error."""
    for failure in report.failures:
        yield f"{printable(relative_to(report.base, failure.path))}: {failure.reason}"
