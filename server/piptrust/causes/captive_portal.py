"""One and the same certificate stands for places that have nothing to do with each other."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, seen
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "captive-portal",
    title=mark("a login or block page answers in place of the servers"),
    pip_says=(
        r"Hostname mismatch, certificate is not valid for",
        r"hostname '[^']*' doesn't match",
        r"unable to get local issuer certificate",
        r"self[- ]signed certificate",
    ),
)
def captive_portal(case: Case) -> CauseMatch | None:
    if case.leaf is None or not failed_as(case, PipError.CERTIFICATE, PipError.HOSTNAME):
        return None
    same = sorted(set(_hosts_with_the_same_leaf(case)))
    if not same:
        return None
    return match(
        "captive-portal",
        tr(
            "pip refuses the certificate, and rightly so: {host} and {other} present one and the same, "
            "made for neither. Something on this network answers in their place: a login page, a quota, "
            "or a filter. Open a page in a browser on this network, log in, and try again. Never trust "
            "this certificate.",
            host=case.target.host,
            other=same[0],
        ),
        seen(
            tr(
                "{hosts} present the same certificate, of {subject}",
                hosts=", ".join([case.target.host, *same]),
                subject=case.leaf.subject,
            )
        ),
    )


def _hosts_with_the_same_leaf(case: Case) -> Iterator[str]:
    """Unrelated hosts whose certificate is this one, although it names them not."""
    assert case.leaf is not None
    for key, result in case.others.items():
        host = urlsplit(key).hostname or ""
        refused = result.error is not None and result.error.kind in {PipError.CERTIFICATE, PipError.HOSTNAME}
        if refused and result.chain and result.chain[0].sha256 == case.leaf.sha256 and _unrelated(case, host):
            yield host


def _unrelated(case: Case, host: str) -> bool:
    """Machines of one owner may share a certificate: the last two labels tell enough of that here."""
    here = case.target.host.split(".")[-2:]
    return bool(host) and host.split(".")[-2:] != here
