from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible, build
from support.config_fix import check_config_fix
from support.fixture import offers_of, scene

RULE = "unknown-section"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[Global]  ; junk\r\ncert = /a\r\n", "[global]  ; junk\r\ncert = /a\r\n"),
        ("[ global ]\ncert = /a", "[global]\ncert = /a"),
        ("# 🐍\n  [GLOBAL]\n  cert = /a\n", "# 🐍\n  [global]\n  cert = /a\n"),
        ("[tool.pip]\rcert = /a\r", "[global]\rcert = /a\r"),
    ],
)
def test_the_name_changes(before: str, after: str):
    check_config_fix(before.encode(), after, rule=RULE, reads={"global.cert": "/a"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "[global]\nproxy = p\n\n[Global]\ncert = /a\n",
            "[global]\nproxy = p\ncert = /a\n",
        ),
        (
            "[Global]\n# mine\ncert = /a\n\n\n[global]\nproxy = p\n# end\n",
            "[global]\nproxy = p\n# mine\ncert = /a\n# end\n",
        ),
        (
            "[global]\n  proxy = p\n[Global]\ncert =\n  /a\n[list]\n",
            "[global]\n  proxy = p\n  cert =\n    /a\n[list]\n",
        ),
        (
            "[Global]\n# about the section\n\ncert = /a\n[global]\nproxy = p",
            "[Global]\n# about the section\n\n[global]\nproxy = p\ncert = /a\n",
        ),
    ],
)
def test_entries_join_the_section_that_is_there(before: str, after: str):
    value = "\n/a" if "\n  /a" in before else "/a"
    check_config_fix(
        before, after, rule=RULE, title="Move", reads={"global.proxy": "p", "global.cert": value}
    )


def test_two_entries_keep_their_order():
    check_config_fix(
        "[global]\nproxy = p\n[Global]\nretries = 1\ncert = /a\n",
        "[global]\nproxy = p\nretries = 1\ncert = /a\n",
        rule=RULE,
        reads={"global.proxy": "p", "global.retries": "1", "global.cert": "/a"},
    )


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ("[globol]\ncert = /a\n", "has changed"),
        ("[Global]\ncert = /a\n[global]\ncert = /b\n", "sets 'cert' already"),
        ("[Global]\ncert = /a\n[global]\nproxy = p\nproxy = q\n", "cannot read this file"),
    ],
)
def test_what_cannot_be_done_any_more(now: str, reason: str):
    finding, offer = offers_of(scene("[Global]\ncert = /a\n"), RULE)[0]
    changed = scene(now)
    with pytest.raises(FixImpossible, match=reason):
        build(offer, finding, changed.view(), changed.disk)
