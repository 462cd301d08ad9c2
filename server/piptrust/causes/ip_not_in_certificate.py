"""The index is addressed by a number that the certificate does not name."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import WRONG_NAME, openssl_says
from piptrust.probe.names import is_address, name_refused, names_of
from piptrust.probe.report import CauseMatch


@cause(
    "ip-not-in-certificate",
    title="the certificate does not name this IP address",
    pip_says=(r"IP address mismatch, certificate is not valid for", *WRONG_NAME),
)
def ip_not_in_certificate(case: Case) -> CauseMatch | None:
    leaf = case.leaf
    if leaf is None or not name_refused(case) or not is_address(case.target.host):
        return None
    return match(
        "ip-not-in-certificate",
        f"pip refuses the certificate because it is not issued for the address {case.target.host}. Use the "
        "name that the certificate carries instead of the address, or have it issued again with the "
        "address.",
        openssl_says(case),
        Evidence(f"it is issued for {names_of(leaf)}", "presented certificate 1"),
        broken_at=0,
    )
