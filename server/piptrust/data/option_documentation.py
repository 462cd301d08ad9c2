"""What each option does, in our own words: ``option_documentation.md``, read when somebody first asks.

Each further language has a page of its own, ``option_documentation.<language>.md``, with the same headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from piptrust.data.options import Option
from piptrust.locale import SOURCE_LANGUAGE, language

_HEADING = re.compile(r"## (?P<key>[a-z0-9-]+)(?: \((?P<commands>[a-z, ]+)\))?")


def documentation_of(option: Option) -> str | None:
    """Markdown on an option, as the commands that have it in this form take it; None where there is none.

    It is in the language in force.
    """
    texts = _documentation(language())
    for command in option.commands:
        text = texts.get((option.keys[0], command))
        if text is not None:
            return text
    return texts.get((option.keys[0], ""))


def documented(in_language: str = SOURCE_LANGUAGE) -> frozenset[tuple[str, str]]:
    """Every (key, command) that is documented; the command is empty for what holds for all others."""
    return frozenset(_documentation(in_language))


@lru_cache(maxsize=2)
def _documentation(in_language: str) -> Mapping[tuple[str, str], str]:
    name = "option_documentation" if in_language == SOURCE_LANGUAGE else f"option_documentation.{in_language}"
    text = Path(__file__).with_name(f"{name}.md").read_text(encoding="utf-8")
    found: dict[tuple[str, str], str] = {}
    for part in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        match = _HEADING.fullmatch(heading)
        if match is None:
            raise ValueError(f"no option's heading: {heading!r}")
        for command in (match.group("commands") or "").split(", "):
            found[match.group("key"), command] = body.strip()
    return found
