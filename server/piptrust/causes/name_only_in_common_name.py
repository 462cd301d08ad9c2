"""The host's name stands only where current clients no longer look."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import WRONG_NAME, openssl_says, presented_as
from piptrust.probe.names import matches_name, name_refused
from piptrust.probe.report import CauseMatch
from piptrust.x509.details import details


@cause(
    "name-only-in-common-name",
    title=mark("the host's name stands only in the certificate's common name"),
    pip_says=WRONG_NAME,
)
def name_only_in_common_name(case: Case) -> CauseMatch | None:
    leaf = case.leaf
    if leaf is None or not name_refused(case) or details(leaf).dns_names:
        return None
    if not matches_name(leaf.common_name, case.target.host):
        return None
    return match(
        "name-only-in-common-name",
        tr(
            "pip refuses the certificate because it does not name {host} as a DNS name: the name stands "
            "only in its common name, where this pip does not look. The certificate has to be issued "
            "again with the name in subjectAltName (RFC 9525).",
            host=case.target.host,
        ),
        openssl_says(case),
        Evidence(
            tr(
                "the common name is '{common_name}', and there are no DNS names", common_name=leaf.common_name
            ),
            presented_as(0),
        ),
        broken_at=0,
    )
