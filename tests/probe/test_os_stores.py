"""The stores of Windows and macOS: what the agent reads of them, and what the probe makes of that."""

from __future__ import annotations

import asyncio
import base64
import ssl
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, ClassVar

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from piptrust.agent import agent as untyped
from piptrust.probe.cause import StoreKind
from piptrust.probe.explained import explained
from piptrust.probe.os_stores import OsStore, os_store_of, read_os_stores
from piptrust.probe.plan import Plan
from piptrust.probe.report import (
    HandshakeError,
    HandshakeResult,
    Outcome,
    PipError,
    ProbeReport,
    TargetReport,
)
from piptrust.probe.stores import stores_of
from piptrust.probe.target import ProbeTarget, Recipe
from piptrust.resolve.effective import Level, Origin
from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import Role
from piptrust.resolve.trust import decide
from piptrust.x509.certificate import read_certificate
from support.lab.authority import Authority
from support.memory_disk import MemoryDisk
from support.pips import interpreters
from support.scenario import facts_of

agent: Any = untyped
ROOT = Authority("Corporate Root")
ISSUING = Authority("Corporate Issuing", issuer=ROOT)
DER = [a.certificate.public_bytes(Encoding.DER) for a in (ROOT, ISSUING)]
KEYCHAIN = "/Library/Keychains/System.keychain"


def read_stores() -> list[OsStore]:
    return [os_store_of(answer) for answer in agent.stores({})]


def test_windows_stores_with_what_counts_for_servers(monkeypatch: pytest.MonkeyPatch):
    def entries(name: str) -> list[tuple[bytes, str, Any]]:
        if name == "ROOT":
            return [
                (DER[0], "x509_asn", True),
                (DER[1], "x509_asn", {"1.3.6.1.5.5.7.3.4"}),
                (b"0\x03bad", "x509_asn", True),
                (DER[1], "pkcs_7_asn", True),
            ]
        return [(DER[1], "x509_asn", {"1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.4"})]

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ssl, "enum_certificates", entries, raising=False)
    root, intermediate = read_stores()
    assert root.name == "the Windows certificate store ROOT"
    assert [c.common_name for c in root.certificates] == ["Corporate Root"]
    assert [c.common_name for c in intermediate.certificates] == ["Corporate Issuing"]


def test_a_windows_store_that_is_refused_says_why(monkeypatch: pytest.MonkeyPatch):
    def refused(_name: str) -> list[tuple[bytes, str, Any]]:
        raise PermissionError("access denied")

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ssl, "enum_certificates", refused, raising=False)
    assert [(s.certificates, s.error) for s in read_stores()] == [((), "access denied")] * 2


class Security:
    """Stands for the macOS program \"security\"."""

    commands: ClassVar[list[list[str]]] = []
    output, errors, returncode = ROOT.pem + ISSUING.pem, b"", 0

    def __init__(self, command: list[str], **_options: object) -> None:
        self.commands.append(command)

    def communicate(self) -> tuple[bytes, bytes]:
        return self.output, self.errors

    def kill(self) -> None:
        raise AssertionError("it answered in time")


def test_keychains_of_macos(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(agent.os.path, "exists", lambda path: path == KEYCHAIN)
    monkeypatch.setattr(subprocess, "Popen", Security)
    (store,) = read_stores()
    assert Security.commands[-1] == ["/usr/bin/security", "find-certificate", "-a", "-p", KEYCHAIN]
    assert store.name == "the keychain System.keychain"
    assert [c.common_name for c in store.certificates] == ["Corporate Root", "Corporate Issuing"]


def test_a_keychain_that_cannot_be_read_says_why(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(agent.os.path, "exists", lambda path: path == KEYCHAIN)
    monkeypatch.setattr(subprocess, "Popen", Security)
    monkeypatch.setattr(Security, "returncode", 44)
    monkeypatch.setattr(Security, "errors", b"security: SecKeychainOpen: no such keychain\n")
    (store,) = read_stores()
    assert (store.certificates, store.error) == ((), "security: SecKeychainOpen: no such keychain")


@pytest.mark.parametrize(
    "answer",
    [{}, {"name": 3, "der": "x"}, {"der": ["!!", 5, None]}, {"pem": "-----BEGIN CERTIFICATE-----"}],
)
def test_an_answer_without_sense_is_an_empty_store(answer: dict[str, Any]):
    assert os_store_of(answer).certificates == ()


def test_on_linux_stores_are_files(tmp_path: Path):
    python = interpreters()[-1]
    environment = Environment("linux", str(tmp_path), str(tmp_path), {}, facts_of("26.3", python))
    assert environment.interpreter is not None
    assert asyncio.run(read_os_stores(environment.interpreter, environment)) == ()
    assert list(agent.stores({})) == []


@pytest.mark.parametrize(("native", "in_effect"), [(True, True), (False, False)])
def test_they_count_where_the_system_decides(native: bool, in_effect: bool):
    environment = Environment("darwin", "/Users/u", "/", {}, facts_of("26.3", interpreters()[-1]))
    target = ProbeTarget(
        id="https://index.test:443",
        url="https://index.test/",
        host="index.test",
        port=443,
        roles=(Role.INDEX,),
        origins=(),
        recipe=Recipe(system="truststore" if native else None, native=native),
        trust=decide({}, environment, "index.test", 443),
    )
    held = os_store_of({"name": "ROOT", "der": [base64.b64encode(DER[0]).decode()]})
    (store,) = [
        s for s in stores_of(target, environment, MemoryDisk({}), (held,)) if s.name.endswith("store ROOT")
    ]
    assert (store.kind, store.in_effect, store.certificates) == (
        StoreKind.SYSTEM,
        in_effect,
        held.certificates,
    )


def test_a_root_in_a_keychain_names_the_cause():
    """A legacy pip on macOS: the verdicts carry the keychains, and the cause is found in them."""
    facts = facts_of("24.0", interpreters()[0])
    environment = Environment("darwin", "/Users/u", "/", {}, facts)
    plan = Plan({}, environment)
    target = plan.target("https://index.test/simple/", Role.INDEX, Origin(Level.USER, "pip.conf"))
    assert target is not None
    leaf = ISSUING.issue("index.test")
    presented = [read_certificate(c.public_bytes(Encoding.DER)) for c in (leaf.certificate, *leaf.chain)]
    error = HandshakeError(
        PipError.CERTIFICATE,
        "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed",
        "CERTIFICATE_VERIFY_FAILED",
        20,
        "unable to get local issuer certificate",
    )
    result = HandshakeResult(target.id, "tls", error, tuple(c for c in presented if c is not None), "api")
    keychain = os_store_of({"name": KEYCHAIN, "der": [base64.b64encode(DER[0]).decode()]})
    started = datetime.now(timezone.utc)

    def cause(*stores: OsStore) -> str | None:
        failed = TargetReport(target, Outcome.FAILED, PipError.CERTIFICATE, result)
        report = ProbeReport(started, "python3", "3.9.18", "24.0", "OpenSSL", (failed,), stores)
        [explanation] = explained(report, plan, MemoryDisk({}), started).targets
        return explanation.cause and explanation.cause.cause

    assert cause(keychain) == "system-store-not-read"
    assert cause() == "unknown-root"
