from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.config_fix import check_config_fix
from support.fixture import changes_of, scene

RULE = "config-parse-error"
CONFLICT = """
[global]
<<<<<<< HEAD
cert = /a.pem
=======
cert = /b.pem
proxy = c
>>>>>>> feature: b
timeout = 3
"""


@pytest.mark.parametrize(
    ("title", "kept", "reads"),
    [
        ("above", "cert = /a.pem\n", {"global.cert": "/a.pem"}),
        ("below", "cert = /b.pem\nproxy = c\n", {"global.cert": "/b.pem", "global.proxy": "c"}),
    ],
)
def test_one_side_is_kept(title: str, kept: str, reads: dict[str, str]):
    after = f"[global]\n{kept}timeout = 3\n"
    check_config_fix(CONFLICT, after, rule=RULE, title=title, reads={**reads, "global.timeout": "3"})


@pytest.mark.parametrize(("title", "kept"), [("above", "a"), ("below", "c")])
def test_the_common_base_goes_in_any_case(title: str, kept: str):
    sides = [f"[global]\r\ncert = {value}\r\n" for value in "abc"]
    before = f"<<<<<<< x\r\n{sides[0]}||||||| base\r\n{sides[1]}=======\r\n{sides[2]}>>>>>>> y"
    check_config_fix(
        before.encode(), f"[global]\r\ncert = {kept}\r\n", rule=RULE, title=title, reads={"global.cert": kept}
    )


@pytest.mark.parametrize("rest", ["=======\n", ">>>>>>> x\n", "<<<<<<< a\n=======\n>>>>>>> b\n", ""])
def test_markers_that_do_not_fit_together_are_left(rest: str):
    result = scene(f"[global]\n<<<<<<< HEAD\ncert = a\n{rest}")
    with pytest.raises(FixImpossible, match="not complete"):
        changes_of(result, RULE, "above")
