from __future__ import annotations

from pathlib import Path

import pytest

from piptrust.engine.finding import Severity
from support.fixture import HOME, check_findings, check_fix, findings_of, offers_of, scene
from support.pips import run_pip

RULE = "invalid-value"
ONLY = [RULE]


def test_values_of_the_wrong_type():
    check_findings(
        """
        [global]
        timeout = 10s
        #         ^^^ error[invalid-value]
        retries: many
        #        ^^^^ error[invalid-value]
        no-color = maybe
        #          ^^^^^ error[invalid-value]
        use-feature = fast-deps
            2020-resolver
        #   ^^^^^^^^^^^^^ error[invalid-value]
            truststore
        [install]
        progress-bar = pretty
        #              ^^^^^^ error[invalid-value]
        """,
        only=ONLY,
    )


@pytest.mark.parametrize(
    "line",
    [
        *("timeout = 10", "timeout = 1e2", "timeout = 0", "retries = 0x10", "retries = 007", "verbose = 2"),
        *("no-color = TRUE", "quiet = no", "progress-bar = raw", "use-feature = fast-deps\n  truststore"),
        *("trusted-host = ???", 'cert = "x"', "no-binary = :all:", "timeout =", "nonsense = maybe"),
    ],
)
def test_values_that_pip_takes(line: str):
    check_findings(f"[global]\n{line}\n", only=ONLY)


def test_nothing_is_converted_where_pip_does_not_look():
    check_findings("[Global]\ntimeout = x\n[list]\nprogress-bar = x\n[freeze]\nindex-url = x\n", only=ONLY)


def test_what_each_release_takes():
    check_findings("[global]\nprogress-bar = pretty\n", pip="20.3.4", only=ONLY)
    check_findings("[global]\nuse-deprecated = legacy-certs\n", pip="24.2", only=ONLY)
    check_findings(
        """
        [global]
        use-deprecated = legacy-certs
        #                ^^^^^^^^^^^^ error[invalid-value]
        """,
        pip="24.0",
        only=ONLY,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[global]\ntimeout = x\n", "stops at every command, even 'pip --version'"),
        ("[download]\ntimeout = x\n", "stops at 'pip download'"),
        ("[global]\nformat = xml\n", "stops at 'pip cache' and 'pip list'"),
        ("[global]\nno-index = x\n", "stops at 6 commands, 'pip install' among them"),
        ("[global]\nprogress-bar = pretty\n", "and not 'pretty', which pip took until 22.0.4"),
        ("[global]\ntimeout = -1\n", "stops at its first connection"),
        ("[global]\ntimeout = inf\n", "stops at its first connection"),
        ("[install]\npython-version = 3.x\n", "'3.x' is no value for 'python-version'"),
    ],
)
def test_what_stops(text: str, words: str):
    (finding,) = findings_of(scene(text), RULE)
    assert words in finding.message


def test_a_choice_of_a_later_release():
    (finding,) = findings_of(scene("[global]\nuse-deprecated = legacy-certs\n", pip="24.0"), RULE)
    assert "which pip takes since 24.2" in finding.message


def test_a_form_of_the_option_that_takes_the_value_does_not_hide_one_that_refuses_it():
    (finding,) = findings_of(scene("[global]\nformat = json\n"), RULE)
    assert "stops at 'pip cache'" in finding.message


def test_another_file_s_value_hides_the_bad_one():
    good = {"/project/.venv/pip.conf": "[global]\ntimeout = 5\n"}
    check_findings(
        """
        [global]
        timeout = 10s
        #         ^^^ information[invalid-value]
        """,
        files=good,
        only=ONLY,
    )
    (finding,) = findings_of(scene("[global]\ntimeout = 10s\n", files=good), RULE)
    assert finding.message.startswith("Another file's value replaces this one for now")
    (finding,) = scene(
        "[global]\ntimeout = 10s\n", files={"/etc/pip.conf": "[global]\ntimeout = 5\n"}
    ).findings()
    assert finding.severity is Severity.ERROR


def test_credentials_are_not_repeated():
    (finding,) = findings_of(scene("[global]\ntimeout = https://user:secret@a.example/\n"), RULE)
    said = [finding.message, *(e.text for e in finding.evidence), *(o.title for o in finding.offers)]
    assert "secret" not in "".join(said)


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        ("timeout = 10s", "timeout = 10", "Write '10'"),
        ("timeout = 2.5 Seconds", "timeout = 2.5", "Write '2.5'"),
        ("retries = 3.0", "retries = 3", "Write '3'"),
        ('no-color = "yes"', "no-color = yes", "Write 'yes'"),
        ("progress-bar = ON", "progress-bar = on", "Write 'on'"),
        ("progress-bar = false", "progress-bar = off", "Write 'off'"),
        ("keyring-provider = subproces", "keyring-provider = subprocess", "Write 'subprocess'"),
        ("use-feature = fast_deps truststore", "use-feature = fast-deps truststore", "Write 'fast-deps'"),
        ("no-color = yes  # loud", "# loud\nno-color = yes", "Move the comment"),
        ("timeout = 10 ; seconds", "; seconds\ntimeout = 10", "Move the comment"),
        ("use-feature = 2020-resolver fast-deps", "use-feature = fast-deps", "Remove '2020-resolver'"),
    ],
)
def test_fixes(before: str, after: str, title: str):
    check_fix(f"[global]\n{before}\n", f"[global]\n{after}\n", rule=RULE, title=title)


def test_removal_of_the_whole_entry():
    check_fix(
        "[global]\r\ntimeout = x\r\nquiet = 1\r\n",
        "[global]\r\nquiet = 1\r\n",
        rule=RULE,
        title="Remove 'timeout'",
    )


@pytest.mark.parametrize(
    ("line", "safe"), [("timeout = 10s", True), ("timeout = ten", False), ("progress-bar = false", False)]
)
def test_what_is_safe(line: str, safe: bool):
    assert any(o.safe for _, o in offers_of(scene(f"[global]\n{line}\n"), RULE)) is safe


@pytest.mark.parametrize("version", ["20.3.4", "26.3"])
@pytest.mark.parametrize(
    ("text", "command", "status"),
    [
        ("[global]\ntimeout = 10s\n", ["--version"], 3),
        ("[global]\nno-color = maybe\n", ["list"], 2),
        ("[install]\ntimeout = 10s\n", ["--version"], 0),
        ("[install]\ntimeout = 10s\n", ["install", "x"], 3),
        ("[global]\nprogress-bar = x\n", ["list"], 0),
        ("[global]\nprogress-bar = x\n", ["download", "x"], 3),
    ],
)
def test_pip_stops_where_we_say(version: str, text: str, command: list[str], status: int, tmp_path: Path):
    conf = tmp_path / ".config" / "pip" / "pip.conf"
    conf.parent.mkdir(parents=True)
    conf.write_text(text)
    assert run_pip(version, command, tmp_path).returncode == status
    (finding,) = findings_of(scene(text, pip=version), RULE)
    every, one = "even 'pip --version'" in finding.message, f"'pip {command[0]}'" in finding.message
    assert (every or one) is (status != 0), finding.message
    assert HOME not in finding.message
