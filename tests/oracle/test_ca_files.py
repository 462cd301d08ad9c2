"""What real pips make of CA files and of the paths that name them, on a TLS server of our own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from piptrust.x509.bundle import Loading, read_bundle
from support.fixture import applied, changes_of, scene
from support.lab.authority import Authority, Shape, self_signed
from support.lab.server import LabServer
from support.pip_connect import Attempt, Outcome, connect
from support.pips import run_pip
from support.samples import root, sample

# One pip in which a CA file adds to the system's certificates, and one in which it replaces pip's own.
PIPS = ["26.3", "24.0"]
AUTHORITY = Authority("Oracle Root")
INTERMEDIATE = Authority("Oracle Issuing", issuer=AUTHORITY)
EXPIRED = Authority("Expired Root", shape=Shape(valid=(timedelta(-10), timedelta(-1))))
SELF_SIGNED = self_signed("localhost")
NO_SUCH_FILE = "Could not find a suitable TLS CA certificate bundle, invalid path: "


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    yield from _served(LabServer(INTERMEDIATE.issue("localhost")))


@pytest.fixture(scope="module")
def expired_url() -> Iterator[str]:
    yield from _served(LabServer(EXPIRED.issue("localhost")))


@pytest.fixture(scope="module")
def self_signed_url() -> Iterator[str]:
    yield from _served(LabServer(SELF_SIGNED))


def _served(server: LabServer) -> Iterator[str]:
    yield server.url("localhost")
    server.close()


def outcomes(
    version: str, url: str, contents: list[bytes], home: Path, option: str = "cert"
) -> list[Outcome]:
    """One for each content of a file that ``option`` names."""
    attempts = []
    for number, content in enumerate(contents):
        (home / f"{number}.pem").write_bytes(content)
        attempts.append(Attempt(url, f"[global]\n{option} = {home}/{number}.pem\n"))
    return connect(version, attempts, home)


@pytest.mark.parametrize("version", PIPS)
def test_broken_files_end_every_connection(version: str, url: str, tmp_path: Path):
    names = ["empty", "der-root", "utf16-root", "pkcs7", "pkcs7-pem", "pkcs12", "html", "garbage", "key-only"]
    names += ["indented", "joined", "truncated", "bad-base64", "not-der"]
    for name, outcome in zip(names, outcomes(version, url, [sample(n) for n in names], tmp_path)):
        loading = read_bundle(sample(name)).loading
        assert loading is not Loading.LOADS
        assert not outcome.works
        # Older Pythons leave the colon out: "[X509] PEM lib".
        assert loading.value.partition("] ")[2] in outcome.error, (name, outcome.error)


@pytest.mark.parametrize("version", PIPS)
def test_which_files_that_load_are_of_use(version: str, url: str, tmp_path: Path):
    cases = [
        (AUTHORITY.pem, True),
        (b"# ours\n" + root().pem + AUTHORITY.pem.replace(b"\n", b"\r\n"), True),
        (b"\xef\xbb\xbf" + AUTHORITY.pem, True),
        (sample("indented") + AUTHORITY.pem, True),
        (sample("root"), False),
        (INTERMEDIATE.pem, False),
    ]
    found = outcomes(version, url, [content for content, _ in cases], tmp_path)
    for (content, works), outcome in zip(cases, found):
        assert read_bundle(content).loading is Loading.LOADS
        assert outcome.works is works, outcome.error


@pytest.mark.parametrize("version", PIPS)
def test_a_server_s_own_certificate_works_on_linux(version: str, self_signed_url: str, tmp_path: Path):
    (outcome,) = outcomes(version, self_signed_url, [SELF_SIGNED.presented], tmp_path)
    assert outcome.works, outcome.error


@pytest.mark.parametrize("version", PIPS)
def test_an_expired_root_spoils_a_valid_server(version: str, expired_url: str, tmp_path: Path):
    (outcome,) = outcomes(version, expired_url, [EXPIRED.pem], tmp_path)
    assert not outcome.works
    assert "certificate has expired" in outcome.error


@pytest.mark.parametrize("version", PIPS)
def test_client_certificates(version: str, url: str, tmp_path: Path):
    names = ["leaf", "key-only", "der-root", "empty", "cert-and-key"]
    (tmp_path / "ca.pem").write_bytes(AUTHORITY.pem)
    attempts = []
    for name in names:
        (tmp_path / f"{name}.pem").write_bytes(sample(name))
        conf = f"[global]\ncert = {tmp_path}/ca.pem\nclient-cert = {tmp_path}/{name}.pem\n"
        attempts.append(Attempt(url, conf))
    missing = Attempt(url, f"[global]\ncert = {tmp_path}/ca.pem\nclient-cert = {tmp_path}/none.pem\n")
    *found, without = connect(version, [*attempts, missing], tmp_path)
    for name, outcome in zip(names, found):
        reported = "client-cert-incomplete" in _rules(
            "[global]\nclient-cert = /me.pem\n", {"/me.pem": sample(name)}
        )
        assert outcome.works is (not reported), (name, outcome.error)
        assert outcome.works or "PEM lib" in outcome.error
    assert f"Could not find the TLS certificate file, invalid path: {tmp_path}/none.pem" in without.error


@pytest.mark.parametrize("version", PIPS)
def test_paths_that_pip_does_not_find(version: str, url: str, tmp_path: Path):
    cases = [
        ("/nowhere/missing.pem", "ca-file-missing"),
        (f"file://{tmp_path}/ca.pem", "ca-file-missing"),
        (f"{tmp_path}/c\n  a.pem", "ca-file-missing"),
        (f'"{tmp_path}/ca.pem"', "ca-path-quoted"),
        (f"{tmp_path}/ca.pem # ours", "ca-path-comment"),
        ("$HOME/ca.pem", "ca-path-unexpanded"),
        ("elsewhere/ca.pem", "ca-path-relative"),
    ]
    (tmp_path / "ca.pem").write_bytes(AUTHORITY.pem)
    confs = [f"[global]\ncert = {value}\n" for value, _ in cases]
    for (value, rule), conf, outcome in zip(
        cases, confs, connect(version, [Attempt(url, c) for c in confs], tmp_path)
    ):
        assert NO_SUCH_FILE + value.replace("\n  ", "\n") in outcome.error
        assert rule in _rules(conf, {f"{tmp_path}/ca.pem": AUTHORITY.pem})


@pytest.mark.parametrize("version", PIPS)
def test_who_beats_whom(version: str, url: str, tmp_path: Path):
    good, bad = tmp_path / "good.pem", tmp_path / "bad.pem"
    good.write_bytes(AUTHORITY.pem)
    bad.write_bytes(sample("empty"))
    files = {str(good): AUTHORITY.pem, str(bad): b""}
    conf = f"[global]\ncert = {good}\n"
    names = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT")
    environments = [{name: value} for name in names for value in (str(bad), "")]
    attempts = [Attempt(url, conf), *(Attempt(url, conf, variables) for variables in environments)]
    plain, *others = connect(version, attempts, tmp_path)
    assert plain.works, plain.error
    for variables, outcome in zip(environments, others):
        beaten = "ca-setting-overridden" in _rules(conf, files, variables)
        assert outcome.works is (not beaten), (variables, outcome.error)
        assert beaten is (str(bad) in variables.values())


FIXES = [
    (AUTHORITY.certificate.public_bytes(Encoding.DER), "{home}/ca.pem", "ca-file-der", "Convert"),
    (AUTHORITY.pem.decode().encode("utf-16"), "~/ca.pem", "ca-file-utf16", "Convert"),
    (root().pem.rstrip() + AUTHORITY.pem, "{home}/ca.pem", "ca-bundle-joined-lines", "line ends"),
    (AUTHORITY.pem, "'{home}/ca.pem'", "ca-path-quoted", "without quotes"),
    (AUTHORITY.pem, "{home}/ca.pem  ; ours", "ca-path-comment", "line of its own"),
    (AUTHORITY.pem, "$WHERE/ca.pem", "ca-path-unexpanded", "Write"),
    (AUTHORITY.pem, "../ca.pem", "ca-path-relative", "this file's folder"),
]


def test_pip_connects_after_each_fix(url: str, tmp_path: Path):
    broken: list[Attempt] = []
    homes: list[Path] = []
    for number, (content, value, _, _) in enumerate(FIXES):
        home = tmp_path / f"home{number}"
        (home / "conf").mkdir(parents=True)
        (home / "ca.pem").write_bytes(content)
        conf = f"[global]\ncert = {value.format(home=home)}\n"
        (home / "conf" / "pip.conf").write_text(conf)
        broken.append(Attempt(url, conf, {"HOME": str(home), "WHERE": str(home)}))
        homes.append(home)
    assert [o.works for o in connect("26.3", broken, tmp_path)] == [False] * len(FIXES)
    for attempt, home, (content, _, rule, title) in zip(broken, homes, FIXES):
        # The fixture has a home of its own, which stands for this one.
        files = {f"{home}/ca.pem": content, "/home/user/ca.pem": content}
        conf_path = str(home / "conf" / "pip.conf")
        before = scene(attempt.conf, conf_path, files=files, variables={"WHERE": str(home)})
        for path, written in applied(before, changes_of(before, rule, title)).items():
            Path(path.replace("/home/user", str(home))).write_bytes(written)
    mended = [Attempt(url, (home / "conf" / "pip.conf").read_text(), {"HOME": str(home)}) for home in homes]
    for outcome, (_, _, rule, _) in zip(connect("26.3", mended, tmp_path), FIXES):
        assert outcome.works, (rule, outcome.error)


def test_the_command_line_says_it_in_the_same_words(url: str, tmp_path: Path):
    arguments = ["download", "labpkg", "--no-deps", "--retries", "0", "--dest", str(tmp_path), "-i", url]
    (tmp_path / "ca.pem").write_bytes(sample("joined"))
    broken = run_pip("26.3", [*arguments, "--cert", f"{tmp_path}/ca.pem"], tmp_path)
    assert broken.returncode == 1
    assert (
        "There was a problem confirming the ssl certificate: [X509] PEM lib" in broken.stdout + broken.stderr
    )
    missing = run_pip("26.3", [*arguments, "--cert", "/nowhere/ca.pem"], tmp_path)
    assert missing.returncode == 2
    assert f"{NO_SUCH_FILE}/nowhere/ca.pem" in missing.stdout + missing.stderr


def _rules(conf: str, files: dict[str, bytes], variables: dict[str, str] | None = None) -> list[str]:
    return [finding.rule for finding in scene(conf, files=files, variables=variables).findings()]
