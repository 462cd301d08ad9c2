"""A proxy variable whose scheme the proxy does not speak, or that sends pip to a proxy that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer
from piptrust.locale import tr
from piptrust.probe.candidates.candidate import Bench, Candidate, commands_to_set, commands_to_unset
from piptrust.probe.cause import Case
from piptrust.resolve.effective import Level
from piptrust.text.uri import redact


def candidates(case: Case, bench: Bench) -> Iterator[Candidate]:
    """``https://`` in the variable means TLS with the proxy itself, which few proxies speak."""
    proxy, origin = case.target.proxy, case.target.proxy_set_by
    if proxy is None or origin is None or origin.level is not Level.ENV_VAR:
        return
    name = origin.name
    if name not in case.environment.variables:
        return
    if proxy.lower().startswith("https://") and redact(proxy) == proxy:
        plain = "http" + proxy[len("https") :]
        title = tr("Set {name} to {value}", name=name, value=plain)
        offer = Offer("shell-command", title, commands_to_set(name, plain))
        yield Candidate(offer, bench.home, variables={name: plain})
    title = tr("Unset {name}, so that pip connects directly", name=name)
    offer = Offer("shell-command", title, commands_to_unset(name))
    yield Candidate(offer, bench.home, variables={name: None})
