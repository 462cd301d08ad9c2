"""One probe that has everything a renderer must cope with."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from piptrust.engine.finding import Evidence, Offer, Standing
from piptrust.parse.kind import FileKind
from piptrust.parse.read import Reader
from piptrust.probe.report import (
    CauseMatch,
    HandshakeError,
    HandshakeResult,
    Outcome,
    PipError,
    ProbeReport,
    ProvenFix,
    TargetReport,
)
from piptrust.probe.target import ProbeTarget, Recipe
from piptrust.render.probe_words import Context
from piptrust.resolve.effective import Level, Origin
from piptrust.resolve.indexes import Role
from piptrust.resolve.trust import Mode, Source, SourceKind, TrustDecision
from piptrust.x509.certificate import Certificate

NOW = datetime(2026, 5, 4, 12, 3, tzinfo=timezone.utc)
CONF = "file:///w/pip.conf"
DOCUMENT = Reader().read_text(CONF, FileKind.PIP_CONF, "[global]\ncert = /w/ca.pem\n")
CONTEXT = Context(NOW, {CONF: DOCUMENT})
BY_FILE = Origin(Level.USER, "/w/pip.conf", CONF, "global", DOCUMENT.settings[0])
BY_VARIABLE = Origin(Level.ENV_VAR, "PIP_INDEX_URL")
BY_PROXY_VARIABLE = Origin(Level.ENV_VAR, "HTTPS_PROXY")


def certificate(subject: str, issuer: str, *, days: int = 90, digit: str = "a") -> Certificate:
    return Certificate(
        subject=subject,
        issuer=issuer,
        common_name=subject.split(",")[0].removeprefix("CN="),
        not_before=NOW - timedelta(days=10),
        not_after=NOW + timedelta(days=days),
        is_ca=False,
        self_issued=subject == issuer,
        key="EC P-256",
        sha256=digit * 64,
        der=b"",
    )


LEAF = certificate("CN=index.test,O=Lab", "CN=Inspecting CA,O=Inspector")
MIDDLE = certificate("CN=Inspecting CA,O=Inspector", "CN=Inspecting Root,O=Inspector", digit="b")


def target(
    host: str, *, verify: bool = True, role: Role = Role.INDEX, proxy: str | None = None
) -> ProbeTarget:
    source = Source(SourceKind.BUNDLE, "/w/ca.pem", BY_FILE)
    return ProbeTarget(
        id=f"https://{host}:443",
        url=f"https://{host}/simple/pip/",
        host=host,
        port=443,
        roles=(role,),
        origins=(BY_VARIABLE,),
        recipe=Recipe(verify=verify),
        trust=TrustDecision(Mode.LEGACY, None, (), True, False, True, (source,)),
        unverified_by=None if verify else BY_FILE,
        proxy=proxy,
        proxy_set_by=None if proxy is None else BY_PROXY_VARIABLE,
    )


def failed() -> TargetReport:
    place = target("index.test", proxy="http://user:geheim@proxy.test:3128")
    words = HandshakeError(
        PipError.CERTIFICATE,
        "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed",
        verify_message="unable to get local issuer certificate",
    )
    cause = CauseMatch(
        "interception",
        "something re-signs the traffic",
        "pip refuses the certificate, because https://user:geheim@proxy.test re-signs it.",
        (Evidence("the issuer's name tells", "certificate"),),
        broken_at=2,
        vendor="Inspector",
    )
    fixes = (
        ProvenFix(Offer("set-cert", "Set cert to /w/corp.pem"), Standing.PROVEN, "handshake 12:03: verified"),
        ProvenFix(
            Offer("shell-command", "Unset PIP_CERT", {"bash": "unset PIP_CERT", "powershell": "x"}),
            Standing.UNTESTED,
            "",
        ),
        ProvenFix(
            Offer("set-cert", "Set cert to /w/other.pem"),
            Standing.REFUTED,
            "REQUESTS_CA_BUNDLE would still win",
        ),
        ProvenFix(
            Offer("trust-hosts", "Turn off certificate checks for index.test", lowers_security=True),
            Standing.PROVEN,
            "",
        ),
    )
    result = HandshakeResult(place.id, "tls", words, (LEAF, MIDDLE), "api", elapsed_ms=21)
    return TargetReport(place, Outcome.FAILED, PipError.CERTIFICATE, result, cause, fixes)


def verified() -> TargetReport:
    place = target("files.test", role=Role.FILE_HOST)
    result = HandshakeResult(place.id, "done", None, (LEAF,), "api", "TLSv1.3", "TLS_AES", elapsed_ms=7)
    return TargetReport(place, Outcome.VERIFIED, None, result)


def unverified() -> TargetReport:
    place = target("lax.test", verify=False)
    result = HandshakeResult(place.id, "done", None, (LEAF,), "api", "TLSv1.2", "X", elapsed_ms=8)
    return TargetReport(place, Outcome.UNVERIFIED, None, result)


def ours() -> TargetReport:
    place = target("odd.test")
    result = HandshakeResult(place.id, "plan", HandshakeError(None, "the agent gave no answer\x1b[31m"))
    return TargetReport(place, Outcome.FAILED, None, result)


def report(*targets: TargetReport) -> ProbeReport:
    return ProbeReport(NOW, "/w/bin/python", "3.11.4", "26.3", "OpenSSL 3.0.15", targets)


def everything() -> ProbeReport:
    return report(failed(), verified(), unverified(), ours())
