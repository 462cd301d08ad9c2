from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.data.options import Conversion, Option, option_named, options_for
from piptrust.parse.pip_version import parse_pip_version
from piptrust.resolve.convert_values import Converted, Refused, convert, stopped_commands
from support.value_oracle import ask_pip

VERSIONS = ["20.3.4", "22.3.1", "24.2", "25.3", "26.3"]

WORDS = [
    *("yes", "no", "TRUE", "Off", "1", "0", "t", "n", "maybe", "2", "-1", "+2", "-0", "y es", "ye", "10s"),
    *("0x10", "0X1f", "0b11", "0b", "007", "08", "0o17", "1_000", "١٢", "1e2", "1E400", "inf", "nan", "-0.5"),
    *("auto", "on", "off", "pretty", "ascii", "truststore", "2020-resolver", "legacy-certs", "fast-deps"),
    *("legacy-resolver legacy-certs", "fast-deps\n2020-resolver", "s i w", "a,b", "import", "subprocess"),
    *("~/ca.pem", "$HOME/ca.pem", '"/a.pem"', "a b\nc", "Foo_Bar.baz", "3", "37", "3.7.3", "3.7.3.1", "3.x"),
    *("a=b", "a", "pyproject.toml:dev", "x/pyproject.toml:dev", "x/other.toml:dev", "dev", "pylock.toml:a"),
    *("pylock.ci.toml[x]:a", "P7D", "P7DX", "7", "2023-01-01", "2023-01-01T00:00:00Z", "yesterday", ":all:"),
    *("sha256", "columns", "json", "eager", "warn", "freeze", "٣", "é", "\u2028", "x" * 300),
]


@pytest.mark.parametrize("version", VERSIONS)
def test_pip_agrees_on_every_option(version: str):
    """Every option of several commands, in the form it has there, with every word above."""
    pip = parse_pip_version(version)
    cases = [
        (section, option, key, word)
        for section in ("global", "install", "list", "hash", "completion")
        for option in options_for(section, pip)
        if section != "global" or option.general
        for key in option.keys
        for word in WORDS
    ]
    answers = ask_pip(version, [(section, key, word) for section, _, key, word in cases])
    disagreements = [
        (section, key, word, answer, convert(option, key, word, pip))
        for (section, option, key, word), answer in zip(cases, answers)
        if not agree(option, convert(option, key, word, pip), answer.value, answer.status, answer.said)
    ]
    assert disagreements == []
    assert len(cases) > 3000


def agree(option: Option, outcome: Converted | Refused, value: object, status: int, said: str) -> bool:
    if isinstance(outcome, Refused):
        if outcome.exit_status != status:
            return False
        # 26.3 says it to its log, and callbacks wrap their words; a date's own error is Python's to word.
        wanted = " ".join(outcome.message.split()).partition(" Expected")[0]
        return status == 3 or without_breaks(wanted)[:60] in without_breaks(said)
    if status != 0:
        return False
    if option.conversion is Conversion.CALLBACK and not isinstance(outcome.value, (bool, tuple)):
        return True
    return normal(outcome.value) == normal(value)


def without_breaks(text: str) -> str:
    return "".join(text.split())


def normal(value: object) -> object:
    """JSON has no tuples, pip expands homes, and NaN is unlike itself."""
    if isinstance(value, (list, tuple)):
        return [normal(part) for part in value]
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, str) and value.endswith("/ca.pem"):
        return "ca.pem"
    return value


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.text(alphabet="0123456789xXbBoOeE+-._ infaNyt\u0663", min_size=1, max_size=8),
        min_size=100,
        max_size=100,
    )
)
def test_pip_agrees_on_numbers(words: list[str]):
    """pip strips values of files; here they come as a variable would give them."""
    keys = ["retries", "timeout", "verbose"]
    questions = [("install", key, word) for word in words for key in keys]
    for (_, key, word), answer in zip(questions, ask_pip("26.3", questions)):
        option = option_named(key)
        assert option is not None
        outcome = convert(option, key, word)
        assert agree(option, outcome, answer.value, answer.status, answer.said), (key, word, answer, outcome)


@pytest.mark.parametrize(
    ("key", "value", "pip", "message", "status", "culprit"),
    [
        ("no-color", "maybe", None, "maybe is not a valid value for no-color option, please", 2, "maybe"),
        ("verbose", "2", (20, 2), "please specify a numerical value like 1/0 instead.", 2, "2"),
        ("verbose", "x", (9, 0, 3), "ValueError: invalid truth value 'x'", 1, "x"),
        ("timeout", "10s", None, "option timeout: invalid floating-point value: '10s'", 3, "10s"),
        ("default-timeout", "10s", None, "option default-timeout: invalid floating-point", 3, "10s"),
        (
            "use-feature",
            "fast-deps 2020-resolver",
            None,
            "invalid choice: '2020-resolver'",
            3,
            "2020-resolver",
        ),
        ("no-cache-dir", "Maybe", None, "--no-cache-dir error: invalid truth value 'maybe'", 2, "Maybe"),
        ("config-settings", "x", None, "must be of the form KEY=VAL", 2, "x"),
    ],
)
def test_refusals(key: str, value: str, pip: tuple[int, ...] | None, message: str, status: int, culprit: str):
    option = option_named(key, "global", pip)
    assert option is not None
    outcome = convert(option, key, value, pip)
    assert isinstance(outcome, Refused)
    assert message in outcome.message
    assert (outcome.exit_status, outcome.culprit) == (status, culprit)


def test_a_huge_number_is_refused_at_once():
    option = option_named("retries")
    assert option is not None
    assert isinstance(convert(option, "retries", "9" * 10_000_000), Refused)


def test_which_commands_a_refused_value_ends():
    timeout, format_ = option_named("timeout"), option_named("format", "list")
    assert timeout is not None
    assert format_ is not None
    assert stopped_commands(timeout, "global") is None
    assert stopped_commands(timeout, "install") == ("install",)
    assert stopped_commands(format_, "global") == ("list",)
