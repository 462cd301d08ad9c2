"""macOS cannot be had in the lab; what its agent reports is written out here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

from cryptography.hazmat.primitives.serialization import Encoding

from piptrust.probe.cause import Case, Store, StoreKind
from piptrust.probe.diagnose import diagnose
from piptrust.probe.report import HandshakeError, HandshakeResult, PipError
from piptrust.probe.target import ProbeTarget, Recipe
from piptrust.resolve.environment import Environment, Interpreter
from piptrust.resolve.trust import Mode, TrustDecision
from piptrust.x509.certificate import read_certificate
from support.lab.authority import Authority
from support.russian import check_cause_in_russian

CAFILE = "/Library/Frameworks/Python.framework/Versions/3.12/etc/openssl/cert.pem"


def fresh() -> Case:
    interpreter = Interpreter(
        "/usr/local/bin/python3",
        (3, 12, 4),
        "/Library/Frameworks",
        "/Library/Frameworks",
        pip_version="24.2",
        openssl_cafile=CAFILE,
    )
    trust = TrustDecision(Mode.TRUSTSTORE, None, (), False, True, True)
    error = HandshakeError(
        PipError.CERTIFICATE,
        "certificate verify failed",
        verify_code=20,
        verify_message="unable to get local issuer certificate",
    )
    leaf = Authority("Root", organization="Nobody").issue("index.test").certificate
    certificate = read_certificate(leaf.public_bytes(Encoding.DER))
    assert certificate is not None
    recipe = Recipe(system="openssl", native=True)
    return Case(
        target=ProbeTarget("i", "https://index.test/simple/", "index.test", 443, (), (), recipe, trust),
        result=HandshakeResult("i", "tls", error, (certificate,)),
        environment=Environment("darwin", "/Users/user", "/Users/user", {}, interpreter),
        trust=trust,
        stores=(),
        now=datetime.now(timezone.utc),
    )


def named(case: Case) -> str:
    found = diagnose(case)
    assert found is not None
    return found.cause


def test_the_default_file_is_missing():
    found = diagnose(fresh())
    assert found is not None
    assert found.cause == "fresh-macos-python"
    assert found.broken_at == 1
    assert any(CAFILE in evidence.text for evidence in found.evidence)
    check_cause_in_russian(fresh(), found)


def test_after_the_command_was_run_it_is_another_cause():
    root = read_certificate(Authority("Some Root").certificate.public_bytes(Encoding.DER))
    assert root is not None
    store = Store("the system store", CAFILE, (root,), False, StoreKind.SYSTEM)
    assert named(replace(fresh(), stores=(store,))) == "unknown-root"


def test_a_pip_that_asks_the_keychain_is_not_concerned():
    case = fresh()
    target = replace(case.target, recipe=replace(case.target.recipe, system="truststore"))
    assert named(replace(case, target=target)) == "unknown-root"


def test_other_systems_are_not_concerned():
    case = fresh()
    assert named(replace(case, environment=replace(case.environment, platform="linux"))) == "unknown-root"
