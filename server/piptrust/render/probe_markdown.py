"""A probe as a report for those who run the network: what was presented, what is trusted, what is needed."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust import __version__
from piptrust.engine.finding import Standing
from piptrust.locale import mark, tr
from piptrust.probe.report import Outcome, PipError, ProbeReport, TargetReport
from piptrust.render.probe_words import (
    OUTCOMES,
    PIP_ERRORS,
    STANDINGS,
    Context,
    roles,
    safe,
    said,
    source_words,
    summary,
    title_of,
)
from piptrust.resolve.effective import Origin
from piptrust.x509.certificate import Certificate

TITLE = mark("What pip makes of its package indexes")
# What only those who run the server or the proxy can do, by the kind of pip's error.
_NEEDED = {
    PipError.CERTIFICATE: (
        mark("The root certificate behind the chain above, by a trustworthy way (not from this connection)."),
        mark("Its SHA-256 fingerprint, so that it can be compared before it is trusted."),
        mark("If this traffic is meant to be inspected: whether the hosts above can be exempted instead."),
        mark("If the chain above lacks an intermediate certificate: that the server presents it."),
    ),
    PipError.HOSTNAME: (mark("A certificate whose subjectAltName holds the name of the host above."),),
    PipError.CLIENT_CERT: (mark("Whether the server asks for a client certificate, and who issues one."),),
    PipError.TLS: (
        mark("Which TLS versions and ciphers the server or the proxy speaks, and current ones enabled."),
    ),
    PipError.CONNECTION: (
        mark("Whether a firewall or a proxy ends connections from here to the host above."),
    ),
    PipError.TIMEOUT: (mark("Whether a firewall drops connections from here to the host above."),),
    PipError.DNS: (
        mark("Whether the name of the host above should resolve here, or which proxy leads to it."),
    ),
    PipError.PROXY: (
        mark("Which proxy should be used from here, how to log in, and whether it allows the host above."),
    ),
    PipError.HTTP: (mark("An https address of this index."),),
}


def report_markdown(report: ProbeReport, context: Context | None = None) -> str:
    """The report as Markdown, failures first, credentials hidden. ``context`` gives line numbers."""
    context = context or Context(report.started)
    return "\n".join(_report(report, context)) + "\n"


def _report(report: ProbeReport, context: Context) -> Iterator[str]:
    yield f"# {tr(TITLE)}"
    yield ""
    yield f"{summary(report.targets)}"
    yield ""
    yield "- " + tr("Observed: {moment}", moment=f"{report.started:%Y-%m-%d %H:%M %Z}")
    pip, openssl = report.pip_version or tr("(none)"), report.openssl or tr("no OpenSSL")
    yield f"- pip {pip}, Python {report.python_version}, {openssl}"
    yield "- " + tr("Interpreter: {path}", path=_code(report.interpreter))
    yield "- " + tr(
        "Observed by piptrust {version}, with the handshakes that this pip would make", version=__version__
    )
    for outcome in (Outcome.FAILED, Outcome.UNVERIFIED, Outcome.VERIFIED):
        for target in report.targets:
            if target.outcome is outcome:
                yield ""
                yield from _target(target, context)


def _target(report: TargetReport, context: Context) -> Iterator[str]:
    target, result = report.target, report.result
    yield f"## {_text(target.host)}:{target.port} — {tr(OUTCOMES[report.outcome])}"
    yield ""
    yield "- " + tr(
        "Address: {url} ({roles}), set by {place}",
        url=_code(target.url),
        roles=roles(target),
        place=_code(context.places(target.origins)),
    )
    if target.proxy is not None:
        yield "- " + _proxy(target.proxy, target.proxy_set_by, context)
    if result is not None and result.tls_version is not None:
        cipher = _text(result.cipher) if result.cipher else tr("cipher not known")
        yield f"- TLS: {_text(result.tls_version)}, {cipher}"
    if report.pip_error is not None:
        yield "- " + tr(
            "pip's error: {error}: {words}", error=tr(PIP_ERRORS[report.pip_error]), words=_code(said(report))
        )
    elif report.outcome is Outcome.FAILED:
        yield "- " + tr(
            "This failure is piptrust's own, not the network's: {words}", words=_code(said(report))
        )
    if report.outcome is Outcome.UNVERIFIED:
        yield "- " + tr("Nobody's identity is checked here: plain http, or a trusted-host entry.")
    for source in target.sources:
        yield "- " + tr("Trusted certificates: {source}", source=_code(source_words(source, context)))
    if report.cause is not None:
        yield ""
        yield f"**{_text(report.cause.title)}.** {_text(report.cause.explanation)}"
        if report.cause.evidence:
            yield ""
        for evidence in report.cause.evidence:
            yield f"- {_text(evidence.text)} ({_text(evidence.source)})"
        if report.cause.undecided:
            yield "- " + tr("Not decided: {question}", question=_text(report.cause.undecided))
    if result is not None and result.chain:
        yield from _chain(tr("Certificates presented by the server"), result.chain, report)
    if result is not None and result.proxy_chain:
        yield from _chain(tr("Certificates presented by the proxy"), result.proxy_chain, None)
    if report.outcome is Outcome.FAILED:
        yield from _needed(report)


def _proxy(proxy: str, origin: Origin | None, context: Context) -> str:
    if origin is None:
        return tr("Proxy: {proxy}", proxy=_code(proxy))
    return tr("Proxy: {proxy}, set by {place}", proxy=_code(proxy), place=_code(context.place(origin)))


def _chain(heading: str, chain: tuple[Certificate, ...], report: TargetReport | None) -> Iterator[str]:
    yield ""
    yield f"### {heading}"
    broken = report.cause.broken_at if report is not None and report.cause is not None else None
    for number, certificate in enumerate(chain):
        here = " — " + tr("**the chain breaks here**") if number == broken else ""
        yield ""
        subject = tr("Subject: {subject}", subject=_code(certificate.subject))
        yield f"{number + 1}. {subject}{here}"
        yield "   - " + tr("Issuer: {issuer}", issuer=_code(certificate.issuer))
        yield "   - " + tr(
            "Valid: {start} to {end} UTC",
            start=f"{certificate.not_before:%Y-%m-%d %H:%M}",
            end=f"{certificate.not_after:%Y-%m-%d %H:%M}",
        )
        yield "   - " + tr("Key: {key}", key=_text(certificate.key))
        yield f"   - SHA-256: `{fingerprint(certificate)}`"
    if broken == len(chain):
        yield ""
        missing = tr(
            "**Missing:** {issuer}, neither presented nor trusted here", issuer=_code(chain[-1].issuer)
        )
        yield f"{len(chain) + 1}. {missing}"


def _needed(report: TargetReport) -> Iterator[str]:
    needed = () if report.pip_error is None else _NEEDED.get(report.pip_error, ())
    if needed:
        yield ""
        yield "### " + tr("What is needed")
        yield ""
        yield from (f"- {tr(sentence)}" for sentence in needed)
    useful = [f for f in report.fixes if f.standing is not Standing.REFUTED]
    if useful:
        yield ""
        yield "### " + tr("What can be done on this machine")
        yield ""
    for fix in useful:
        yield f"- {tr(STANDINGS[fix.standing])}: {_text(title_of(fix.offer))}"


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
