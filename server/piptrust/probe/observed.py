"""A probe's report in the plain form that rules, hovers and the status may know."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer, Standing
from piptrust.engine.handshake import TRIED_IN, Blame, ChainLink, Handshake
from piptrust.locale import tr
from piptrust.probe.report import Outcome, PipError, ProbeReport, TargetReport
from piptrust.resolve.effective import Origin
from piptrust.text.records import replace
from piptrust.text.uri import redact

_OF_THE_PROXY = "proxy-"


def observed(report: ProbeReport) -> tuple[Handshake, ...]:
    """One handshake per target, in the report's order."""
    return tuple(_handshake(target, report) for target in report.targets)


def _handshake(report: TargetReport, probe: ProbeReport) -> Handshake:
    target, result, cause = report.target, report.result, report.cause
    chain = () if result is None else result.chain
    removals = [f for f in report.fixes if f.offer.fix == "remove-value" and f.standing is Standing.PROVEN]
    return Handshake(
        url=redact(target.url),
        host=target.host,
        port=target.port,
        roles=tuple(tr(role.value) for role in target.roles),
        outcome=report.outcome.value,
        when=probe.started,
        pip_error="" if report.pip_error is None else report.pip_error.value,
        cause="" if cause is None else cause.cause,
        title="" if cause is None else cause.title,
        explanation="" if cause is None else cause.explanation,
        evidence=() if cause is None else cause.evidence,
        tls=(result.tls_version or "") if result is not None else "",
        chain=tuple(ChainLink(c.common_name, c.issuer, c.not_after) for c in chain),
        sources=tuple(f"{tr(s.kind.value)} {s.path or ''} ({s.origin.name})" for s in target.sources),
        blames=tuple(_blames(report)),
        offers=tuple(_offers(report)),
        needless_trust=report.outcome is Outcome.UNVERIFIED and bool(removals),
    )


def _offers(report: TargetReport) -> Iterator[Offer]:
    """Offers that still hold when the text has changed: those that name places in it do not.

    What a rule offers at its own finding is not offered here again.
    """
    preferred = False
    for fix in report.fixes:
        if "start" in fix.offer.arguments or fix.finding is not None:
            continue
        arguments = {**fix.offer.arguments, TRIED_IN: fix.uri}
        offer = replace(fix.offer, arguments=arguments, standing=fix.standing, safe=False, preferred=False)
        if fix.standing is Standing.REFUTED:
            yield replace(offer, disabled=fix.note)
            continue
        if fix.standing is Standing.PROVEN and not offer.lowers_security:
            title = tr("{title} (proven by a handshake)", title=offer.title)
            yield replace(offer, title=title, preferred=not preferred)
            preferred = True
            continue
        yield offer


def _blames(report: TargetReport) -> Iterator[Blame]:
    """The nearest setting first: the one that a cause is about, then what names the place."""
    target = report.target
    cause = "" if report.cause is None else report.cause.cause
    if report.outcome is Outcome.UNVERIFIED:
        yield from _blame(target.unverified_by)
        return
    if cause.startswith(_OF_THE_PROXY):
        yield from _blame(target.proxy_set_by)
    elif report.pip_error is PipError.CA_FILE and target.trust.bundle is not None:
        yield from _blame(target.trust.bundle.origin)
    for origin in target.origins:
        yield from _blame(origin)


def _blame(origin: Origin | None) -> Iterator[Blame]:
    if origin is not None and origin.uri is not None and origin.setting is not None:
        yield Blame(origin.uri, origin.setting.key)
