"""The comment silences the finding, and pip reads what it read before."""

from __future__ import annotations

import pytest

from piptrust.engine.finding import Offer
from piptrust.engine.fix import FixImpossible, build
from support.fixture import USER_CONF, applied, scene

REQUIREMENTS = "/project/requirements.txt"
SCHEME = "trusted-host-has-scheme"


def allow(text: str, rule: str, path: str) -> str:
    before = scene(text, path)
    found = next(f for f in before.findings() if f.rule == rule)
    changes = build(Offer("allow-finding", ""), found, before.view(), before.disk)
    after = applied(before, changes)[path].decode()
    again = scene(after, path)
    assert len([f for f in again.findings() if f.rule == rule]) < len(
        [f for f in before.findings() if f.rule == rule]
    )
    values = [(s.section, s.key, s.value) for s in before.document.settings]
    assert [(s.section, s.key, s.value) for s in again.document.settings] == values
    return after


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[global]\ntrusted-host = https://a.example\n",
            f"[global]\n# piptrust: allow[{SCHEME}]\ntrusted-host = https://a.example\n",
        ),
        (
            "[global]\r\ntrusted-host =\r\n  b.example\r\n  https://a.example\r\n",
            f"[global]\r\ntrusted-host =\r\n  b.example\r\n# piptrust: allow[{SCHEME}]\r\n  https://a.example\r\n",
        ),
    ],
)
def test_pip_conf_knows_comments_of_their_own_line_only(text, expected):
    assert allow(text, SCHEME, USER_CONF) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "x\n--trusted-host https://a.example",
            f"x\n--trusted-host https://a.example  # piptrust: allow[{SCHEME}]",
        ),
        (
            "--trusted-host https://a.example  # why\n",
            f"--trusted-host https://a.example  # why  # piptrust: allow[{SCHEME}]\n",
        ),
        (
            "--trusted-host \\\n  https://a.example\n",
            f"# piptrust: allow[{SCHEME}]\n--trusted-host \\\n  https://a.example\n",
        ),
    ],
)
def test_requirements_files(text, expected):
    assert allow(text, SCHEME, REQUIREMENTS) == expected


def test_what_is_about_the_whole_file_is_allowed_for_the_whole_file():
    text = "# -*- coding: ascii -*-\nx\n"
    made = scene(text, REQUIREMENTS)
    from piptrust.engine.finding import Finding, Severity
    from piptrust.text.span import Span

    found = Finding("any-rule", made.uri, Span(0, 0), "", Severity.ERROR)
    changes = build(Offer("allow-finding", ""), found, made.view(), made.disk)
    assert applied(made, changes)[REQUIREMENTS].decode() == (
        "# -*- coding: ascii -*-\n# piptrust: allow-file[any-rule]\nx\n"
    )


def test_a_comment_cannot_be_allowed():
    from piptrust.engine.finding import Finding, Severity
    from piptrust.text.span import Span

    made = scene("x\n# comment\n", REQUIREMENTS)
    found = Finding("any-rule", made.uri, Span(2, 5), "", Severity.ERROR)
    with pytest.raises(FixImpossible, match="no comment can allow it"):
        build(Offer("allow-finding", ""), found, made.view(), made.disk)
