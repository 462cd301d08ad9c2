"""The index is addressed by a number that the certificate does not name."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import WRONG_NAME, openssl_says, presented_as
from piptrust.probe.names import is_address, name_refused, names_of
from piptrust.probe.report import CauseMatch


@cause(
    "ip-not-in-certificate",
    title=mark("the certificate does not name this IP address"),
    pip_says=(r"IP address mismatch, certificate is not valid for", *WRONG_NAME),
)
def ip_not_in_certificate(case: Case) -> CauseMatch | None:
    leaf = case.leaf
    if leaf is None or not name_refused(case) or not is_address(case.target.host):
        return None
    return match(
        "ip-not-in-certificate",
        tr(
            "pip refuses the certificate because it is not issued for the address {host}. Use the name "
            "that the certificate carries instead of the address, or have it issued again with the "
            "address.",
            host=case.target.host,
        ),
        openssl_says(case),
        Evidence(tr("it is issued for {names}", names=names_of(leaf)), presented_as(0)),
        broken_at=0,
    )
