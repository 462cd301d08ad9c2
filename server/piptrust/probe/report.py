"""What came of a probe, as plain data."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from piptrust.engine.finding import Evidence, Finding, Offer, Standing
from piptrust.probe.os_stores import OsStore
from piptrust.probe.target import ProbeTarget
from piptrust.text.records import dataclass, field
from piptrust.x509.certificate import Certificate


class Outcome(enum.Enum):
    """What pip would make of a target."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    FAILED = "failed"


class PipError(enum.Enum):
    """The kind of error that pip would report."""

    CERTIFICATE = "certificate"
    HOSTNAME = "hostname"
    CA_FILE = "ca-file"
    CLIENT_CERT = "client-cert"
    SSL_MISSING = "ssl-missing"
    TLS = "tls"
    CONNECTION = "connection"
    TIMEOUT = "timeout"
    DNS = "dns"
    PROXY = "proxy"
    HTTP = "http"
    CONFIG = "config"


@dataclass(frozen=True)
class HandshakeError:
    """How a handshake ended.

    Attributes:
        kind: the kind of error that pip would report; None where piptrust itself failed, which is never shown
            as the network's fault.
        text: the error's own words.
        reason: OpenSSL's reason code, as in ``CERTIFICATE_VERIFY_FAILED``, or empty.
        verify_code: OpenSSL's X509_V_ERR number, or None (Python before 3.7 does not tell it).
        verify_message: OpenSSL's words for it, or empty.
        facts: everything else that the agent noted: ``errno``, ``path``, ``status``, ``closed``, ``page`` …
    """

    kind: PipError | None
    text: str
    reason: str = ""
    verify_code: int | None = None
    verify_message: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Page:
    """What the server answered over HTTP: evidence of redirects, portals, clocks and file hosts.

    ``links`` are the origins (scheme://host[:port]) of links that lead to other places.
    """

    status: int
    content_type: str = ""
    date: str = ""
    location: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class HandshakeResult:
    """One walk to one target.

    Attributes:
        stage: how far it came: plan, proxy-connect, proxy-tls, proxy-tunnel, connect, tls, http, done.
        chain: the certificates as presented, leaf first.
        chain_source: "api", "leaf" (only the leaf could be had), "tls12-hello", or "none".
        wants_client_certificate: whether the server asks for one; None where that could not be seen.
        answers_in_http: whether plain http answered a TLS hello; None where that could not be seen.
    """

    id: str
    stage: str
    error: HandshakeError | None
    chain: tuple[Certificate, ...] = ()
    chain_source: str = "none"
    tls_version: str | None = None
    cipher: str | None = None
    proxy_status: int | None = None
    proxy_chain: tuple[Certificate, ...] = ()
    wants_client_certificate: bool | None = None
    answers_in_http: bool | None = None
    address: str | None = None
    page: Page | None = None
    elapsed_ms: int = 0


@dataclass(frozen=True)
class CauseMatch:
    """A named cause for one target.

    Attributes:
        cause: id in ``causes/``.
        title: one line that names it in the user's terms.
        explanation: what pip does and why it fails, then what can be done.
        evidence: what separates it from its neighbours.
        broken_at: index in the presented chain of the link that is broken, or None; one past the end means
            that what is missing should follow the last certificate.
        undecided: what would decide between candidates, where the evidence is not enough; empty otherwise.
        vendor: the product that re-signs traffic, where the issuer tells.
    """

    cause: str
    title: str
    explanation: str
    evidence: tuple[Evidence, ...] = ()
    broken_at: int | None = None
    undecided: str = ""
    vendor: str = ""


@dataclass(frozen=True)
class ProvenFix:
    """A candidate repair and what a handshake said of it.

    Attributes:
        offer: what can be chosen; disabled where it does not help.
        standing: what is known of it.
        note: the proof ("handshake 12:03: verified …"), or the reason why it does not help.
        uri: of the configuration file to which it belongs, there or not yet (see ``probe/changes.py``).
        finding: what it repairs, where a rule offers it.
    """

    offer: Offer
    standing: Standing
    note: str
    uri: str = ""
    finding: Finding | None = None


@dataclass(frozen=True)
class TargetReport:
    """The verdict on one target.

    ``verifies_anyway`` is there where pip verifies nothing, but a handshake that verifies succeeds.
    """

    target: ProbeTarget
    outcome: Outcome
    pip_error: PipError | None
    result: HandshakeResult | None
    cause: CauseMatch | None = None
    fixes: tuple[ProvenFix, ...] = ()
    verifies_anyway: Evidence | None = None


@dataclass(frozen=True)
class ProbeReport:
    """The verdicts of one probe, in the order of the targets.

    ``os_stores`` are the system's stores that are no files, read where something failed.
    """

    started: datetime
    interpreter: str
    python_version: str
    pip_version: str | None
    openssl: str | None
    targets: tuple[TargetReport, ...]
    os_stores: tuple[OsStore, ...] = ()

    @property
    def all_verified(self) -> bool:
        return all(t.outcome is Outcome.VERIFIED for t in self.targets)
