"""The host's name stands only where current clients no longer look."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import WRONG_NAME, openssl_says
from piptrust.probe.names import matches_name, name_refused
from piptrust.probe.report import CauseMatch
from piptrust.x509.details import details


@cause(
    "name-only-in-common-name",
    title="the host's name stands only in the certificate's common name",
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
        f"pip refuses the certificate because it does not name {case.target.host} as a DNS name: the name "
        "stands only in its common name, where this pip does not look. The certificate has to be issued "
        "again with the name in subjectAltName (RFC 9525).",
        openssl_says(case),
        Evidence(
            f"the common name is '{leaf.common_name}', and there are no DNS names", "presented certificate 1"
        ),
        broken_at=0,
    )
