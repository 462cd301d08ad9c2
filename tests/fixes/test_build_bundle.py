from __future__ import annotations

import base64
import hashlib
import json
import ssl
from pathlib import Path

import pytest

from piptrust.engine.fix import FixImpossible
from piptrust.x509.bundle import read_bundle
from support.fixture import INTERPRETER, USER_CONF, Scene, scene
from support.lab.authority import Authority
from support.offered import built
from support.pip_reads import configured

PUBLIC = Authority("Public Root")
CORPORATE = Authority("Corporate Röot", organization="-----END CERTIFICATE-----")
OTHER = Authority("Other Root")
OWN = str(INTERPRETER.certifi_where)
CORP_FILE = "/etc/corp.pem"
BUNDLE = "/home/user/.local/share/piptrust/ca-bundle.pem"


def digest(authority: Authority) -> str:
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(authority.pem.decode())).hexdigest()


def machine(before: bytes | None = None, config: str = "", corporate: bytes = CORPORATE.pem) -> Scene:
    files: dict[str, str | bytes] = {OWN: PUBLIC.pem, CORP_FILE: corporate}
    if before is not None:
        files[BUNDLE] = before
    return scene(config, files=files)


def build(machine: Scene, *roots: tuple[str, Authority], **further: str) -> dict[str, bytes]:
    wanted = json.dumps([{"path": path, "sha256": digest(authority)} for path, authority in roots])
    return built(machine, "build-bundle", {"path": BUNDLE, "roots": wanted, **further})


def held(content: bytes) -> set[str]:
    return {c.sha256 for c in read_bundle(content).certificates}


def presented(authority: Authority, **further: str) -> dict[str, str]:
    der = ssl.PEM_cert_to_DER_cert(authority.pem.decode())
    return {"presented": base64.b64encode(der).decode(), "presented-by": "index.example", **further}


def test_public_roots_and_the_chosen_one(tmp_path: Path):
    written = build(machine(), (CORP_FILE, CORPORATE))
    assert held(written[BUNDLE]) == {digest(PUBLIC), digest(CORPORATE)}
    assert configured(written[USER_CONF]) == {"global.cert": BUNDLE}
    path = tmp_path / "ca-bundle.pem"
    path.write_bytes(written[BUNDLE])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(str(path))
    assert {hashlib.sha256(der).hexdigest() for der in context.get_ca_certs(binary_form=True)} == {
        digest(PUBLIC),
        digest(CORPORATE),
    }


def test_the_head_says_what_was_added_and_holds_no_frame_of_its_own():
    text = build(machine(), (CORP_FILE, CORPORATE))[BUNDLE].decode("ascii")
    head = text.partition("-----BEGIN")[0]
    fingerprint = digest(CORPORATE).upper()
    assert "# Made by piptrust on 2026-06-01." in head
    assert ":".join(fingerprint[i : i + 2] for i in range(0, 64, 2)) in head
    assert f"source: {CORP_FILE}" in head
    assert f"public roots of {OWN}" in head
    assert "-----END" not in head


def test_an_earlier_bundle_keeps_what_was_added_but_no_public_root_that_is_gone():
    first = build(machine(), (CORP_FILE, CORPORATE))[BUNDLE]
    now = scene("", files={OWN: OTHER.pem, CORP_FILE: b"", BUNDLE: first, "/third.pem": PUBLIC.pem})
    second = build(now)[BUNDLE]
    assert held(second) == {digest(OTHER), digest(CORPORATE)}
    assert f"source: {CORP_FILE}".encode() in second
    third = build(now, ("/third.pem", PUBLIC))[BUNDLE]
    assert held(third) == {digest(OTHER), digest(CORPORATE), digest(PUBLIC)}


def test_cert_that_points_there_already_stays_as_it_is():
    first = build(machine(), (CORP_FILE, CORPORATE))[BUNDLE]
    again = machine(first, f"[global]\ncert = {BUNDLE}\n")
    assert list(build(again, (CORP_FILE, CORPORATE))) == [BUNDLE]


@pytest.mark.parametrize(
    ("world", "why"),
    [
        (machine(b"# mine\n" + OTHER.pem), "piptrust has not made it"),
        (machine(corporate=OTHER.pem), "does not hold the certificate any more"),
        (machine(corporate=b"junk"), "does not hold the certificate any more"),
    ],
    ids=["somebody else's file", "changed", "no certificate"],
)
def test_why_it_cannot_be_built(world: Scene, why: str):
    with pytest.raises(FixImpossible, match=why):
        build(world, (CORP_FILE, CORPORATE))


def test_nothing_is_built_of_public_roots_alone():
    with pytest.raises(FixImpossible, match="hold all these"):
        build(machine(), (OWN, PUBLIC))


@pytest.mark.parametrize(
    "confirmed", [None, "", "0" * 64, digest(PUBLIC)], ids=["none", "empty", "zeros", "another"]
)
def test_what_a_server_presents_is_not_trusted_by_itself(confirmed: str | None):
    further = presented(CORPORATE) if confirmed is None else presented(CORPORATE, confirmed=confirmed)
    with pytest.raises(FixImpossible, match=r"Only you can say.*([0-9A-F]{2}:){31}[0-9A-F]{2}$"):
        build(machine(), **further)


def test_what_a_person_has_confirmed_is_added():
    content = build(machine(), **presented(CORPORATE, confirmed=digest(CORPORATE)))[BUNDLE]
    assert held(content) == {digest(PUBLIC), digest(CORPORATE)}
    assert b"source: presented by index.example, confirmed by hand" in content


@pytest.mark.parametrize("encoded", ["", "!", "AAAA", base64.b64encode(b"0\x82").decode()])
def test_junk_from_the_wire_is_told(encoded: str):
    with pytest.raises(FixImpossible, match="no certificate"):
        build(machine(), presented=encoded, confirmed="")
