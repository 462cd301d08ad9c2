"""Whatever a server presents and whatever the stores hold, each failure gets a name and nothing raises."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from functools import cache

from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from piptrust.probe.cause import Case, Store, StoreKind
from piptrust.probe.chain_evidence import openssl_says
from piptrust.probe.diagnose import ORDER, diagnose
from piptrust.probe.report import HandshakeError, HandshakeResult, PipError
from piptrust.probe.target import ProbeTarget, Recipe
from piptrust.resolve.environment import Environment
from piptrust.resolve.trust import Mode, TrustDecision
from piptrust.x509.certificate import Certificate, UndecodableError, read_certificate
from piptrust.x509.chain import presented_path
from support.lab.authority import DAY, Authority, Shape, self_signed

TRUST = TrustDecision(Mode.LEGACY, None, (), False, False, True)
TARGET = ProbeTarget(
    "https://index.test:443", "https://index.test/simple/", "index.test", 443, (), (), Recipe(), TRUST
)


@cache
def certificates() -> tuple[Certificate, ...]:
    """Good and bad ones, namesakes with other keys, and authorities that issued one another."""
    root, namesake = Authority("Root"), Authority("Root", shape=Shape(key_identifiers=False))
    middle = Authority("Middle", issuer=root, shape=Shape(path_length=0))
    ended = Authority("Middle", issuer=namesake, shape=Shape(valid=(-9 * DAY, -DAY)))
    there = Authority("There", shape=Shape(key_identifiers=False))
    back = Authority("Back", issuer=there, shape=Shape(key_identifiers=False))
    loop = Authority("There", issuer=back, shape=Shape(key_identifiers=False, permitted=["x.example"]))
    leaves = [
        a.issue("index.test", "10.0.0.7").certificate for a in (root, namesake, middle, ended, back, loop)
    ]
    leaves.append(self_signed("index.test").certificate)
    made = [*leaves, *(a.certificate for a in (root, namesake, middle, ended, there, back, loop))]
    read = [read_certificate(certificate.public_bytes(Encoding.DER)) for certificate in made]
    return tuple(certificate for certificate in read if certificate is not None)


@st.composite
def certificate(draw: st.DrawFn) -> Certificate:
    chosen = draw(st.sampled_from(certificates()))
    if draw(st.integers(0, 3)):
        return chosen
    der = bytearray(chosen.der)
    for _ in range(draw(st.integers(1, 4))):
        der[draw(st.integers(0, len(der) - 1))] = draw(st.integers(0, 255))
    try:
        return read_certificate(bytes(der)) or chosen
    except UndecodableError:
        return chosen


chains = st.lists(certificate(), max_size=32).map(tuple)
codes = st.one_of(
    st.none(), st.integers(-70000, 120), st.sampled_from([7, 9, 10, 18, 19, 20, 62, 0x800B0109])
)


def case(
    chain: tuple[Certificate, ...],
    code: int | None,
    trusted: tuple[Certificate, ...],
    other: tuple[Certificate, ...],
) -> Case:
    error = HandshakeError(PipError.CERTIFICATE, "certificate verify failed", verify_code=code)
    return Case(
        target=TARGET,
        result=HandshakeResult(TARGET.id, "tls", error, chain),
        environment=Environment("linux", "/home/user", "/project", {}),
        trust=TRUST,
        stores=(
            Store("pip's own bundle", "/certifi.pem", trusted, True, StoreKind.PIPS_OWN),
            Store("the public roots", "/public.pem", other, False, StoreKind.PUBLIC),
        ),
        now=datetime.now(timezone.utc),
        others={"https://other.example:443": HandshakeResult("other", "tls", error, other)},
    )


@given(chains, codes, chains, chains)
def test_every_refused_certificate_gets_one_cause(
    chain: tuple[Certificate, ...],
    code: int | None,
    trusted: tuple[Certificate, ...],
    other: tuple[Certificate, ...],
):
    found = diagnose(case(chain, code, trusted, other))
    assert found is not None
    assert found.cause in ORDER
    assert found.evidence
    assert found.broken_at is None or 0 <= found.broken_at <= len(chain)


@given(chains)
def test_a_path_takes_each_certificate_once_and_climbs(chain: tuple[Certificate, ...]):
    path = presented_path(chain)
    assert len(set(path)) == len(path)
    assert path[:1] == ((0,) if chain else ())
    for below, above in zip(path, path[1:]):
        assert chain[above].subject == chain[below].issuer


def test_a_system_verifiers_number_is_understood():
    chain = certificates()[:1]
    known = case(chain, 0x800B0109, (), ())
    assert diagnose(known) == diagnose(
        replace(known, result=replace(known.result, error=_with_code(known, 19)))
    )
    assert "certificate verify failed" in openssl_says(known).text


def _with_code(known: Case, code: int) -> HandshakeError:
    assert known.result.error is not None
    return replace(known.result.error, verify_code=code)


def test_dates_that_only_the_verifier_finds_wrong_mean_another_clock():
    chain = certificates()[:1]
    root = next(c for c in certificates() if c.self_issued and c.is_ca and c.subject == chain[0].issuer)
    found = diagnose(case(chain, 10, (root,), ()))
    assert found is not None
    assert found.cause == "clock-wrong"
