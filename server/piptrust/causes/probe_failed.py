"""The probe itself failed; that says nothing of the network."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import handshake_says
from piptrust.probe.report import CauseMatch


@cause(
    "probe-failed",
    title=mark("piptrust could not make the handshake"),
    pip_says=(),
)
def probe_failed(case: Case) -> CauseMatch | None:
    if case.result.error is None or case.result.error.kind is not None:
        return None
    return match(
        "probe-failed",
        tr(
            "piptrust could not try what pip would do, so nothing is known of this place. This is no "
            "fault of the network, nor of the server. Run the probe again; if that does not help, report "
            "it."
        ),
        handshake_says(case),
    )
