"""The host's name does not resolve."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, handshake_says
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "name-not-found",
    title=mark("the server's name is not known"),
    pip_says=(
        r"Name or service not known",
        r"nodename nor servname provided",
        r"getaddrinfo failed",
        r"Temporary failure in name resolution",
        r"Failed to resolve",
        r"NameResolutionError",
        r"dns error",
        r"No address associated with hostname",
    ),
)
def name_not_found(case: Case) -> CauseMatch | None:
    if not failed_as(case, PipError.DNS):
        return None
    return match(
        "name-not-found",
        tr(
            "pip finds no machine of the name {host}. The name is misspelt, or this network's name server "
            "does not know it, or there is no network, or names are only resolved by a proxy that pip is "
            "not told of.",
            host=case.target.host,
        ),
        handshake_says(case),
    )
