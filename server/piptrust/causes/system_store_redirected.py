"""SSL_CERT_FILE or SSL_CERT_DIR leads away from the system's store."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, StoreKind, cause, match
from piptrust.probe.chain_evidence import NO_ISSUER, ends_in_store, lacking, vendor_name
from piptrust.probe.report import CauseMatch


@cause(
    "system-store-redirected",
    title=mark("a variable leads away from the system store"),
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
    listed, root = tr(" and ").join(names), link.certificate.common_name
    if by_conda:
        explanation = tr(
            "pip refuses the certificate because {variables} moves OpenSSL's store away from the system's, which "
            "holds the root '{name}'; a path that leads nowhere is not reported. An activated conda environment "
            "sets it. Unset it, or let it name a bundle with the root.",
            variables=listed,
            name=root,
        )
    else:
        explanation = tr(
            "pip refuses the certificate because {variables} moves OpenSSL's store away from the system's, which "
            "holds the root '{name}'; a path that leads nowhere is not reported. Unset it, or let it name a "
            "bundle with the root.",
            variables=listed,
            name=root,
        )
    return match(
        "system-store-redirected",
        explanation,
        *(
            Evidence(tr("{name} is '{value}'", name=name, value=variables[name]), tr("environment"))
            for name in names
        ),
        *lacking(case, link),
        broken_at=link.index,
        vendor=vendor_name(case),
    )
