"""An entry that another one makes needless."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Related, Severity, Tag
from piptrust.engine.judgement.trust_entries import trust_entries
from piptrust.engine.offers.trust import removal
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View


@rule(
    "trusted-host-duplicate",
    summary="another trusted-host entry trusts the same host already",
    severity=Severity.HINT,
    kinds=EVERYWHERE,
)
def trusted_host_duplicate(view: View) -> Iterator[Diagnosis]:
    """An entry without a port trusts every port of its host (pip 19.3 and later)."""
    for entry in trust_entries(view, "trusted-host-duplicate"):
        wider = entry.wider
        if wider is None:
            continue
        same = wider.value.text.lower() == entry.text.lower()
        why = "it is listed already" if same else f"'{wider.value.text}' covers every port of this host"
        yield Diagnosis(
            entry.span,
            f"pip trusts nothing more because of this entry: {why}. It can be removed.",
            related=(Related(wider.document.uri, wider.value.span, "This entry is enough."),),
            tags=(Tag.UNNECESSARY,),
            offers=(removal(entry, ", where it has no effect", safe=wider.setting is entry.setting),),
        )
