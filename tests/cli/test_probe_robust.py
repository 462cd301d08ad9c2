"""``piptrust probe`` with servers and interpreters that misbehave, and with many of them."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.command import heed_interrupts
from cli.probe_lab import PYTHON, command, probe, probe_variables, targets
from support.lab.authority import Authority
from support.lab.server import LabServer

ROOT = Authority("Lab Root")


def script(folder: Path, body: str) -> str:
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("body", "words"),
    [("exit 3", "ended with status 3"), ("echo hello", ""), ("kill -9 $$", "")],
    ids=["crashes", "is-no-python", "is-killed"],
)
def test_an_interpreter_that_is_none(body: str, words: str, tmp_path: Path):
    done = probe(tmp_path, python=script(tmp_path, body))
    assert (done.status, done.out) == (2, "")
    assert str(tmp_path / "python") in done.err
    assert words in done.err


def test_no_interpreter(tmp_path: Path):
    done = probe(tmp_path, python=str(tmp_path / "gone"))
    assert (done.status, done.out) == (2, "")
    assert str(tmp_path / "gone") in done.err


@pytest.mark.slow
def test_an_interpreter_that_hangs(tmp_path: Path):
    began = time.monotonic()
    done = probe(tmp_path, python=script(tmp_path, "exec sleep 60"))
    assert (done.status, done.out) == (2, "")
    assert time.monotonic() - began < 30


def test_an_interpreter_that_prints_at_every_turn(tmp_path: Path):
    """Start-up hooks print; neither the agent's answers nor our output may suffer."""
    server = LabServer(ROOT.issue("index.test"))
    (tmp_path / "root.pem").write_bytes(ROOT.pem)
    noise = 'echo "noise {\\"event\\": \\"end\\"}"; echo noise >&2'
    python = script(tmp_path, f'{noise}; exec {PYTHON} "$@"')
    try:
        done = probe(
            tmp_path,
            "--format",
            "json",
            python=python,
            PIP_INDEX_URL=server.url("index.test"),
            PIP_CERT=str(tmp_path / "root.pem"),
        )
    finally:
        server.close()
    assert (done.status, done.err) == (0, "")
    assert targets(done)["index.test"]["outcome"] == "verified"


def test_two_hundred_places(tmp_path: Path):
    server = LabServer(ROOT.issue("*.many.test"))
    (tmp_path / "root.pem").write_bytes(ROOT.pem)
    urls = [server.url(f"h{number}.many.test") for number in range(200)]
    try:
        done = probe(
            tmp_path,
            "--format",
            "json",
            PIP_INDEX_URL=urls[0],
            PIP_EXTRA_INDEX_URL=" ".join(urls[1:]),
            PIP_CERT=str(tmp_path / "root.pem"),
        )
    finally:
        server.close()
    assert done.status == 0
    found = targets(done)
    assert list(found) == [f"h{number}.many.test" for number in range(200)]


def test_hanging_places_cost_no_more_than_their_time(tmp_path: Path):
    server = LabServer(None, fault="hang")
    urls = [f"https://h{number}.test:{server.port}/simple/" for number in range(64)]
    began = time.monotonic()
    try:
        done = probe(
            tmp_path,
            "--timeout=0.5",
            "--no-fixes",
            "--format=json",
            PIP_INDEX_URL=urls[0],
            PIP_EXTRA_INDEX_URL=" ".join(urls[1:]),
        )
    finally:
        server.close()
    assert done.status == 1
    assert {t["pip_error"] for t in targets(done).values()} == {"timeout"}
    # Two rounds of half a second, with room for a busy machine; one after the other they take 32 seconds.
    assert time.monotonic() - began < 25


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_an_interrupt_leaves_no_agent_behind(tmp_path: Path):
    server = LabServer(None, fault="hang")
    (tmp_path / "project").mkdir()
    arguments = command("--timeout=60", "--index-url", f"https://index.test:{server.port}/")
    process = subprocess.Popen(
        arguments,
        cwd=tmp_path / "project",
        env=probe_variables(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,
    )
    try:
        wait_until(lambda: bool(server._connections))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 130, errors
        assert errors.decode().splitlines() == ["piptrust: interrupted"]
        # The agent's connection ends with the agent.
        wait_until(lambda: not server._connections)
    finally:
        process.kill()
        process.communicate()
        server.close()


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
