"""A setting stops pip before it connects."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, words
from piptrust.probe.report import CauseMatch, PipError
from piptrust.text.uri import redact


@cause(
    "setting-refused",
    title=mark("a setting stops pip"),
    pip_says=(
        r"An error occurred during configuration:",
        r"Trusted host URL must include a host part",
        r"ValueError: Attempted to set connect timeout",
        r"Configuration file could not be loaded",
        r"is not a valid value for \S+ option",
        r"The truststore feature is only available for Python",
        r"To use the truststore feature, 'truststore' must be installed",
        r"ValueError: Invalid IPv6 URL",
    ),
)
def setting_refused(case: Case) -> CauseMatch | None:
    said = case.target.refusal or (words(case) if failed_as(case, PipError.CONFIG) else None)
    if said is None:
        return None
    return match(
        "setting-refused",
        tr(
            "pip ends before it connects to anything, because of a setting. Its words name the value: "
            "correct it where it is set. piptrust check shows the place."
        ),
        Evidence(redact(said), case.environment.pip_name),
    )
