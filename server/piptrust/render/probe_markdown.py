"""A probe as a report for those who run the network: what was presented, what is trusted, what is needed."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust import __version__
from piptrust.engine.finding import Standing
from piptrust.probe.report import Outcome, PipError, ProbeReport, TargetReport
from piptrust.render.probe_words import (
    PIP_ERRORS,
    Context,
    roles,
    safe,
    said,
    source_words,
    summary,
)
from piptrust.x509.certificate import Certificate

# What only those who run the server or the proxy can do, by the kind of pip's error.
_NEEDED = {
    PipError.CERTIFICATE: (
        "The root certificate behind the chain above, by a trustworthy way (not from this connection).",
        "Its SHA-256 fingerprint, so that it can be compared before it is trusted.",
        "If this traffic is meant to be inspected: whether the hosts above can be exempted instead.",
        "If the chain above lacks an intermediate certificate: that the server presents it.",
    ),
    PipError.HOSTNAME: ("A certificate whose subjectAltName holds the name of the host above.",),
    PipError.CLIENT_CERT: ("Whether the server asks for a client certificate, and who issues one.",),
    PipError.TLS: (
        "Which TLS versions and ciphers the server or the proxy speaks, and current ones enabled.",
    ),
    PipError.CONNECTION: ("Whether a firewall or a proxy ends connections from here to the host above.",),
    PipError.TIMEOUT: ("Whether a firewall drops connections from here to the host above.",),
    PipError.DNS: ("Whether the name of the host above should resolve here, or which proxy leads to it.",),
    PipError.PROXY: (
        "Which proxy should be used from here, how to log in, and whether it allows the host above.",
    ),
    PipError.HTTP: ("An https address of this index.",),
}


def report_markdown(report: ProbeReport, context: Context | None = None) -> str:
    """The report as Markdown, failures first, credentials hidden. ``context`` gives line numbers."""
    context = context or Context(report.started)
    return "\n".join(_report(report, context)) + "\n"


def _report(report: ProbeReport, context: Context) -> Iterator[str]:
    yield "# What pip makes of its package indexes"
    yield ""
    yield f"{summary(report.targets)}"
    yield ""
    yield f"- Observed: {report.started:%Y-%m-%d %H:%M %Z}"
    pip, openssl = report.pip_version or "(none)", report.openssl or "no OpenSSL"
    yield f"- pip {pip}, Python {report.python_version}, {openssl}"
    yield f"- Interpreter: {_code(report.interpreter)}"
    yield f"- Observed by piptrust {__version__}, with the handshakes that this pip would make"
    for outcome in (Outcome.FAILED, Outcome.UNVERIFIED, Outcome.VERIFIED):
        for target in report.targets:
            if target.outcome is outcome:
                yield ""
                yield from _target(target, context)


def _target(report: TargetReport, context: Context) -> Iterator[str]:
    target, result = report.target, report.result
    yield f"## {_text(target.host)}:{target.port} — {report.outcome.value}"
    yield ""
    yield f"- Address: {_code(target.url)} ({roles(target)}), set by {_code(context.places(target.origins))}"
    if target.proxy is not None:
        by = "" if target.proxy_set_by is None else f", set by {_code(context.place(target.proxy_set_by))}"
        yield f"- Proxy: {_code(target.proxy)}{by}"
    if result is not None and result.tls_version is not None:
        yield f"- TLS: {_text(result.tls_version)}, {_text(result.cipher or 'cipher not known')}"
    if report.pip_error is not None:
        yield f"- pip's error: {PIP_ERRORS[report.pip_error]}: {_code(said(report))}"
    elif report.outcome is Outcome.FAILED:
        yield f"- This failure is piptrust's own, not the network's: {_code(said(report))}"
    if report.outcome is Outcome.UNVERIFIED:
        yield "- Nobody's identity is checked here: plain http, or a trusted-host entry."
    for source in target.sources:
        yield f"- Trusted certificates: {_code(source_words(source, context))}"
    if report.cause is not None:
        yield ""
        yield f"**{_text(report.cause.title)}.** {_text(report.cause.explanation)}"
        if report.cause.evidence:
            yield ""
        for evidence in report.cause.evidence:
            yield f"- {_text(evidence.text)} ({_text(evidence.source)})"
        if report.cause.undecided:
            yield f"- Not decided: {_text(report.cause.undecided)}"
    if result is not None and result.chain:
        yield from _chain("Certificates presented by the server", result.chain, report)
    if result is not None and result.proxy_chain:
        yield from _chain("Certificates presented by the proxy", result.proxy_chain, None)
    if report.outcome is Outcome.FAILED:
        yield from _needed(report)


def _chain(heading: str, chain: tuple[Certificate, ...], report: TargetReport | None) -> Iterator[str]:
    yield ""
    yield f"### {heading}"
    broken = report.cause.broken_at if report is not None and report.cause is not None else None
    for number, certificate in enumerate(chain):
        mark = " — **the chain breaks here**" if number == broken else ""
        yield ""
        yield f"{number + 1}. Subject: {_code(certificate.subject)}{mark}"
        yield f"   - Issuer: {_code(certificate.issuer)}"
        valid = f"{certificate.not_before:%Y-%m-%d %H:%M} to {certificate.not_after:%Y-%m-%d %H:%M} UTC"
        yield f"   - Valid: {valid}"
        yield f"   - Key: {_text(certificate.key)}"
        yield f"   - SHA-256: `{fingerprint(certificate)}`"
    if broken == len(chain):
        yield ""
        yield f"{len(chain) + 1}. **Missing:** {_code(chain[-1].issuer)}, neither presented nor trusted here"


def _needed(report: TargetReport) -> Iterator[str]:
    needed = () if report.pip_error is None else _NEEDED.get(report.pip_error, ())
    if needed:
        yield ""
        yield "### What is needed"
        yield ""
        yield from (f"- {sentence}" for sentence in needed)
    useful = [f for f in report.fixes if f.standing is not Standing.REFUTED]
    if useful:
        yield ""
        yield "### What can be done on this machine"
        yield ""
    for fix in useful:
        lowers = fix.offer.lowers_security and "lowers security" not in fix.offer.title
        yield f"- {fix.standing.value}: {_text(fix.offer.title)}{' (lowers security)' if lowers else ''}"


def fingerprint(certificate: Certificate) -> str:
    """As browsers and openssl show it: upper-case pairs with colons."""
    digits = certificate.sha256.upper()
    return ":".join(digits[i : i + 2] for i in range(0, len(digits), 2))


def _text(text: str) -> str:
    """Text that means no markup, whoever wrote it."""
    return "".join("\\" + c if c in "\\`*_[]<>|#" else c for c in safe(text))


def _code(text: str) -> str:
    """A code span that holds the text whatever is in it (CommonMark, 6.1)."""
    text = safe(text)
    ticks = "`" * (1 + max((len(run) for run in _runs(text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _runs(text: str) -> list[str]:
    import re

    return re.findall("`+", text)
