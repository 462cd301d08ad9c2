"""What might help a failed target: one module a kind, asked from the harmless to the last resort."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.probe.candidates import (
    built_bundle,
    findings,
    presented_root,
    proxy_variable,
    removed_bundle,
    store_bundle,
    trusted_host,
    truststore_feature,
    upgraded_pip,
    variables,
)
from piptrust.probe.candidates.candidate import Bench, Candidate
from piptrust.probe.cause import Case
from piptrust.probe.report import PipError

_FOR_CERTIFICATES = (
    store_bundle,
    built_bundle,
    variables,
    removed_bundle,
    truststore_feature,
    upgraded_pip,
    presented_root,
    trusted_host,
)
_BY_ERROR = {
    PipError.CERTIFICATE: _FOR_CERTIFICATES,
    PipError.CA_FILE: (findings, variables, removed_bundle, store_bundle, built_bundle, trusted_host),
    PipError.HOSTNAME: (trusted_host,),
    PipError.CLIENT_CERT: (findings,),
    PipError.CONFIG: (findings,),
    PipError.PROXY: (findings, proxy_variable, variables, trusted_host),
    PipError.TLS: (findings, proxy_variable),
    PipError.TIMEOUT: (proxy_variable,),
    PipError.CONNECTION: (proxy_variable,),
    PipError.DNS: (proxy_variable,),
}


def candidates(case: Case, error: PipError | None, bench: Bench) -> Iterator[Candidate]:
    """What the user could change, most fitting first. Whether it helps, only a handshake tells."""
    for kind in _BY_ERROR.get(error, ()) if error is not None else ():
        yield from kind.candidates(case, bench)
