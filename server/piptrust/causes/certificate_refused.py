"""OpenSSL refuses the certificate, and what is known does not say why."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import openssl_says
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "certificate-refused",
    title="the certificate is refused",
    pip_says=(r"CERTIFICATE_VERIFY_FAILED", r"certificate verify failed"),
)
def certificate_refused(case: Case) -> CauseMatch | None:
    error = case.result.error
    if error is None or error.kind not in {PipError.CERTIFICATE, PipError.HOSTNAME}:
        return None
    words = error.verify_message or error.text
    chain = case.result.chain
    shown = (
        f"{len(chain)} certificates were presented"
        if chain
        else "the presented certificates could not be had"
    )
    return match(
        "certificate-refused",
        f"pip refuses the certificate: {words}. Nothing that piptrust can see on this machine explains it "
        "further.",
        openssl_says(case),
        Evidence(shown, "handshake"),
        undecided="What the certificates say: show the server's chain to the people who run it, or probe "
        "with Python 3.10 or later, which sees the chain of every handshake.",
    )
