"""The kind of error that a pip reports, read from what it prints."""

from __future__ import annotations

import re

from piptrust.probe.report import PipError
from piptrust.text.uri import redact

# In this order: what pip says of the first kind often repeats words of a later one.
_KINDS = (
    (PipError.CA_FILE, r"Could not find a suitable TLS CA certificate bundle"),
    (PipError.CLIENT_CERT, r"Could not find the TLS certificate file|KEY_VALUES_MISMATCH|\[SSL\] PEM lib"),
    (PipError.CA_FILE, r"NO_CERTIFICATE_OR_CRL_FOUND|no certificate or crl found|\[X509\] PEM lib|Errno 13"),
    (PipError.HOSTNAME, r"ostname mismatch|IP address mismatch|doesn't match"),
    (PipError.CERTIFICATE, r"CERTIFICATE_VERIFY_FAILED|certificate verify failed"),
    (PipError.SSL_MISSING, r"(?:ssl|SSL) module (?:in Python )?is not available|'ssl' module is unavailable"),
    (
        PipError.PROXY,
        (
            r"Tunnel connection failed|Cannot connect to proxy|proxy connection error|ProxyError|ProxySchemeUnknown"
            r"|Unable to connect to proxy|Failed to connect to proxy|proxy-connection-failed|SOCKS support"
        ),
    ),
    (PipError.DNS, r"Failed to resolve|Name or service not known|nodename nor servname|getaddrinfo failed"),
    (PipError.TIMEOUT, r"timed out|ConnectTimeout|didn't respond within"),
    (PipError.CONFIG, r"ValueError|error during configuration|invalid choice|[Tt]he truststore feature"),
    (PipError.HTTP, r"is not a trusted or secure host"),
    (PipError.TLS, r"SSLError|\[SSL"),
    (
        PipError.CONNECTION,
        r"refused|reset by peer|RemoteDisconnected|Connection aborted|closed connection|was closed",
    ),
)
_COMPLAINT = re.compile(r"^(?:ERROR|WARNING|Could not|  Could not|\w*(?:Error|Exception):)", re.MULTILINE)


def kind_of_error(output: str) -> PipError | None:
    """The kind, or None where the output speaks of none that piptrust knows.

    The words are those of pip 9 to 26, most of them at ``-vv``.
    """
    return next((kind for kind, pattern in _KINDS if re.search(pattern, output)), None)


def complaint(output: str) -> str:
    """The line of a failed pip that says most about it, without credentials."""
    lines = [line.strip() for line in output.splitlines() if _COMPLAINT.match(line)]
    telling = next((line for line in lines if kind_of_error(line) is not None), None)
    return redact(telling or (lines[-1] if lines else ""))
