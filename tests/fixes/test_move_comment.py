from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.fixture import USER_CONF, scene
from support.offered import built, place
from support.pip_reads import configured


@pytest.mark.parametrize(
    ("before", "comment", "after"),
    [
        (
            "[global]\ntrusted-host = a.example\t# ours: b.example\npre = 1\n",
            "# ours: b.example",
            "[global]\n# ours: b.example\ntrusted-host = a.example\npre = 1\n",
        ),
        (
            "[global]\r\ntrusted-host =\r\n    a.example ; é𝔘\r\n    b.example",
            "; é𝔘",
            "[global]\r\ntrusted-host =\r\n    ; é𝔘\r\n    a.example\r\n    b.example",
        ),
        (
            "[global]\n  index-url = https://a.example/simple # ours",
            "# ours",
            "[global]\n  # ours\n  index-url = https://a.example/simple",
        ),
        ("[global]\ntrusted-host = # none\n", "# none", "[global]\n# none\ntrusted-host =\n"),
    ],
)
def test_pip_reads_the_value_without_it(before: str, comment: str, after: str):
    machine = scene(before)
    content = built(machine, "move-comment", place(machine, comment))[USER_CONF]
    assert content.decode() == after
    wanted = {key: value.replace(comment, "").split() for key, value in configured(before).items()}
    assert {key: value.split() for key, value in configured(content).items()} == wanted


def test_what_is_no_comment_any_more():
    machine = scene("[global]\ntrusted-host = a.example b\n    # own line\n    c\n")
    with pytest.raises(FixImpossible, match="changed"):
        built(machine, "move-comment", place(machine, "b"))
    with pytest.raises(FixImpossible, match="line of its own"):
        built(machine, "move-comment", place(machine, "# own line"))
