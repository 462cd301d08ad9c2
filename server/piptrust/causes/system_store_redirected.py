"""SSL_CERT_FILE or SSL_CERT_DIR leads away from the system's store."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import NO_ISSUER, ends_in_store, lacking, vendor_name
from piptrust.probe.report import CauseMatch


@cause(
    "system-store-redirected",
    title="a variable leads away from the system store",
    pip_says=NO_ISSUER,
)
def system_store_redirected(case: Case) -> CauseMatch | None:
    link = ends_in_store(case, StoreKind.SYSTEM)
    variables = case.environment.variables
    names = [name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if name in variables]
    if link is None or not names or not case.trust.reads_system_store:
        return None
    conda = variables.get("CONDA_PREFIX")
    by_conda = bool(conda) and any(variables[name].startswith(conda or "") for name in names)
    who = " An activated conda environment sets it." if by_conda else ""
    return match(
        "system-store-redirected",
        f"pip refuses the certificate because {' and '.join(names)} moves OpenSSL's store away from the "
        f"system's, which holds the root '{link.certificate.common_name}'; a path that leads nowhere is not "
        f"reported.{who} Unset it, or let it name a bundle with the root.",
        *(Evidence(f"{name} is '{variables[name]}'", "environment") for name in names),
        *lacking(case, link),
        broken_at=link.index,
        vendor=vendor_name(case),
    )
