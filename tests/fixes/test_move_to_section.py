from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from piptrust.engine.edits.sections import move_entries
from piptrust.engine.fix import FixImpossible, build
from piptrust.parse.pip_conf import PipConf, parse_pip_conf
from piptrust.text.edit import apply_edits
from support.config_fix import check_config_fix
from support.fixture import offers_of, scene
from support.pip_loader import installed_loader

RULE = "option-not-in-command"
SHA = {"hash.algorithm": "sha512"}


@pytest.mark.parametrize(
    ("before", "after", "reads"),
    [
        ("[list]\nalgorithm = sha512\n", "[hash]\nalgorithm = sha512\n", SHA),
        ("[list]\nalgorithm = sha512", "[hash]\nalgorithm = sha512\n", SHA),
        (
            "[list]\nalgorithm = sha512\nquiet = 1",
            "[list]\nquiet = 1\n\n[hash]\nalgorithm = sha512\n",
            {**SHA, "list.quiet": "1"},
        ),
        (
            "[hash]\n[list]\nquiet = 1\n# as the registry wants it\nalgorithm = sha512\n# end\n",
            "[hash]\n# as the registry wants it\nalgorithm = sha512\n[list]\nquiet = 1\n# end\n",
            {**SHA, "list.quiet": "1"},
        ),
        (
            "[hash]\n\tquiet = 1\n\n[list]\n  algorithm =\n    sha512\n",
            "[hash]\n\tquiet = 1\n\talgorithm =\n\t  sha512\n",
            {"hash.algorithm": "\nsha512", "hash.quiet": "1"},
        ),
        (
            "[list]\n    algorithm = sha512\n  [hash]\n  quiet = 1\n  [wheel]\n",
            "[list]\n  [hash]\n  quiet = 1\n  algorithm = sha512\n  [wheel]\n",
            {**SHA, "hash.quiet": "1"},
        ),
    ],
)
def test_where_the_entry_goes(before: str, after: str, reads: dict[str, str]):
    check_config_fix(before.encode(), after, rule=RULE, title="Move", reads=reads)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_stay(newline: str):
    check_config_fix(
        f"[list]{newline}quiet = 1{newline}algorithm = sha512".encode(),
        f"[list]{newline}quiet = 1{newline}{newline}[hash]{newline}algorithm = sha512{newline}",
        rule=RULE,
        title="Move",
        reads={**SHA, "list.quiet": "1"},
    )


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ("[list]\nalgorithm = sha1\n[hash]\nalgorithm = sha256\n", "sets 'algorithm' already"),
        ("[list]\nquiet = 1\n", "has changed"),
        ("[list]\nalgorithm = sha1\n[list]\n", "cannot read this file"),
    ],
)
def test_what_cannot_be_done_any_more(now: str, reason: str):
    finding, offer = offers_of(scene("[list]\nalgorithm = sha512\n"), RULE)[0]
    changed = scene(now)
    with pytest.raises(FixImpossible, match=reason):
        build(offer, finding, changed.view(), changed.disk)


LINES = st.lists(
    st.sampled_from(
        [
            "# c",
            "  ; c",
            "",
            "   ",
            "a = 1",
            "  a = 1",
            "\tb: 2",
            "b =",
            "  more",
            "    deeper",
            "c = x\n  y",
            " c=3",
        ]
    ),
    max_size=5,
)


@settings(max_examples=200, deadline=None)
@given(LINES, LINES, LINES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.sampled_from(["", " ", "\t"]))
def test_pip_reads_the_same_values_elsewhere(
    first: list[str], second: list[str], third: list[str], newline: str, ended: bool, indent: str
):
    """Whatever stands around: the moved key alone changes its section, and no value changes."""
    lines = ["[one]", *first, indent + "[two]", *second, indent + "[three]", *third]
    text = "\n".join(lines).replace("\n", newline) + (newline if ended else "")
    before = installed_loader().load(text.encode())
    document = parse_pip_conf("file:///pip.conf", text)
    assert isinstance(document.structure, PipConf)
    assume(before.error is None and document.settings)
    for setting in document.settings:
        for target in ("one", "two", "four"):
            try:
                edits = move_entries(document, document.structure, [setting], target)
            except FixImpossible:
                continue
            after = installed_loader().load(apply_edits(text, edits).encode())
            wanted = dict(before.values)
            wanted[f"{target}.{setting.key}"] = wanted.pop(f"{setting.section}.{setting.key}")
            assert (after.error, dict(after.values)) == (None, wanted), (setting, target)
