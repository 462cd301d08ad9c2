"""What each option does, in our own words: ``option_documentation.md``, read when somebody first asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from piptrust.data.options import Option

_HEADING = re.compile(r"## (?P<key>[a-z0-9-]+)(?: \((?P<commands>[a-z, ]+)\))?")


def documentation_of(option: Option) -> str | None:
    """Markdown on an option, as the commands that have it in this form take it; None where there is none."""
    for command in option.commands:
        text = _documentation().get((option.keys[0], command))
        if text is not None:
            return text
    return _documentation().get((option.keys[0], ""))


def documented() -> frozenset[tuple[str, str]]:
    """Every (key, command) that is documented; the command is empty for what holds for all others."""
    return frozenset(_documentation())


@lru_cache(maxsize=1)
def _documentation() -> Mapping[tuple[str, str], str]:
    text = Path(__file__).with_name("option_documentation.md").read_text(encoding="utf-8")
    found: dict[tuple[str, str], str] = {}
    for part in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        match = _HEADING.fullmatch(heading)
        if match is None:
            raise ValueError(f"no option's heading: {heading!r}")
        for command in (match.group("commands") or "").split(", "):
            found[match.group("key"), command] = body.strip()
    return found
