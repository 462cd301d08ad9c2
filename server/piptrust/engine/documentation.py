"""Where the page of a rule can be read."""

from __future__ import annotations

from functools import cache

from piptrust.engine.rule_page import rule_page
from piptrust.text.uri import path_to_uri


@cache
def documentation_uri(rule_id: str) -> str | None:
    """The ``file:`` URI of the rule's page as it was installed; None where it is no file (in a zipapp)."""
    page = rule_page(rule_id)
    return None if page is None else path_to_uri(str(page))
