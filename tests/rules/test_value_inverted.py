from __future__ import annotations

import pytest

from support.fixture import check_findings, check_fix
from support.value_oracle import ask_pip

RULE = "value-inverted"
ONLY = [RULE]


def test_flags_that_mean_the_opposite():
    check_findings(
        """
        [global]
        no-cache-dir = false
        #              ^^^^^ warning[value-inverted]
        no-build-isolation = Yes
        #                    ^^^ warning[value-inverted]
        [install]
        no-compile = off
        #            ^^^ information[value-inverted]
        no-user = 1
        #         ^ warning[value-inverted]
        [list]
        exclude-editable = yes
        #                  ^^^ warning[value-inverted]
        """,
        only=ONLY,
    )


@pytest.mark.parametrize(
    "text",
    [
        "[global]\nno-cache-dir = true\nno-index = yes\nno-color = no\nno-deps = no\n",
        "[global]\nno-build-isolation = perhaps\nno-cache-dir = perhaps\n",
        "[global]\nno-build-isolation =\n",
        "[freeze]\nexclude-editable = yes\n",
    ],
)
def test_flags_that_mean_what_they_say(text: str):
    check_findings(text, only=ONLY)


@pytest.mark.parametrize("version", ["20.3.4", "24.2", "26.3"])
def test_pip_stores_it_so(version: str):
    stored = {
        ("no-cache-dir", "false"): False,
        ("no-cache-dir", "yes"): False,
        ("no-build-isolation", "yes"): 1,
        ("no-build-isolation", "no"): 0,
        ("no-user", "yes"): 1,
        ("no-compile", "no"): 0,
        ("compile", "no"): 0,
    }
    answers = ask_pip(version, [("install", key, value) for key, value in stored])
    assert [answer.value for answer in answers] == list(stored.values())


def test_fixes():
    check_fix(
        "[global]\nno-build-isolation: yes\n",
        "[global]\nno-build-isolation: no\n",
        rule=RULE,
        title="Write 'no'",
    )
    check_fix("[global]\nno-cache-dir = no\nquiet=1\n", "[global]\nquiet=1\n", rule=RULE, title="Remove")
    check_fix(
        "[global]\nno-cache-dir = no\n", "[global]\nno-cache-dir = yes\n", rule=RULE, title="Write 'yes'"
    )


def test_a_flag_with_a_plain_form_gets_that():
    check_fix(
        "[install]\nno-compile = no\n", "[install]\ncompile = no\n", rule=RULE, title="Rename it to 'compile'"
    )
