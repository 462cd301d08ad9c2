"""Something on the way re-signs traffic with an authority of its own."""

from __future__ import annotations

from urllib.parse import urlsplit

from piptrust.data.interceptors import WHAT_TO_DO, Interceptor, Kind
from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
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
    title=mark("something between here and the server re-signs the traffic"),
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
    issuer = issuer_name(case)
    named = (
        ()
        if vendor is None
        else (Evidence(tr("the issuer's name tells: {issuer}", issuer=issuer), tr("certificate")),)
    )
    return match(
        "interception",
        _explanation(case.target.host, issuer, vendor),
        openssl_says(case),
        *named,
        *(() if evidence is None else (evidence,)),
        broken_at=path[-1].index if path[-1].certificate.self_issued else past_end(case),
        vendor="" if vendor is None else vendor.name,
    )


def _explanation(host: str, issuer: str, vendor: Interceptor | None) -> str:
    if vendor is None:
        return tr(
            "pip refuses the certificate because it does not come from {host}: an inspecting proxy, it seems, "
            "opens the connection and signs it anew as '{issuer}', whom pip does not trust. {advice}",
            host=host,
            issuer=issuer,
            advice=tr(WHAT_TO_DO[Kind.PROXY]),
        )
    return tr(
        "pip refuses the certificate because it does not come from {host}: {vendor}, {kind}, opens the "
        "connection and signs it anew as '{issuer}', whom pip does not trust. {advice}",
        host=host,
        vendor=vendor.name,
        kind=tr(vendor.kind.value),
        issuer=issuer,
        advice=tr(WHAT_TO_DO[vendor.kind]),
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
            return Evidence(
                tr("an unrelated host, {host}, presents the same authority", host=host), tr("handshake")
            )
    interpreter = case.environment.interpreter
    if interpreter is not None and case.target.host in _public_hosts(interpreter):
        return Evidence(tr("this host is public, and its authority is in no public list"), tr("certificate"))
    return None


def _public_hosts(interpreter: Interpreter) -> frozenset[str]:
    index = urlsplit(interpreter.default_index_url or "").hostname
    return frozenset(host for host in (index, interpreter.file_host) if host)
