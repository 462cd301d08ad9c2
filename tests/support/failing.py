"""What the scenarios have in common in which no certificate is to blame."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from piptrust.probe.cause import all_causes
from piptrust.probe.report import CauseMatch, PipError
from support.cause_check import case_of_failure
from support.lab.authority import Authority, Credential
from support.russian import check_cause_in_russian
from support.scenario import Played

# Before truststore, with urllib3 1.26 and truststore, and with urllib3 2: each words its errors its own way.
PIPS = ("22.3.1", "25.3", "26.3")
HOST = "index.test"


@cache
def lab_root() -> Authority:
    """The authority of every certificate in these scenarios."""
    return Authority("Lab Root")


@cache
def good() -> Credential:
    """A certificate with which nothing is wrong, where the root is trusted."""
    return lab_root().issue(HOST)


def trusting(folder: Path) -> str:
    """The configuration that makes pip trust the lab's root."""
    bundle = folder / "root.pem"
    bundle.write_bytes(lab_root().pem)
    return f"cert = {bundle}\n"


def check_failure(
    played: Played, cause_id: str, error: PipError | None, evidence: str = "", *, silent: bool = False
) -> CauseMatch:
    """Real pip fails, in the cause's words unless it is ``silent`` of it, and the probe names the cause."""
    assert played.pip.failed, played.pip.output
    found = played.cause
    assert found.cause == cause_id, (found, played.failed.result)
    assert played.failed.pip_error is error
    assert any(evidence in e.text for e in found.evidence), found.evidence
    assert found.explanation.endswith(".")
    cause = next(c for c in all_causes() if c.id == cause_id)
    spoken = any(re.search(words, played.pip.output) for words in cause.pip_says)
    assert spoken is not silent, played.pip.output
    check_cause_in_russian(case_of_failure(played), found)
    return found
