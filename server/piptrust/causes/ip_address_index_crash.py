"""Several releases of pip crash at an https address with an IP address."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import place, words
from piptrust.probe.report import CauseMatch


@cause(
    "ip-address-index-crash",
    title=mark("this pip crashes at https addresses with an IP address"),
    pip_says=(r"check_hostname requires server_hostname",),
)
def ip_address_index_crash(case: Case) -> CauseMatch | None:
    if "check_hostname requires server_hostname" not in (case.target.refusal or words(case)):
        return None
    return match(
        "ip-address-index-crash",
        tr(
            "{pip} ends with a traceback at {place}, whatever certificate is there: it turns on the check "
            "of names but gives no name for an IP address. Use a host name, or pip 26.1 or later.",
            pip=case.environment.pip_name,
            place=place(case),
        ),
        Evidence(case.target.refusal or words(case), case.environment.pip_name),
    )
