from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from piptrust.engine.fix import FixImpossible, build
from piptrust.parse.pip_conf import parse_pip_conf
from support.config_fix import check_config_fix
from support.fixture import findings_of, offers_of, scene
from support.pip_loader import installed_loader

RULE = "unknown-option"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[global]\nzzz = 1\ncert = /a\n", "[global]\ncert = /a\n"),
        ("[global]\ncert = /a\nzzz = 1", "[global]\ncert = /a\n"),
        ("[global]\n# why\nzzz = 1\n  2\n  # inside\n\n  3\ncert = /a\n", "[global]\n# why\ncert = /a\n"),
        ("[global]\n  zzz: 1\n  cert = /a\n\n", "[global]\n  cert = /a\n\n"),
        ("[global]\n  cert = /a\n zzz = ü🐍\n cache-dir = b\n", "[global]\n  cert = /a\n cache-dir = b\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_entry_goes_and_all_else_stays(before: str, after: str, newline: str):
    reads = {"global.cert": "/a", **({"global.cache-dir": "b"} if "cache-dir" in before else {})}
    check_config_fix(
        before.replace("\n", newline).encode(),
        after.replace("\n", newline),
        rule=RULE,
        title="Remove 'zzz'",
        reads=reads,
    )


def test_an_entry_that_has_changed_is_left_alone():
    ((_, offer),) = offers_of(scene("[global]\nzzz = 1\n"), RULE)
    changed = scene("[global]\ncert = 1\n")
    (finding,) = findings_of(scene("[global]\nzzz = 1\n"), RULE)
    with pytest.raises(FixImpossible, match="has changed"):
        build(offer, finding, changed.view(), changed.disk)


LINE = st.sampled_from(
    [
        "# c",
        "  ; c",
        "",
        "a = 1",
        "  a = 1",
        "\tb: 2",
        "b =",
        "  more",
        "[two]",
        " [three]",
        "c = x\n  # y\n  z",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, max_size=9), st.booleans())
def test_no_other_value_changes(lines: list[str], ended: bool):
    text = "\n".join(["[one]", *lines]) + ("\n" if ended else "")
    before = installed_loader().load(text.encode())
    document = parse_pip_conf("file:///pip.conf", text)
    assume(before.error is None and document.settings)
    for setting in document.settings:
        left = text[: setting.span.start] + text[setting.span.end :]
        wanted = [value for value in before.values if value[0] != f"{setting.section}.{setting.key}"]
        after = installed_loader().load(left.encode())
        assert (after.error, list(after.values)) == (None, wanted), setting
