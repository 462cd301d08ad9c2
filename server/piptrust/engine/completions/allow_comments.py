"""Rules in a comment that allows them: ``# piptrust: allow[…]``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.completions.item import About, Item, ItemKind, Slot
from piptrust.engine.rule import all_rules
from piptrust.engine.view import View

_RULES = re.compile(
    r".*[#;][ \t]*piptrust:[ \t]*allow(?:-file)?\[(?:[^\]]*,)?[ \t]*(?P<typed>[a-z0-9-]*)", re.DOTALL
)


def allow_comments(view: View, slot: Slot, before: str) -> Iterator[Item]:
    """The rules that speak of such files. Nothing is offered in any other comment."""
    match = _RULES.fullmatch(before)
    if match is None:
        return
    start = slot.caret - len(match["typed"])
    end = slot.caret
    while end < len(view.document.text) and view.document.text[end] in "abcdefghijklmnopqrstuvwxyz-":
        end += 1
    here = Slot(start, slot.caret, end, match["typed"])
    for rule in all_rules():
        if view.document.kind in rule.kinds:
            yield Item(rule.id, ItemKind.RULE, here, rule.id, about=About("rule", (rule.id,)), commit="]")
