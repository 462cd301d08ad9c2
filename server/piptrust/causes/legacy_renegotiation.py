"""The server lacks secure renegotiation, and OpenSSL 3 refuses it."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import handshake_says, openssl_reason, place
from piptrust.probe.report import CauseMatch


@cause(
    "legacy-renegotiation",
    title=mark("the server lacks secure renegotiation"),
    pip_says=(
        r"UNSAFE_LEGACY_RENEGOTIATION_DISABLED",
        r"unsafe legacy renegotiation disabled",
    ),
)
def legacy_renegotiation(case: Case) -> CauseMatch | None:
    if openssl_reason(case) != "UNSAFE_LEGACY_RENEGOTIATION_DISABLED":
        return None
    return match(
        "legacy-renegotiation",
        tr(
            "pip ends the handshake, because {place}, or a device on the way, lacks the secure "
            "renegotiation of RFC 5746, which OpenSSL 3 demands. The device needs an update: pip has no "
            "setting for this.",
            place=place(case),
        ),
        handshake_says(case),
    )
