"""What truststore makes of OpenSSL's places, compared with its own code."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from piptrust.resolve.disk import OsDisk
from piptrust.resolve.environment import Environment
from piptrust.resolve.system_store import sources_on_disk
from piptrust.resolve.trust import SourceKind, decide
from support.fixture import INTERPRETER
from support.memory_disk import MemoryDisk
from support.pips import clean_environment, interpreters, pip_folder

INSTALLED = replace(INTERPRETER, openssl_cafile="/ssl/cert.pem", openssl_capath="/ssl/certs")


def system(
    files: dict[str, bytes], variables: dict[str, str] | None = None, pip: str = "26.3"
) -> list[str | None]:
    environment = Environment("linux", "/h", "/w", variables or {}, replace(INSTALLED, pip_version=pip))
    found = sources_on_disk(decide({}, environment), environment, MemoryDisk(files))
    assert found[-1].kind is SourceKind.CERTIFI
    return [source.path for source in found[:-1]]


def test_the_default_file_and_directory_count_together():
    assert system({"/ssl/cert.pem": b"", "/ssl/certs/0123abcd.0": b""}) == ["/ssl/cert.pem", "/ssl/certs"]


def test_a_hashed_directory_is_enough():
    assert system({"/ssl/certs/0123abcd.0": b"", "/etc/ssl/cert.pem": b""}) == ["/ssl/certs"]


def test_a_directory_without_hashes_is_not():
    assert system({"/ssl/certs/corp.pem": b"", "/etc/pki/tls/cert.pem": b""}) == ["/etc/pki/tls/cert.pem"]


def test_the_first_known_file_is_taken_else():
    files = {"/etc/ssl/certs/ca-certificates.crt": b"", "/etc/ssl/ca-bundle.pem": b""}
    assert system(files) == ["/etc/ssl/certs/ca-certificates.crt"]
    assert system({}) == []


def test_new_fedoras_file_is_known_since_25_3():
    new = "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"
    assert system({new: b""}) == [new]
    assert system({new: b""}, pip="25.2") == []


def test_variables_that_point_nowhere_lead_to_the_known_files():
    nowhere = {"SSL_CERT_FILE": "/nope", "SSL_CERT_DIR": "/nope"}
    files = {"/ssl/cert.pem": b"", "/etc/ssl/cert.pem": b""}
    assert system(files, nowhere) == ["/etc/ssl/cert.pem"]


def test_a_list_of_directories_counts_only_beside_a_file():
    files = {"/a/0123abcd.0": b"", "/b/0123abcd.0": b"", "/ssl/cert.pem": b""}
    assert system(files, {"SSL_CERT_DIR": "/a:/b"}) == ["/ssl/cert.pem", "/a", "/b"]
    del files["/ssl/cert.pem"]
    assert system(files, {"SSL_CERT_DIR": "/a:/b"}) == []


def test_other_platforms_are_left_alone():
    environment = Environment("win32", r"C:\h", r"C:\w", {}, INSTALLED)
    decision = decide({}, environment)
    assert sources_on_disk(decision, environment, MemoryDisk({})) == decision.sources


# What truststore does to a context, noted instead of done.
_TRUSTSTORE = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
from pip._vendor.truststore import _openssl
class Context:
    def set_default_verify_paths(self):
        self.answer = "defaults"
    def load_verify_locations(self, cafile):
        self.answer = cafile
answers = []
for variables in json.load(sys.stdin):
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        os.environ.pop(name, None)
    os.environ.update(variables)
    context = Context()
    context.answer = None
    with _openssl._configure_context(context):
        pass
    answers.append(context.answer)
json.dump(answers, sys.stdout)
"""


@pytest.mark.parametrize("version", ["24.2", "25.2", "25.3", "26.3"])
def test_as_truststore(version: str, tmp_path: Path):
    (tmp_path / "hashed").mkdir()
    (tmp_path / "hashed" / "0123abcd.0").touch()
    (tmp_path / "plain").mkdir()
    (tmp_path / "corp.pem").touch()
    hashed, plain, corp, gone = (str(tmp_path / n) for n in ("hashed", "plain", "corp.pem", "gone"))
    cases = [
        {"SSL_CERT_FILE": file, "SSL_CERT_DIR": directory}
        for file in ("", corp, gone, plain)
        for directory in ("", hashed, plain, gone, f"{hashed}:{plain}", f"{gone}:")
    ]
    python = next(p for p in interpreters() if p.can_run(version) and p.version >= (3, 10))
    done = subprocess.run(
        [python.executable, "-c", _TRUSTSTORE, str(pip_folder(version))],
        input=json.dumps(cases),
        env=clean_environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for case, answer in zip(cases, json.loads(done.stdout)):
        interpreter = replace(INSTALLED, pip_version=version, python_version=python.version)
        environment = Environment("linux", str(tmp_path), str(tmp_path), case, interpreter)
        found = sources_on_disk(decide({}, environment), environment, OsDisk())[:-1]
        defaults = [source for source in found if source.origin.name.startswith("SSL_CERT_")]
        assert (
            found == tuple(defaults)
            if answer == "defaults"
            else [s.path for s in found] == [answer] * bool(answer)
        ), case
