"""Fixes of configuration files, checked by the text they give and by what pip's own loader then reads."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from support.fixture import applied, changes_of, scene
from support.pip_loader import installed_loader


def check_config_fix(
    before: str | bytes,
    after: str,
    *,
    rule: str,
    title: str = "",
    reads: Mapping[str, str],
    **context: object,
) -> None:
    """Asserts that the fix turns ``before`` into ``after``, in which pip finds the values ``reads``.

    Text is dedented; bytes are taken as they are, and ``after`` then too. Keys are ``section.key``.
    """
    raw = isinstance(before, bytes)
    text = before if isinstance(before, bytes) else textwrap.dedent(before).lstrip("\n")
    result = scene(text, **context)
    (content,) = applied(result, changes_of(result, rule, title)).values()
    assert content.decode() == (after if raw else textwrap.dedent(after).lstrip("\n"))
    loaded = installed_loader().load(content)
    assert (loaded.error, dict(loaded.values)) == (None, dict(reads))


def titles_of(text: str | bytes, rule: str, **context: object) -> list[str]:
    """The titles of what the rule offers for the file."""
    found = scene(text, **context).findings()
    return [offer.title for finding in found if finding.rule == rule for offer in finding.offers]
