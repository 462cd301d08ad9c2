from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible, build
from support.config_fix import check_config_fix
from support.fixture import offers_of, scene

RULE = "unknown-option"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[global]\n PIP_CERT\t:  /a\n", "[global]\n cert\t:  /a\n"),
        ("[global]\r\nca-cert = /a\r\n  # c\r\n", "[global]\r\ncert = /a\r\n  # c\r\n"),
        ("[global]\rcerts=/a", "[global]\rcert=/a"),
        ("# 🐍\n[global]\nca_file = /a\n", "# 🐍\n[global]\ncert = /a\n"),
    ],
)
def test_only_the_key_changes(before: str, after: str):
    check_config_fix(before.encode(), after, rule=RULE, title="Rename", reads={"global.cert": "/a"})


def test_a_value_of_several_lines_stays():
    check_config_fix(
        "[global]\nfind-link =\n    a\n    # b\n    c\n",
        "[global]\nfind-links =\n    a\n    # b\n    c\n",
        rule=RULE,
        title="Rename",
        reads={"global.find-links": "\na\nc"},
    )


def test_a_duplicate_that_came_later_is_not_made():
    finding, offer = offers_of(scene("[global]\nca-cert = /a\n"), RULE)[0]
    changed = scene("[global]\nca-cert = /a\ncert = /b\n")
    with pytest.raises(FixImpossible, match="sets 'cert' already"):
        build(offer, finding, changed.view(), changed.disk)
