"""Point pip at a bundle of this machine that holds the missing anchor."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer
from piptrust.probe.candidates.anchors import is_fragile, stores_to_try
from piptrust.probe.candidates.candidate import Bench, Candidate, commands_to_set
from piptrust.probe.cause import Case
from piptrust.resolve.effective import Level
from piptrust.text.uri import uri_to_path


def candidates(case: Case, bench: Bench) -> Iterator[Candidate]:
    """``cert`` in a file; where a variable names the bundle in effect, that variable as well."""
    bundle = case.trust.bundle
    place = uri_to_path(bench.home.uri) or bench.home.uri
    for store, _ in stores_to_try(case):
        assert store.path is not None
        if is_fragile(store):
            continue
        title = f"Set cert to {store.path}, {store.name}, in {place}"
        yield Candidate(Offer("set-cert", title, {"path": store.path}), bench.home)
        if bundle is not None and bundle.origin.level is Level.ENV_VAR:
            name = bundle.origin.name
            yield Candidate(
                Offer(
                    "shell-command",
                    f"Set {name} to {store.path}, {store.name}",
                    commands_to_set(name, store.path),
                ),
                bench.home,
                variables={name: store.path},
            )
