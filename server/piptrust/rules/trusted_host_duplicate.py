"""An entry that another one makes needless."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Related, Severity, Tag
from piptrust.engine.judgement.trust_entries import trust_entries
from piptrust.engine.offers.trust import REMOVE_WITHOUT_EFFECT, removal
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "trusted-host-duplicate",
    summary=mark("another trusted-host entry trusts the same host already"),
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
        why = (
            tr("it is listed already")
            if same
            else tr("'{text}' covers every port of this host", text=wider.value.text)
        )
        yield Diagnosis(
            entry.span,
            tr("pip trusts nothing more because of this entry: {why}. It can be removed.", why=why),
            related=(Related(wider.document.uri, wider.value.span, tr("This entry is enough.")),),
            tags=(Tag.UNNECESSARY,),
            offers=(removal(entry, REMOVE_WITHOUT_EFFECT, safe=wider.setting is entry.setting),),
        )
