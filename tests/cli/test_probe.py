"""``piptrust probe`` as a process, against servers and proxies on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.probe_lab import probe, targets
from support.lab.authority import Authority
from support.lab.proxy import LabProxy
from support.lab.server import LabServer, index_pages, redirecting

INSPECTOR = Authority("Zscaler Root CA", organization="Zscaler Inc.")
ROOT = Authority("Lab Root")


@dataclass(frozen=True)
class Lab:
    folder: Path
    root: str
    inspector: str
    index: LabServer
    proxy: LabProxy

    @property
    def url(self) -> str:
        return self.index.url("index.test")

    @property
    def proxy_url(self) -> str:
        return f"http://user:geheim@127.0.0.1:{self.proxy.port}"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("probe-lab")
    (folder / "root.pem").write_bytes(ROOT.pem)
    (folder / "inspector.pem").write_bytes(INSPECTOR.pem)
    index = LabServer(ROOT.issue("index.test", "moved.test"))
    proxy = LabProxy(resign=INSPECTOR)
    yield Lab(folder, str(folder / "root.pem"), str(folder / "inspector.pem"), index, proxy)
    index.close()
    proxy.close()


def test_healthy(lab: Lab, tmp_path: Path):
    done = probe(tmp_path, "--index-url", lab.url, PIP_CERT=lab.root)
    assert (done.status, done.err) == (0, "")
    assert f"✓ verified    {lab.url}pip/" in done.out
    assert "TLSv1.3 · issued by Lab Root · 36" in done.out
    assert done.out.endswith("\n1 of 1 place verified.\n")


def test_unknown_ca(lab: Lab, tmp_path: Path):
    config = tmp_path / "pip.conf"
    config.write_text("")
    done = probe(tmp_path, "--index-url", lab.url, "--format", "json", PIP_CONFIG_FILE=str(config))
    found = targets(done)["index.test"]
    assert (done.status, found["outcome"], found["pip_error"]) == (1, "failed", "certificate")
    assert found["cause"] == "unknown-root"
    assert found["set_by"] == "--index-url"
    assert [c["subject"] for c in found["chain"]] == ["CN=index.test,O=Lab"]
    kinds = [(s["kind"], s["set_by"]) for s in found["trust"]["sources"]]
    assert ("system-file", "SSL_CERT_FILE") in kinds
    (last,) = [fix for fix in found["fixes"] if fix["lowers_security"]]
    assert last == found["fixes"][-1]
    assert (last["id"], last["standing"]) == ("trust-hosts", "proven")


def test_interception_names_the_product_and_hides_the_proxys_password(lab: Lab, tmp_path: Path):
    for form in ("plain", "json", "markdown"):
        done = probe(
            tmp_path, "--format", form, PIP_INDEX_URL=lab.url, PIP_PROXY=lab.proxy_url, PIP_CERT=lab.root
        )
        assert done.status == 1
        assert "geheim" not in done.out + done.err
        if form == "json":
            found = targets(done)["index.test"]
            assert (found["cause"], found["set_by"]) == ("interception", "PIP_INDEX_URL")
        else:
            assert "Zscaler" in done.out
            assert f"http://****@127.0.0.1:{lab.proxy.port}" in done.out


def test_a_trusted_host_is_unverified_and_no_success(lab: Lab, tmp_path: Path):
    done = probe(tmp_path, "--no-fixes", PIP_INDEX_URL=lab.url, PIP_TRUSTED_HOST="index.test")
    assert done.status == 1
    assert "! unverified" in done.out
    assert "trusted-host, set by PIP_TRUSTED_HOST: pip accepts any certificate" in done.out


def test_a_file_host_that_fails(lab: Lab, tmp_path: Path):
    files = LabServer(Authority("Other Root").issue("files.test"))
    index = LabServer(ROOT.issue("index.test"), index_pages(files.url("files.test", "/")))
    try:
        url = index.url("index.test")
        done = probe(tmp_path, "--no-fixes", "--format", "json", PIP_INDEX_URL=url, PIP_CERT=lab.root)
    finally:
        files.close()
        index.close()
    found = targets(done)
    assert (found["index.test"]["outcome"], found["files.test"]["outcome"]) == ("verified", "failed")
    assert found["files.test"]["roles"] == ["file host"]
    assert found["files.test"]["set_by"] == "a link of index.test"


def test_a_redirect_is_followed(lab: Lab, tmp_path: Path):
    moving = LabServer(ROOT.issue("index.test"), redirecting(f"https://moved.test:{lab.index.port}"))
    try:
        url = moving.url("index.test")
        done = probe(tmp_path, "--no-fixes", "--format", "json", PIP_INDEX_URL=url, PIP_CERT=lab.root)
    finally:
        moving.close()
    assert done.status == 0
    assert targets(done)["moved.test"]["set_by"] == "a redirect of index.test"


def test_a_requirements_file_names_index_and_project(lab: Lab, tmp_path: Path):
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "dev.txt").write_text(f"--index-url {lab.url}\nlabpkg\n")
    done = probe(tmp_path, "dev.txt", "--format", "json", PIP_CERT=lab.root, PIP_NO_INDEX="1")
    found = targets(done)["index.test"]
    assert (found["url"], found["outcome"]) == (f"{lab.url}labpkg/", "verified")
    assert found["set_by"].endswith("/project/dev.txt:1")


def test_a_pip_conf_is_taken_as_the_one_in_effect(lab: Lab, tmp_path: Path):
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "pip.conf").write_text(f"[global]\nindex-url = {lab.url}\ncert = {lab.root}\n")
    done = probe(tmp_path, "pip.conf", "--format", "json")
    assert done.status == 0
    assert targets(done)["index.test"]["set_by"].endswith("/project/pip.conf:2 [global]")


def test_real_pip_beside_the_probe(lab: Lab, tmp_path: Path):
    good = probe(tmp_path, "--with-pip", "--index-url", lab.url, PIP_CERT=lab.root)
    assert "real pip    agrees: it gets through" in good.out
    bad = probe(tmp_path, "--with-pip", "--no-fixes", "--format", "json", "--index-url", lab.url)
    expected = {"reached": False, "pip_error": "certificate", "expected": "certificate", "agrees": True}
    assert targets(bad)["index.test"]["real_pip"] == expected


def test_a_proven_fix_is_applied_and_probed_again(lab: Lab, tmp_path: Path):
    config = tmp_path / "pip.conf"
    config.write_text(f"[global]\nindex-url = {lab.url}\nproxy = {lab.proxy_url}\n")
    done = probe(tmp_path, "--apply", PIP_CONFIG_FILE=str(config), NODE_EXTRA_CA_CERTS=lab.inspector)
    assert done.status == 0, done.out + done.err
    assert "piptrust: applied: Set cert to" in done.err
    assert f"piptrust: wrote {config}" in done.err
    assert f"cert = {lab.inspector}" in config.read_text()
    assert "1 of 1 place verified." in done.out


def test_nothing_that_lowers_security_is_applied(lab: Lab, tmp_path: Path):
    config = tmp_path / "pip.conf"
    config.write_text(f"[global]\nindex-url = {lab.url}\nproxy = {lab.proxy_url}\n")
    before = config.read_bytes()
    done = probe(tmp_path, "--apply", PIP_CONFIG_FILE=str(config))
    assert done.status == 1
    assert "no fix is proven that a file could hold" in done.err
    assert config.read_bytes() == before


def test_a_presented_root_is_trusted_only_with_its_fingerprint(lab: Lab, tmp_path: Path):
    config = tmp_path / "pip.conf"
    config.write_text(f"[global]\nindex-url = {lab.url}\nproxy = {lab.proxy_url}\n")
    before = config.read_bytes()
    wrong = probe(tmp_path, "--trust-root", "ab" * 32, PIP_CONFIG_FILE=str(config))
    assert wrong.status == 2
    assert "no root with this SHA-256 fingerprint" in wrong.err
    assert config.read_bytes() == before
    seen = targets(probe(tmp_path, "--format", "json", "--no-fixes", PIP_CONFIG_FILE=str(config)))
    fingerprint = seen["index.test"]["chain"][-1]["sha256"]
    done = probe(tmp_path, "--trust-root", fingerprint.upper(), PIP_CONFIG_FILE=str(config))
    assert done.status == 0, done.out + done.err
    assert "ca-bundle.pem" in config.read_text()


def test_nothing_in_effect(tmp_path: Path):
    done = probe(tmp_path, PIP_NO_INDEX="1")
    assert done.status == 0
    assert "no place on the network" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--index-url", "ftp://index.test/"], "no http or https URL"),
        (["--index-url", "index.test"], "no http or https URL"),
        (["--timeout", "0"], "no number of seconds"),
        (["nothing-here.txt"], "no file or folder"),
        (["--apply", "--no-fixes"], "not allowed with"),
    ],
)
def test_what_makes_no_sense_is_said(arguments: list[str], words: str, tmp_path: Path):
    done = probe(tmp_path, *arguments)
    assert (done.status, done.out) == (2, "")
    assert words in done.err


def test_json_is_json_when_everything_fails(tmp_path: Path):
    done = probe(tmp_path, "--index-url", "https://gone.invalid/", "--format", "json", "--no-fixes")
    (found,) = json.loads(done.out)["targets"]
    assert (done.status, found["pip_error"], found["chain"]) == (1, "dns", [])
