from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from piptrust.cli import main

LOGS = Path(__file__).parent / "logs"


def test_a_cause_with_its_remedy_and_page(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", str(LOGS / "proxy-wants-authentication.pip-26.3.txt")]) == 0
    output = capsys.readouterr().out
    assert "The proxy wants a user name and password. [proxy-wants-authentication]" in output
    assert "HTTPS_PROXY=http://user:password@" in output
    assert "piptrust probe" in output


def test_candidates_with_what_decides(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", str(LOGS / "unknown-root.pip-24.0.txt")]) == 0
    output = capsys.readouterr().out
    assert "What decides between them" in output
    assert "[missing-intermediate]" in output
    assert "[interception]" in output
    assert output.count("known by:") == output.count("then:")


def test_json(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "--format", "json", str(LOGS / "name-not-found.uv-0.13.9.txt")]) == 0
    content = json.loads(capsys.readouterr().out)
    (explanation,) = content["explanations"]
    (cause,) = explanation["causes"]
    assert content["schema"] == 1
    assert cause["id"] == "name-not-found"
    assert cause["page"] == "docs/causes/name-not-found.md"
    assert cause["known_by"]
    assert cause["what_to_do"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_standard_input_in_the_encodings_of_shells(
    encoding: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    text = (LOGS / "proxy-refuses.pip-20.3.4.txt").read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode(encoding))))
    assert main(["explain"]) == 0
    assert "[proxy-refuses]" in capsys.readouterr().out


def test_nothing_recognised(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    log = tmp_path / "log.txt"
    log.write_bytes(b"\xff\x00 all is well")
    assert main(["explain", str(log)]) == 1
    assert main(["explain", str(log), "--format", "json"]) == 1
    assert '"explanations": []' in capsys.readouterr().out


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain", str(tmp_path / "gone.log")]) == 2
    assert "cannot read" in capsys.readouterr().err
