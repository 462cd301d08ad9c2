"""What the handshakes of a trial say of a candidate, no more and no less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from piptrust.engine.finding import Standing
from piptrust.locale import tr
from piptrust.probe.report import HandshakeResult, Outcome, PipError, ProvenFix, TargetReport
from piptrust.probe.target import ProbeTarget
from piptrust.probe.trial import Trial
from piptrust.resolve.effective import Level, Origin
from piptrust.text.uri import redact
from piptrust.x509.certificate import Certificate

_SETS_CERT = frozenset({"set-cert", "build-bundle"})
_MOST_NAMED = 3


def judged(
    report: TargetReport,
    trial: Trial,
    results: Mapping[str, HandshakeResult | None],
    others: Iterable[TargetReport],
    now: datetime,
) -> ProvenFix:
    """The standing of the trial's candidate for one target.

    Args:
        report: the target as it is without the change.
        trial: the change, and how pip would go about every place then.
        results: the handshakes of the trial, by target.
        others: targets that were verified before.
        now: when the handshakes were made.
    """
    standing, note = _standing(report, trial, results, others, now)
    candidate = trial.candidate
    return ProvenFix(candidate.offer, standing, redact(note), candidate.document.uri, candidate.finding)


def _standing(
    report: TargetReport,
    trial: Trial,
    results: Mapping[str, HandshakeResult | None],
    others: Iterable[TargetReport],
    now: datetime,
) -> tuple[Standing, str]:
    if trial.impossible is not None:
        return Standing.REFUTED, trial.impossible
    target = trial.targets.get(report.target.id)
    if target is None:
        return Standing.UNTESTED, tr("pip would not go to this place any more.")
    beaten = _beaten(trial, target, report)
    if beaten is not None:
        return Standing.REFUTED, beaten
    if target.refusal is not None:
        return Standing.REFUTED, tr("pip would still refuse: {words}", words=target.refusal)
    result = results.get(report.target.id)
    untried = _untried(result, report)
    if untried is not None:
        return Standing.UNTESTED, untried
    assert result is not None
    if result.error is not None:
        return Standing.REFUTED, tr(
            "Handshake at {time}: {host} would still fail: {words}",
            time=f"{now:%H:%M}",
            host=target.host,
            words=result.error.text,
        )
    done = _what_was_done(target, result, now)
    broken, unknown = _effect_on(others, trial, results)
    if broken:
        return Standing.REFUTED, tr("{done}, but {hosts} would no longer.", done=done, hosts=_named(broken))
    if unknown:
        return Standing.UNTESTED, tr(
            "{done}, but {hosts} could not be tried with it.", done=done, hosts=_named(unknown)
        )
    return Standing.PROVEN, f"{done}.{_as_other_pip(trial)}"


def _beaten(trial: Trial, target: ProbeTarget, report: TargetReport) -> str | None:
    """Why the change would not count, which needs no handshake."""
    offer = trial.candidate.offer
    bundle = target.trust.bundle
    if offer.fix in _SETS_CERT and bundle is not None and bundle.value != offer.arguments.get("path"):
        who = _who(bundle.origin)
        if bundle.origin.level is Level.ENV_VAR:
            return tr("{who} would still win: it beats cert in every file.", who=who)
        return tr("{who} would still win.", who=who)
    if report.outcome is Outcome.UNVERIFIED and target.unverified_by is not None:
        return tr(
            "{who} would still turn certificate checks off for this host.", who=_who(target.unverified_by)
        )
    if offer.fix == "trust-hosts" and target.recipe.verify:
        return tr("pip would still check certificates: another setting of trusted-host wins.")
    return None


def _who(origin: Origin) -> str:
    if not origin.section:
        return origin.name
    return tr("[{section}] in {path}", section=origin.section, path=origin.name)


def _untried(result: HandshakeResult | None, report: TargetReport) -> str | None:
    """Why the trial says nothing; a time-out says nothing unless the target timed out before."""
    if result is None:
        return tr("Not tried: the interpreter gave no answer in time.")
    error = result.error
    if error is None:
        return None
    if error.kind is None:
        return tr("Not tried: {words}", words=error.text)
    if error.kind is PipError.TIMEOUT and report.pip_error is not PipError.TIMEOUT:
        return tr("Not known: the server did not answer in time when this was tried.")
    return None


def _what_was_done(target: ProbeTarget, result: HandshakeResult, now: datetime) -> str:
    """A sentence without its full stop."""
    time, host, version = f"{now:%H:%M}", target.host, result.tls_version
    anchor = _anchor(result.chain)
    if not target.recipe.verify and version:
        return tr(
            "Handshake at {time}: {host} was reached over {version} without any check of its certificate",
            time=time,
            host=host,
            version=version,
        )
    if not target.recipe.verify:
        return tr(
            "Handshake at {time}: {host} was reached without any check of its certificate",
            time=time,
            host=host,
        )
    if version and anchor:
        return tr(
            "Handshake at {time}: {host} verified over {version} below '{anchor}'",
            time=time,
            host=host,
            version=version,
            anchor=anchor,
        )
    if anchor:
        return tr(
            "Handshake at {time}: {host} verified below '{anchor}'", time=time, host=host, anchor=anchor
        )
    if version:
        return tr(
            "Handshake at {time}: {host} verified over {version}", time=time, host=host, version=version
        )
    return tr("Handshake at {time}: {host} verified", time=time, host=host)


def _anchor(chain: tuple[Certificate, ...]) -> str:
    """The name at the top of what was presented: the anchor's own, or that of the last one's issuer."""
    if not chain:
        return ""
    current = chain[0]
    remaining = list(chain[1:])
    while not current.self_issued:
        above = next((c for c in remaining if c.subject == current.issuer), None)
        if above is None:
            return current.issuer
        remaining.remove(above)
        current = above
    return current.subject


def _effect_on(
    others: Iterable[TargetReport], trial: Trial, results: Mapping[str, HandshakeResult | None]
) -> tuple[list[str], list[str]]:
    """The hosts that fail with the change though they were verified, and those that nobody knows of."""
    broken: list[str] = []
    unknown: list[str] = []
    for other in others:
        target = trial.targets.get(other.target.id)
        if target is None:
            continue
        result = results.get(other.target.id)
        if target.refusal is not None or (target.recipe.verify is False and not _lowers(trial)):
            broken.append(target.host)
        elif _untried(result, other) is not None:
            unknown.append(target.host)
        elif result is not None and result.error is not None:
            broken.append(target.host)
    return list(dict.fromkeys(broken)), list(dict.fromkeys(unknown))


def _lowers(trial: Trial) -> bool:
    return trial.candidate.offer.lowers_security


def _named(hosts: list[str]) -> str:
    rest = len(hosts) - _MOST_NAMED
    more = [tr("{number} more", number=rest)] if rest > 0 else []
    return tr(" and ").join([*hosts[:_MOST_NAMED], *more])


def _as_other_pip(trial: Trial) -> str:
    interpreter = trial.candidate.interpreter
    if interpreter is None:
        return ""
    sentence = tr(
        "It was made as pip {version} makes it, in the same Python, with the public roots that piptrust brings "
        "along.",
        version=interpreter.pip_version,
    )
    return f" {sentence}"
