"""Whatever stands in a configuration file: the rules answer, and no fix makes pip refuse what it took."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.engine.analyze import INTERNAL_ERROR
from piptrust.engine.fix import FixImpossible, build
from support.fixture import applied, scene
from support.pip_loader import installed_loader

RULES = {
    "invalid-value",
    "option-not-in-command",
    "option-reaches-one-command",
    "option-takes-over-pip",
    "unknown-option",
    "unknown-section",
    "value-has-no-effect",
    "value-inverted",
}
SECTIONS = [
    "global",
    "Global",
    " global ",
    "install",
    "list",
    "hash",
    "tool.pip",
    "DEFAULT",
    "nonsense",
    ":env:",
]
KEYS = [
    "cert",
    "PIP_CERT",
    "ca-cert",
    "trusted-hosts",
    "format",
    "algorithm",
    "timeout",
    "no-user",
    "i",
    "index",
]
VALUES = [
    "",
    "yes",
    "no",
    "10s",
    "json",
    "xml",
    "yes # why",
    '"yes"',
    "\n  a\n  # b\n  c",
    "http://u:p@a.example",
]
LINES = st.one_of(
    st.builds("[{}]".format, st.sampled_from(SECTIONS)),
    st.builds(
        "{}{} = {}".format, st.sampled_from(["", "  ", "\t"]), st.sampled_from(KEYS), st.sampled_from(VALUES)
    ),
    st.sampled_from(["# a comment", "", "  ; another"]),
    st.text(max_size=12),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=10), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_file(lines: list[str], newline: str, ended: bool):
    text = newline.join(["[global]", *lines]) + (newline if ended else "")
    result = scene(text.encode("utf-8", "replace"))
    pip_took_it = installed_loader().load(text.encode("utf-8", "replace")).error is None
    for finding in result.findings():
        assert finding.rule != INTERNAL_ERROR, text
        for offer in finding.offers:
            if finding.rule not in RULES or offer.disabled:
                continue
            try:
                changes = build(offer, finding, result.view(), result.disk)
            except FixImpossible:
                continue
            (content,) = applied(result, changes).values()
            if pip_took_it:
                assert installed_loader().load(content).error is None, (offer, content)
