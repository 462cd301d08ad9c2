"""pip ignores an index that is reached over plain http."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.report import CauseMatch
from piptrust.text.uri import redact


@cause(
    "insecure-index-ignored",
    title=mark("pip ignores an index without https"),
    pip_says=(r"is not a trusted or secure host and is being ignored",),
)
def insecure_index_ignored(case: Case) -> CauseMatch | None:
    if case.target.refusal is None or case.target.refusal_kind != "http":
        return None
    return match(
        "insecure-index-ignored",
        tr(
            "pip ignores {host}, because it is reached over plain http, where anybody on the way can "
            "replace packages. Write https:// where the server offers it. Trusting the host would make "
            "pip use it as it is.",
            host=case.target.host,
        ),
        Evidence(redact(case.target.url), tr("address in effect")),
    )
