"""Unset the environment variables that decide which certificates count."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer
from piptrust.locale import tr
from piptrust.probe.candidates.candidate import Bench, Candidate, commands_to_unset
from piptrust.probe.cause import Case
from piptrust.resolve.effective import Level

_OF_OPENSSL = ("SSL_CERT_FILE", "SSL_CERT_DIR")


def candidates(case: Case, bench: Bench) -> Iterator[Candidate]:
    """The bundle's variable; OpenSSL's two, where this pip reads the system's store."""
    bundle = case.trust.bundle
    if bundle is not None and bundle.origin.level is Level.ENV_VAR:
        yield _unset(bench, bundle.origin.name)
    if case.trust.reads_system_store:
        moved = tuple(name for name in _OF_OPENSSL if name in case.environment.variables)
        if moved:
            yield _unset(bench, *moved)


def _unset(bench: Bench, *names: str) -> Candidate:
    title = tr("Unset {names}", names=tr(" and ").join(names))
    offer = Offer("shell-command", title, commands_to_unset(*names))
    return Candidate(offer, bench.home, variables=dict.fromkeys(names))
