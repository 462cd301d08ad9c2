"""Fixes are proven by handshakes, and real pip agrees once they are applied."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from piptrust.engine.finding import Standing
from piptrust.engine.fix import FixImpossible
from piptrust.probe.report import Outcome, PipError
from support.lab.authority import Authority
from support.lab.proxy import LabProxy
from support.lab.server import LabServer, index_pages
from support.pips import interpreters
from support.proof_scenario import prove_scenario, standings

HOST = "index.test"
LEGACY = "24.0"


class Lab:
    """An index of a corporate authority, one that presents its root, and one whose files lie elsewhere."""

    def __init__(self) -> None:
        self.corporate = Authority("Corporate Root")
        self.public = Authority("Public Root")
        credential = self.corporate.issue(HOST)
        self.index = LabServer(credential)
        self.with_root = LabServer(credential.presenting(self.corporate.certificate))
        self.files = LabServer(self.public.issue("files.test"))
        self.split = LabServer(credential, index_pages(self.files.url("files.test", "/")))

    @property
    def servers(self) -> list[LabServer]:
        return [self.index, self.with_root, self.files, self.split]


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    made = Lab()
    yield made
    for server in made.servers:
        server.close()


def write(folder: Path, name: str, *authorities: Authority) -> str:
    path = folder / name
    path.write_bytes(b"".join(a.pem for a in authorities))
    return str(path)


def test_root_in_a_file_that_another_tool_uses(lab: Lab, tmp_path: Path):
    bundle = write(tmp_path, "corporate.pem", lab.corporate)
    scene = prove_scenario(
        tmp_path, lab.index.url(HOST), variables={"NODE_EXTRA_CA_CERTS": bundle}, pip=LEGACY
    )
    assert scene.played.pip.error is PipError.CERTIFICATE
    fix = scene.target(HOST).fixes[0]
    assert (fix.offer.fix, fix.standing, fix.offer.preferred) == ("set-cert", Standing.PROVEN, True)
    assert "index.test verified over TLSv1" in fix.note
    assert "Corporate Root" in fix.note
    scene.apply(fix)
    assert scene.ask_pip().error is None


def test_the_last_resort_comes_last_and_is_never_preferred(lab: Lab, tmp_path: Path):
    scene = prove_scenario(tmp_path, lab.index.url(HOST), pip=LEGACY)
    last = scene.target(HOST).fixes[-1]
    assert (last.offer.fix, last.offer.lowers_security) == ("trust-hosts", True)
    assert last.standing is Standing.PROVEN
    assert "without any check" in last.note
    assert not last.offer.preferred
    scene.apply(last)
    assert scene.ask_pip().error is None


def test_a_variable_that_wins_refutes_the_setting(lab: Lab, tmp_path: Path):
    good, other = write(tmp_path, "good.pem", lab.corporate), write(tmp_path, "other.pem", lab.public)
    variables = {"REQUESTS_CA_BUNDLE": other, "NODE_EXTRA_CA_CERTS": good}
    scene = prove_scenario(tmp_path, lab.index.url(HOST), variables=variables)
    refuted = scene.fix("Set cert")
    assert refuted.standing is Standing.REFUTED
    assert refuted.note == "REQUESTS_CA_BUNDLE would still win: it beats cert in every file."
    assert refuted.offer.disabled == refuted.note
    proven = scene.fix(f"Set REQUESTS_CA_BUNDLE to {good}")
    assert proven.standing is Standing.PROVEN
    assert scene.fix("Unset REQUESTS_CA_BUNDLE").standing is Standing.REFUTED
    config = Path(scene.played.environment.variables["XDG_CONFIG_HOME"]) / "pip" / "pip.conf"
    config.write_text(config.read_text() + f"cert = {good}\n")
    assert scene.ask_pip().error is PipError.CERTIFICATE
    assert scene.ask_pip({"REQUESTS_CA_BUNDLE": good}).error is None


def test_unsetting_a_variable_is_proven(lab: Lab, tmp_path: Path):
    good = write(tmp_path, "good.pem", lab.corporate)
    scene = prove_scenario(
        tmp_path,
        lab.index.url(HOST),
        config=f"cert = {good}\n",
        variables={"REQUESTS_CA_BUNDLE": str(tmp_path / "gone.pem")},
    )
    assert scene.played.pip.error is PipError.CA_FILE
    fix = scene.target(HOST).fixes[0]
    assert (fix.offer.title, fix.standing) == ("Unset REQUESTS_CA_BUNDLE", Standing.PROVEN)
    assert fix.offer.arguments["bash"] == "unset REQUESTS_CA_BUNDLE"
    assert not fix.offer.preferred
    with pytest.raises(FixImpossible, match="unset REQUESTS_CA_BUNDLE"):
        scene.apply(fix)
    assert scene.ask_pip({"REQUESTS_CA_BUNDLE": None}).error is None


def test_a_bundle_of_one_root_would_break_the_file_host(lab: Lab, tmp_path: Path):
    """The private root alone is refuted; the public roots with it are proven."""
    public = write(tmp_path, "public.pem", lab.public)
    private = write(tmp_path, "private.pem", lab.corporate)
    scene = prove_scenario(
        tmp_path,
        lab.index.url(HOST),
        config=f"extra-index-url = {lab.files.url('files.test')}\ncert = {public}\n",
        variables={"NODE_EXTRA_CA_CERTS": private},
        pip=LEGACY,
    )
    assert scene.target("files.test").outcome is Outcome.VERIFIED
    refuted = scene.fix(f"Set cert to {private}")
    assert refuted.standing is Standing.REFUTED
    assert refuted.note.endswith("below 'CN=Corporate Root,O=Lab', but files.test would no longer.")
    built = scene.fix("Build a CA bundle")
    assert (built.standing, built.offer.preferred) == (Standing.PROVEN, True)
    paths = scene.apply(built)
    assert paths[0] == str(tmp_path / "data" / "ca-bundle.pem")
    assert scene.ask_pip().error is None


def test_a_presented_root_needs_its_fingerprint(lab: Lab, tmp_path: Path):
    scene = prove_scenario(tmp_path, lab.with_root.url(HOST), pip=LEGACY)
    fix = scene.fix("Trust CN=Corporate Root")
    digest = hashlib.sha256(lab.corporate.certificate.public_bytes(Encoding.DER)).hexdigest().upper()
    shown = ":".join(digest[i : i + 2] for i in range(0, 64, 2))
    assert fix.offer.lowers_security
    assert f"SHA-256 {shown}" in fix.offer.title
    assert fix.standing is Standing.PROVEN
    assert not fix.offer.preferred
    with pytest.raises(FixImpossible, match=shown):
        scene.apply(fix)
    with pytest.raises(FixImpossible, match=shown):
        scene.apply(fix, "00" * 32)
    scene.apply(fix, shown)
    assert scene.ask_pip().error is None


def test_truststore_by_feature(lab: Lab, tmp_path: Path):
    """pip 24.0 carries truststore but asks it only when told to."""
    store = write(tmp_path, "store.pem", lab.corporate, lab.public)
    scene = prove_scenario(tmp_path, lab.index.url(HOST), variables={"SSL_CERT_FILE": store}, pip=LEGACY)
    assert scene.played.pip.error is PipError.CERTIFICATE
    fix = scene.fix("use-feature = truststore")
    assert fix.standing is Standing.PROVEN
    upgrade = scene.fix("Upgrade pip")
    assert upgrade.standing is Standing.PROVEN
    assert "as pip 26.3 makes it" in upgrade.note
    scene.apply(fix)
    assert scene.ask_pip().error is None


def test_truststore_that_is_not_installed_is_refuted(lab: Lab, tmp_path: Path):
    store = write(tmp_path, "store.pem", lab.corporate)
    pip = "22.3.1"
    python = next(p for p in interpreters() if p.can_run(pip) and p.version >= (3, 10))
    scene = prove_scenario(
        tmp_path, lab.index.url(HOST), variables={"SSL_CERT_FILE": store}, pip=pip, python=python
    )
    fix = scene.fix("use-feature = truststore")
    assert fix.standing is Standing.REFUTED
    assert "'truststore' must be installed" in fix.note


def test_a_needless_trusted_host_entry(lab: Lab, tmp_path: Path):
    good = write(tmp_path, "good.pem", lab.corporate)
    scene = prove_scenario(tmp_path, lab.index.url(HOST), config=f"cert = {good}\ntrusted-host = {HOST}\n")
    target = scene.target(HOST)
    assert target.outcome is Outcome.UNVERIFIED
    assert standings(target) == [("remove-value", Standing.PROVEN)]
    assert target.verifies_anyway is not None
    scene.apply(target.fixes[0])
    config = Path(scene.played.environment.variables["XDG_CONFIG_HOME"]) / "pip" / "pip.conf"
    assert "trusted-host" not in config.read_text()
    assert scene.ask_pip().error is None


def test_a_trusted_host_entry_that_is_needed(lab: Lab, tmp_path: Path):
    scene = prove_scenario(tmp_path, lab.index.url(HOST), config=f"trusted-host = {HOST}\n")
    target = scene.target(HOST)
    assert standings(target) == [("remove-value", Standing.REFUTED)]
    assert target.verifies_anyway is None
    assert "would still fail" in target.fixes[0].note


def test_a_file_that_pip_cannot_read_is_converted(lab: Lab, tmp_path: Path):
    """What rules offer is tried like everything else, here a file that is not written yet."""
    der = tmp_path / "corporate.cer"
    der.write_bytes(lab.corporate.certificate.public_bytes(Encoding.DER))
    scene = prove_scenario(tmp_path, lab.index.url(HOST), config=f"cert = {der}\n")
    assert scene.played.pip.error is PipError.CA_FILE
    fix = scene.target(HOST).fixes[0]
    assert (fix.offer.fix, fix.standing) == ("convert-to-pem", Standing.PROVEN)
    assert not (tmp_path / "corporate.pem").exists()
    scene.apply(fix)
    assert scene.ask_pip().error is None


def test_a_proxy_variable_with_the_wrong_scheme(lab: Lab, tmp_path: Path):
    good = write(tmp_path, "good.pem", lab.corporate)
    proxy = LabProxy()
    try:
        wrong, right = f"https://proxy.test:{proxy.port}", f"http://proxy.test:{proxy.port}"
        scene = prove_scenario(
            tmp_path, lab.index.url(HOST), config=f"cert = {good}\n", variables={"HTTPS_PROXY": wrong}
        )
        assert scene.played.pip.error is not None
        assert scene.fix(f"Set HTTPS_PROXY to {right}").standing is Standing.PROVEN
        assert scene.fix("Unset HTTPS_PROXY").standing is Standing.PROVEN
        assert scene.ask_pip({"HTTPS_PROXY": right}).error is None
    finally:
        proxy.close()


def test_a_setting_of_another_section_is_changed_in_its_place(lab: Lab, tmp_path: Path):
    good, other = write(tmp_path, "good.pem", lab.corporate), write(tmp_path, "other.pem", lab.public)
    scene = prove_scenario(
        tmp_path,
        lab.index.url(HOST),
        config=f"[download]\ncert = {other}\n",
        variables={"NODE_EXTRA_CA_CERTS": good},
    )
    refuted = next(f for f in scene.target(HOST).fixes if f.offer.fix == "set-cert")
    assert refuted.standing is Standing.REFUTED
    assert refuted.note.startswith("[download] in ")
    assert refuted.note.endswith(" would still win.")
    fix = scene.target(HOST).fixes[0]
    assert (fix.offer.fix, fix.standing, fix.offer.preferred) == ("replace-text", Standing.PROVEN, True)
    scene.apply(fix)
    assert scene.ask_pip().error is None
