"""Point pip at a bundle of this machine that holds the missing anchor."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer
from piptrust.locale import tr
from piptrust.probe.candidates.anchors import is_fragile, stores_to_try
from piptrust.probe.candidates.candidate import Bench, Candidate, commands_to_set
from piptrust.probe.cause import Case
from piptrust.resolve.effective import Assignment, Level
from piptrust.text.uri import uri_to_path


def candidates(case: Case, bench: Bench) -> Iterator[Candidate]:
    """``cert`` in the file for such settings, and wherever else the bundle in effect is named."""
    bundle = case.trust.bundle
    place = uri_to_path(bench.home.uri) or bench.home.uri
    for store, _ in stores_to_try(case):
        assert store.path is not None
        if is_fragile(store):
            continue
        title = tr("Set cert to {path}, {store}, in {place}", path=store.path, store=store.name, place=place)
        yield Candidate(Offer("set-cert", title, {"path": store.path}), bench.home)
        if bundle is not None:
            yield from _in_place(bundle, store.path, bench)
        if bundle is not None and bundle.origin.level is Level.ENV_VAR:
            name = bundle.origin.name
            yield Candidate(
                Offer(
                    "shell-command",
                    tr("Set {name} to {path}, {store}", name=name, path=store.path, store=store.name),
                    commands_to_set(name, store.path),
                ),
                bench.home,
                variables={name: store.path},
            )


def _in_place(bundle: Assignment, path: str, bench: Bench) -> Iterator[Candidate]:
    """For a setting that would beat the one in the file for such settings: another section, another file."""
    origin, setting = bundle.origin, bundle.origin.setting
    document = bench.snapshot.documents.get(origin.uri or "")
    if setting is None or document is None or (origin.uri, origin.section) == (bench.home.uri, "global"):
        return
    arguments = {
        "start": str(setting.value_span.start),
        "end": str(setting.value_span.end),
        "expected": document.source(setting.value_span),
        "text": path,
    }
    title = tr(
        "Set {key} to {path} in [{section}] of {file}",
        key=setting.key,
        path=path,
        section=origin.section,
        file=origin.name,
    )
    yield Candidate(Offer("replace-text", title, arguments), document)
