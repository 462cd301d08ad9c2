from __future__ import annotations

from pathlib import Path

import pytest

from support.fixture import check_findings, check_fix, offers_of, scene
from support.pips import run_pip

RULE = "value-has-no-effect"
ONLY = [RULE]
SYSTEM = {"/etc/pip.conf": "[global]\ncert = /etc/ca.pem\n"}


def test_entries_that_change_nothing():
    check_findings(
        """
        [global]
          cert =
        # ^^^^ information[value-has-no-effect]
          isolated = yes
        # ^^^^^^^^ information[value-has-no-effect]
        [install]
          index-url :
        # ^^^^^^^^^ information[value-has-no-effect]
        """,
        only=ONLY,
    )


@pytest.mark.parametrize(
    "text",
    ["[global]\ncert = x\n", "[global]\nnonsense =\n", "[Global]\ncert =\n", "[global]\ncert =\n  /a.pem\n"],
)
def test_entries_that_count_or_are_another_rule_s(text: str):
    check_findings(text, only=ONLY)


@pytest.mark.parametrize(
    ("pip", "erases"), [("25.1", True), ("25.2", False), ("25.3", False), ("26.0", True)]
)
def test_an_empty_value_may_take_a_lower_file_s_away(pip: str, erases: bool):
    ((finding, offer),) = offers_of(scene("[global]\ncert =\n", files=SYSTEM, pip=pip), RULE)
    assert ("forgets the 'cert' of the file that it read before" in finding.message) is erases
    assert offer.safe is not erases


def test_a_higher_file_is_not_forgotten():
    ((finding, offer),) = offers_of(
        scene("[global]\ncert =\n", files={"/project/.venv/pip.conf": "[global]\ncert = /a\n"}), RULE
    )
    assert "forgets" not in finding.message
    assert offer.safe


def test_removal():
    check_fix("[global]\r\ncert =\r\nquiet = 1", "[global]\r\nquiet = 1", rule=RULE, title="Remove")


@pytest.mark.parametrize("version", ["24.2", "26.3"])
def test_pip_is_not_isolated_by_a_file(version: str, tmp_path: Path):
    """``--isolated`` would keep PIP_FORMAT from counting."""
    conf = tmp_path / ".config" / "pip" / "pip.conf"
    conf.parent.mkdir(parents=True)
    conf.write_text("[global]\nisolated = yes\nhelp = yes\n")
    done = run_pip(version, ["list"], tmp_path, variables={"PIP_FORMAT": "json"})
    assert (done.returncode, done.stdout[:1]) == (0, "[")
    done = run_pip(version, ["list", "--isolated"], tmp_path, variables={"PIP_FORMAT": "json"})
    assert (done.returncode, done.stdout[:1]) == (0, "P")
