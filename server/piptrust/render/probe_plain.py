"""A probe's verdicts for people: one block per target, failures with all that is known of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from piptrust.engine.finding import Standing
from piptrust.locale import tr
from piptrust.probe.report import CauseMatch, Outcome, PipError, ProbeReport, ProvenFix, TargetReport
from piptrust.render.plain import Line
from piptrust.render.probe_words import (
    OUTCOMES,
    PIP_ERRORS,
    STANDINGS,
    Context,
    answer_words,
    days,
    roles,
    safe,
    said,
    set_by,
    source_words,
    summary,
    title_of,
)
from piptrust.resolve.indexes import Role
from piptrust.text.records import dataclass
from piptrust.x509.certificate import Certificate

WIDTH = 100
_NARROWEST_LABEL = 12
_STYLES = {Outcome.VERIFIED: "good", Outcome.UNVERIFIED: "warning", Outcome.FAILED: "error"}
_USUAL_ROLES = (Role.INDEX, Role.FILE_HOST)
# Kinds of error in which the trusted certificates have a part.
_ABOUT_TRUST = frozenset({PipError.CERTIFICATE, PipError.HOSTNAME, PipError.CA_FILE})


@dataclass(frozen=True)
class Glyphs:
    """The characters beyond ASCII that are used; :data:`ASCII` where the output cannot hold them."""

    verified: str = "✓"
    unverified: str = "!"
    failed: str = "✗"
    corner: str = "└─ "
    dot: str = " · "

    def of(self, outcome: Outcome) -> str:
        return {
            Outcome.VERIFIED: self.verified,
            Outcome.UNVERIFIED: self.unverified,
            Outcome.FAILED: self.failed,
        }[outcome]


UNICODE = Glyphs()
ASCII = Glyphs("+", "!", "x", "`- ", ", ")


def glyphs_for(encoding: str | None) -> Glyphs:
    """Those that this encoding can write."""
    try:
        "".join((UNICODE.verified, UNICODE.failed, UNICODE.corner, UNICODE.dot)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def probe_plain(report: ProbeReport, context: Context, width: int = WIDTH, glyphs: Glyphs = UNICODE) -> str:
    """The report as text without colours, wrapped at ``width`` columns."""
    found = lines(report, context, width, glyphs)
    return "".join("".join(text for _, text in line).rstrip() + "\n" for line in found)


def lines(
    report: ProbeReport, context: Context, width: int = WIDTH, glyphs: Glyphs = UNICODE
) -> Iterator[Line]:
    """The report line by line, each piece with the name of its style."""
    pip = f"pip {report.pip_version}" if report.pip_version else tr("no pip")
    behind = [f"Python {report.python_version}", *([report.openssl] if report.openssl else [])]
    yield ("bold", pip), ("quiet", f"  {', '.join(behind)}, {safe(report.interpreter)}")
    yield ()
    for target in report.targets:
        yield from target_lines(target, context, width, glyphs)
    if report.targets and report.targets[-1].outcome is not Outcome.FAILED and not report.targets[-1].fixes:
        yield ()
    style = "good" if report.all_verified else "bold"
    yield ((style, summary(report.targets)),)


def target_lines(report: TargetReport, context: Context, width: int, glyphs: Glyphs) -> Iterator[Line]:
    """One target: a headline, and what there is to say of it."""
    yield headline(report, glyphs)
    block = _Block(width)
    target = report.target
    yield from block.entry(roles(target), tr("set by {place}", place=context.places(target.origins)))
    yield from block.entry("tls", _connection(report, context, glyphs))
    if target.proxy is not None:
        proxy, origin = safe(target.proxy), target.proxy_set_by
        words = proxy if origin is None else set_by(proxy, context.place(origin))
        yield from block.entry(tr("proxy"), words)
    answer = context.pip.get(target.id)
    if answer is not None:
        yield from block.entry(tr("real pip"), answer_words(answer), "" if answer.agrees else "warning")
    if report.outcome is Outcome.UNVERIFIED:
        yield from block.entry(tr("trust"), _why_unverified(report, context), "warning")
    if report.outcome is Outcome.FAILED:
        yield from _failure(report, context, block, glyphs)
    yield from _fixes(report.fixes, block)
    if report.cause is not None:
        yield from block.entry(tr("docs"), f"docs/causes/{report.cause.cause}.md", "quiet")
    if report.outcome is Outcome.FAILED or report.fixes:
        yield ()


def headline(report: TargetReport, glyphs: Glyphs = UNICODE) -> Line:
    """The verdict and the place, on one line."""
    style = _STYLES[report.outcome]
    word = f"{glyphs.of(report.outcome)} {tr(OUTCOMES[report.outcome])}"
    return (style, f"{word:<{_label_width() + 2}}"), ("bold", safe(report.target.url))


def _label_width() -> int:
    """As wide as the verdicts and the usual labels need, which differs between languages."""
    verdicts = (len(tr(word)) + 2 for word in OUTCOMES.values())
    return max(_NARROWEST_LABEL, *verdicts, *(len(tr(role.value)) + 1 for role in _USUAL_ROLES))


def _failure(report: TargetReport, context: Context, block: _Block, glyphs: Glyphs) -> Iterator[Line]:
    if report.pip_error is not None:
        words = said(report)
        yield from block.entry(
            "pip", tr(PIP_ERRORS[report.pip_error]) + (f": {words}" if words else ""), "error"
        )
    else:
        why = said(report) or tr("no reason is known")
        text = tr("this failure is ours, not the network's: {why}", why=why)
        yield from block.entry("piptrust", text, "error")
    cause = report.cause
    yield from _chain(report, cause, context, block, glyphs)
    if report.pip_error in _ABOUT_TRUST:
        sources = [source_words(source, context) for source in report.target.sources]
        yield from block.entries(tr("trusted"), sources)
    if cause is not None:
        yield from _cause(cause, block)


def _cause(cause: CauseMatch, block: _Block) -> Iterator[Line]:
    vendor = f" ({safe(cause.vendor)})" if cause.vendor and cause.vendor not in cause.title else ""
    yield from block.entry(tr("cause"), f"{safe(cause.title)}{vendor} [{cause.cause}]", "bold")
    yield from block.entry("", safe(cause.explanation))
    yield from block.entries(tr("evidence"), [f"{safe(e.text)} ({safe(e.source)})" for e in cause.evidence])
    yield from block.entry(tr("undecided"), safe(cause.undecided))


def _chain(
    report: TargetReport, cause: CauseMatch | None, context: Context, block: _Block, glyphs: Glyphs
) -> Iterator[Line]:
    chain = report.result.chain if report.result is not None else ()
    if not chain:
        return
    broken = None if cause is None else cause.broken_at
    label = tr("chain")
    for depth, certificate in enumerate(chain):
        yield from _link(label, depth, _described(certificate, context), depth == broken, block, glyphs)
        label = ""
    if broken is not None and broken == len(chain):
        missing = tr(
            "{issuer}: not presented, and not among what this pip trusts", issuer=safe(chain[-1].issuer)
        )
        yield from _link("", len(chain), missing, True, block, glyphs)
    if report.result is not None and report.result.chain_source == "leaf":
        yield from block.entry("", tr("This Python shows the first certificate only."), "quiet")


def _link(label: str, depth: int, text: str, broken: bool, block: _Block, glyphs: Glyphs) -> Iterator[Line]:
    corner = "   " * (depth - 1) + glyphs.corner if depth else ""
    mark = f"{glyphs.failed} " if broken else ""
    yield from block.entry(label, text, "error" if broken else "", lead=corner + mark)


def _described(certificate: Certificate, context: Context) -> str:
    expiry = f"{certificate.not_after:%Y-%m-%d}, {days(context.days_left(certificate))}"
    if certificate.not_before > context.now:
        expiry = tr("not valid before {date}", date=f"{certificate.not_before:%Y-%m-%d}")
    known = [certificate.key, expiry]
    if certificate.self_issued:
        known.append(tr("issued itself"))
    return f"{safe(certificate.common_name)}  ({', '.join(known)})"


def _connection(report: TargetReport, context: Context, glyphs: Glyphs) -> str:
    result = report.result
    if result is None or result.tls_version is None:
        return ""
    parts = [safe(result.tls_version)]
    if result.chain:
        leaf = result.chain[0]
        parts += [tr("issued by {issuer}", issuer=safe(_issuer_name(leaf))), days(context.days_left(leaf))]
    return glyphs.dot.join(parts)


def _issuer_name(certificate: Certificate) -> str:
    """The issuer's CN, or its whole name."""
    names = [part[3:] for part in certificate.issuer.split(",") if part.startswith("CN=")]
    return names[0] if names else certificate.issuer


