"""What pip's own session says, asked in the interpreter that pip belongs to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from piptrust.agent.facts import Failure, FailureKind
from piptrust.probe.pip_session import SessionAnswer, ask_pip_session
from piptrust.probe.report import PipError
from piptrust.resolve.environment import Environment
from support.lab.authority import Authority
from support.lab.names import lab_variables
from support.lab.server import LabServer
from support.pip_verdict import pip_variables
from support.pips import interpreters
from support.scenario import facts_of

ROOT = Authority("Lab Root")
HOST = "index.test"


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, LabServer]]:
    made = {
        "good": LabServer(ROOT.issue(HOST)),
        "stranger": LabServer(Authority("Stranger").issue(HOST)),
        "http": LabServer(None),
    }
    yield made
    for server in made.values():
        server.close()


def ask(version: str, folder: Path, url: str, **more: str) -> SessionAnswer | Failure:
    (folder / "root.pem").write_bytes(ROOT.pem)
    python = [p for p in interpreters() if p.can_run(version)][-1]
    given = {**lab_variables(folder), "PIP_CERT": str(folder / "root.pem"), "PIP_CONFIG_FILE": "/dev/null"}
    variables = pip_variables(version, {**given, **more})
    facts = facts_of(version, python)
    environment = Environment("linux", given["HOME"], str(folder), variables, facts)
    return asyncio.run(ask_pip_session(facts, environment, url, 3))


@pytest.mark.parametrize("version", ["20.3.4", "24.0", "25.3", "26.3"])
def test_pips_own_session(version: str, servers: dict[str, LabServer], tmp_path: Path):
    good = ask(version, tmp_path, servers["good"].url(HOST))
    assert isinstance(good, SessionAnswer)
    assert good == SessionAnswer(200, None, "")
    stranger = ask(version, tmp_path, servers["stranger"].url(HOST))
    assert isinstance(stranger, SessionAnswer)
    assert (stranger.status, stranger.error) == (None, PipError.CERTIFICATE)
    assert "unable to get local issuer certificate" in stranger.words
    missing = ask(version, tmp_path, servers["good"].url(HOST), PIP_CERT="/none.pem")
    assert isinstance(missing, SessionAnswer)
    assert missing.error is PipError.CA_FILE


def test_settings_of_the_environment_count(servers: dict[str, LabServer], tmp_path: Path):
    trusted = ask("26.3", tmp_path, servers["stranger"].url(HOST), PIP_TRUSTED_HOST=HOST)
    assert isinstance(trusted, SessionAnswer)
    assert trusted.reached
    plain = ask("26.3", tmp_path, servers["http"].url(HOST))
    assert isinstance(plain, SessionAnswer)
    assert plain.error is PipError.HTTP


def test_passwords_stay_out_of_its_words(servers: dict[str, LabServer], tmp_path: Path):
    url = servers["stranger"].url(HOST).replace("https://", "https://user:s3cr3t-word@")
    answer = ask("26.3", tmp_path, url)
    assert isinstance(answer, SessionAnswer)
    assert answer.error is PipError.CERTIFICATE
    assert "s3cr3t-word" not in answer.words


def test_a_setting_that_pip_refuses_ends_it(servers: dict[str, LabServer], tmp_path: Path):
    answer = ask("26.3", tmp_path, servers["good"].url(HOST), PIP_TIMEOUT="soon")
    assert isinstance(answer, SessionAnswer)
    assert not answer.reached
    assert "status 3" in answer.words


def test_a_python_that_is_not_there(tmp_path: Path):
    facts = facts_of("26.3", interpreters()[-1])
    environment = Environment("linux", str(tmp_path), str(tmp_path), {}, facts)
    missing = type(facts)(**{**facts.__dict__, "executable": str(tmp_path / "none")})
    answer = asyncio.run(ask_pip_session(missing, environment, "https://index.test/", 1))
    assert isinstance(answer, Failure)
    assert answer.kind is FailureKind.MISSING
