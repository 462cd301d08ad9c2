"""Something on the way re-signs traffic with an authority of its own."""

from __future__ import annotations

from urllib.parse import urlsplit

from piptrust.data.interceptors import WHAT_TO_DO, Kind
from piptrust.engine.finding import Evidence
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import (
    NO_ISSUER,
    domain,
    issuer_name,
    openssl_says,
    past_end,
    presented,
    untrusted,
    vendor_of,
)
from piptrust.probe.report import CauseMatch
from piptrust.resolve.environment import Interpreter
from piptrust.x509.chain import presented_path


@cause(
    "interception",
    title="something between here and the server re-signs the traffic",
    pip_says=NO_ISSUER,
)
def interception(case: Case) -> CauseMatch | None:
    path = presented(case)
    if not path or not untrusted(case):
        return None
    vendor = vendor_of(case)
    evidence = _signs(case)
    if vendor is None and evidence is None:
        return None
    who = f"{vendor.name}, {vendor.kind.value}" if vendor is not None else "an inspecting proxy, it seems"
    advice = WHAT_TO_DO[vendor.kind if vendor is not None else Kind.PROXY]
    named = (
        () if vendor is None else (Evidence(f"the issuer's name tells: {issuer_name(case)}", "certificate"),)
    )
    return match(
        "interception",
        f"pip refuses the certificate because it does not come from {case.target.host}: {who}, opens the "
        f"connection and signs it anew as '{issuer_name(case)}', whom pip does not trust. {advice}",
        openssl_says(case),
        *named,
        *(() if evidence is None else (evidence,)),
        broken_at=path[-1].index if path[-1].certificate.self_issued else past_end(case),
        vendor="" if vendor is None else vendor.name,
    )


def _signs(case: Case) -> Evidence | None:
    """A host of another domain, or the public index itself, with the same untrusted authority."""
    top = presented(case)[-1].certificate
    if top.self_issued and len(presented(case)) == 1:
        return None
    own = domain(case.target.host)
    for key, other in case.others.items():
        host = urlsplit(key).hostname or ""
        shown = presented_path(other.chain)
        if not shown or any(case.holders(other.chain[shown[-1]].issuer, in_effect=True)):
            continue
        if domain(host) != own and any(top.issuer in {c.issuer, c.subject} for c in other.chain):
            return Evidence(f"an unrelated host, {host}, presents the same authority", "handshake")
    interpreter = case.environment.interpreter
    if interpreter is not None and case.target.host in _public_hosts(interpreter):
        return Evidence("this host is public, and its authority is in no public list", "certificate")
    return None


def _public_hosts(interpreter: Interpreter) -> frozenset[str]:
    index = urlsplit(interpreter.default_index_url or "").hostname
    return frozenset(host for host in (index, interpreter.file_host) if host)
