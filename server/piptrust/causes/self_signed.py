"""The server made its own certificate."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import openssl_says, presented, seen, unexplained
from piptrust.probe.report import CauseMatch


@cause(
    "self-signed",
    title=mark("the server's certificate is self-signed"),
    pip_says=(r"self[- ]signed certificate(?! in)",),
)
def self_signed(case: Case) -> CauseMatch | None:
    leaf = case.leaf
    if leaf is None or not leaf.self_issued or not unexplained(case):
        return None
    return match(
        "self-signed",
        tr(
            "pip refuses the certificate because the server issued it to itself and nothing vouches for "
            "it. If the server is yours, compare the fingerprint on it and name a file with this "
            "certificate as cert; better, give it a certificate from an authority."
        ),
        openssl_says(case),
        seen(
            presented(case)[0],
            tr(
                "'{name}' is its own issuer (SHA-256 {sha256})",
                name=presented(case)[0].certificate.common_name,
                sha256=leaf.sha256,
            ),
        ),
        broken_at=0,
    )
