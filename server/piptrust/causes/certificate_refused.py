"""OpenSSL refuses the certificate, and what is known does not say why."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, ntr, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import openssl_says
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "certificate-refused",
    title=mark("the certificate is refused"),
    pip_says=(r"CERTIFICATE_VERIFY_FAILED", r"certificate verify failed"),
)
def certificate_refused(case: Case) -> CauseMatch | None:
    error = case.result.error
    if error is None or error.kind not in {PipError.CERTIFICATE, PipError.HOSTNAME}:
        return None
    words = error.verify_message or error.text
    chain = case.result.chain
    shown = (
        ntr("{number} certificate was presented", "{number} certificates were presented", len(chain))
        if chain
        else tr("the presented certificates could not be had")
    )
    return match(
        "certificate-refused",
        tr(
            "pip refuses the certificate: {words}. Nothing that piptrust can see on this machine explains "
            "it further.",
            words=words,
        ),
        openssl_says(case),
        Evidence(shown, tr("handshake")),
        undecided=tr(
            "What the certificates say: show the server's chain to the people who run it, or probe with "
            "Python 3.10 or later, which sees the chain of every handshake."
        ),
    )