def _why_unverified(report: TargetReport, context: Context) -> str:
    target = report.target
    if not target.url.startswith("https:"):
        return tr("plain http: nobody's identity is checked, so anyone on the path can replace packages")
    origin = target.unverified_by
    setting = "trusted-host" if origin is None else set_by("trusted-host", context.place(origin))
    return tr(
        "{setting}: pip accepts any certificate, so anyone on the path can replace packages", setting=setting
    )


def _fixes(fixes: Iterable[ProvenFix], block: _Block) -> Iterator[Line]:
    label, number = tr("fixes"), 0
    for fix in fixes:
        refuted = fix.standing is Standing.REFUTED
        number += 0 if refuted else 1
        lead = "-  " if refuted else f"{number}. "
        style = {Standing.PROVEN: "fix", Standing.UNTESTED: "", Standing.REFUTED: "quiet"}[fix.standing]
        text = f"{tr(STANDINGS[fix.standing])}: {title_of(fix.offer)}"
        yield from block.entry(label, text, style, lead=lead)
        label = ""
        command = fix.offer.arguments.get("bash") if fix.offer.fix == "shell-command" else None
        if command is not None and not refuted:
            yield from block.entry("", f"$ {safe(command)}", "path", lead="   ")
        yield from block.entry("", safe(fix.note), "quiet", lead="   ")


class _Block:
    """Labelled lines with a hanging indent, below a headline."""

    def __init__(self, width: int) -> None:
        self._width = max(width, 40)
        self._label = _label_width()

    def entry(self, label: str, text: str, style: str = "", *, lead: str = "") -> Iterator[Line]:
        """``text`` beside its label, wrapped; nothing where there is no text. ``lead`` is not repeated."""
        if not text:
            return
        indent = self._label + 2 + len(lead)
        room = max(self._width - indent, 24)
        wrapped = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]
        if len(label) >= self._label:
            yield (("quiet", f"  {label}"),)
            label = ""
        yield ("quiet", f"  {label:<{self._label}}"), (style, lead + wrapped[0])
        for line in wrapped[1:]:
            yield ("", " " * indent), (style, line)

    def entries(self, label: str, texts: Iterable[str]) -> Iterator[Line]:
        """Several of them, the label at the first."""
        for text in texts:
            yield from self.entry(label, text)
            label = ""
