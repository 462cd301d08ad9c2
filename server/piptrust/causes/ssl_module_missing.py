"""Python's ssl module cannot be imported, so pip cannot speak https at all."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, handshake_says
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "ssl-module-missing",
    title=mark("this Python has no working ssl module"),
    pip_says=(
        r"the ssl module in Python is not available",
        r"[Tt]he '?ssl'? module is (?:not available|unavailable)",
        r"SSL module is not available",
        r"No module named '?_ssl'?",
        r"DLL load failed while importing _ssl",
    ),
)
def ssl_module_missing(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.SSL_MISSING):
        return None
    return match(
        "ssl-module-missing",
        tr(
            "pip skips every https address, because this Python cannot import its ssl module. It was "
            "built without OpenSSL, or does not find its libraries: install or rebuild Python with "
            "OpenSSL, or activate its environment (conda on Windows finds the libraries only then)."
        ),
        handshake_says(case),
    )
