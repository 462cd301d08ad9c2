"""When an option is reported that stands twice in a section, and what is offered."""

from __future__ import annotations

import pytest

from support.config_fix import titles_of
from support.fixture import check_findings

RULE = "config-duplicate-option"


def test_every_repetition_is_flagged_and_points_to_the_first():
    scene = check_findings(
        """
        [global]
        cert = /a.pem
        timeout = 3
        cert = /b.pem
        ^^^^ error[config-duplicate-option]
        CERT = /c.pem
        ^^^^ error[config-duplicate-option]
        [install]
        cert = /d.pem
        """,
        only=[RULE],
    )
    for finding in scene.findings():
        if finding.rule == RULE:
            assert [scene.document.source(r.span) for r in finding.related] == ["cert"]
            assert "in line 2 already" in finding.message


@pytest.mark.parametrize("second", ["index_url", "--index-url"])
def test_spellings_of_one_key_are_one_key_since_26_3(second: str):
    carets = "^" * len(second)
    check_findings(
        f"[global]\nindex-url = a\n{second} = b\n{carets} error[config-duplicate-option]\n", only=[RULE]
    )
    scene = check_findings(
        f"[global]\nindex-url = a\n{second} = b\n{carets} warning[config-duplicate-option]\n",
        only=[RULE],
        pip="26.2.1",
    )
    (finding,) = (f for f in scene.findings() if f.rule == RULE)
    assert finding.message.startswith("pip 26.2.1 takes this value")


@pytest.mark.parametrize(
    "text",
    [
        "[global]\ncert = a\n[install]\ncert = b\n",
        "[global]\ncert = a\n  cert = b\n",
        "[global]\n# cert = a\ncert = b\n",
        "[global]\n = a\n = b\n",
        "cert = a\ncert = b\n",
    ],
)
def test_what_pip_does_not_take_for_a_repetition_is_not_flagged(text: str):
    check_findings(text, only=[RULE])


def test_a_key_in_both_parts_of_a_section_that_stands_twice_is_flagged():
    check_findings(
        """
        [global]
        cert = a
        [global]
        cert = b
        ^^^^ error[config-duplicate-option]
        """,
        only=[RULE],
    )


@pytest.mark.parametrize(
    ("values", "titles"),
    [
        (("cert = a", "cert = b"), ["Keep this setting, remove line 2", "Keep line 2, remove this setting"]),
        (("cert = a", "cert: a"), ["Remove this repetition of line 2"]),
        (
            ("trusted-host = a", "trusted-host = b"),
            [
                "Add these values to line 2",
                "Keep this setting, remove line 2",
                "Keep line 2, remove this setting",
            ],
        ),
    ],
)
def test_what_is_offered(values: tuple[str, str], titles: list[str]):
    assert titles_of("[global]\n" + "\n".join(values), RULE) == titles
