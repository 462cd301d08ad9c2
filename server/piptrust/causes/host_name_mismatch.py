"""The certificate belongs to another name."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import WRONG_NAME, openssl_says, presented_as
from piptrust.probe.names import is_address, name_refused, names_of
from piptrust.probe.report import CauseMatch


@cause(
    "host-name-mismatch",
    title=mark("the certificate is issued for another name"),
    pip_says=WRONG_NAME,
)
def host_name_mismatch(case: Case) -> CauseMatch | None:
    leaf = case.leaf
    if leaf is None or not name_refused(case) or is_address(case.target.host):
        return None
    return match(
        "host-name-mismatch",
        tr(
            "pip refuses the certificate because it is issued for {names}, and the host is {host}. Write "
            "the name that the certificate carries, or have it issued again; an answer from another "
            "machine (a DNS filter, a login page) looks the same.",
            names=names_of(leaf),
            host=case.target.host,
        ),
        openssl_says(case),
        Evidence(tr("it is issued for {names}", names=names_of(leaf)), presented_as(0)),
        broken_at=0,
    )
