"""Remove the setting that names the bundle, so that what it hides counts again."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer
from piptrust.locale import tr
from piptrust.probe.candidates.candidate import Bench, Candidate
from piptrust.probe.cause import Case
from piptrust.text.uri import redact


def candidates(case: Case, bench: Bench) -> Iterator[Candidate]:
    """Only for settings in files; variables are unset."""
    bundle = case.trust.bundle
    if bundle is None or bundle.origin.setting is None or bundle.origin.uri is None:
        return
    document = bench.snapshot.documents.get(bundle.origin.uri)
    if document is None:
        return
    setting = bundle.origin.setting
    arguments = {"start": str(setting.key_span.start), "key": setting.key}
    title = tr(
        "Remove {key} = {value} from {path}",
        key=setting.key,
        value=redact(setting.value),
        path=bundle.origin.name,
    )
    yield Candidate(Offer("remove-setting", title, arguments), document)
