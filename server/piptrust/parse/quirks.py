"""Where versions differ in how they read files, as data with the evidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Quirk:
    """One behaviour and the versions that have it.

    Attributes:
        name: what it is.
        since: the first version with it, or None for "always".
        until: the first version without it, or None for "still".
        evidence: where it can be seen.
        of: whose versions are meant.
    """

    name: str
    since: tuple[int, ...] | None
    until: tuple[int, ...] | None
    evidence: str
    of: str = "pip"

    def holds(self, version: tuple[int, ...] | None) -> bool:
        """Whether ``version`` behaves so; None means a current one."""
        if version is None:
            return self.until is None
        return (self.since is None or version >= self.since) and (self.until is None or version < self.until)


CASE_AND_DASHES_MAKE_DUPLICATES = Quirk(
    "keys that differ in dashes and underscores are duplicates",
    since=(26, 3),
    until=None,
    evidence="pip 26.3 configuration.py:_RawConfigParser.optionxform; before, only the case is folded by "
    "RawConfigParser.optionxform and _normalized_keys lets the last one win",
)
GREEDY_SECTION_HEADER = Quirk(
    "a section's name runs to the last closing bracket of its line",
    since=(3, 10),
    until=None,
    evidence="Lib/configparser.py:RawConfigParser._SECT_TMPL, '.+' since 3.10, '[^]]+' in 3.9",
    of="Python",
)
REQUIREMENTS_ARE_UTF8 = Quirk(
    "a requirements file without mark or coding comment is UTF-8, and the locale's codec only if that fails",
    since=(25, 0),
    until=None,
    evidence="pip 25.0 req/req_file.py:_decode_req_file; before, the locale's codec in "
    "utils/encoding.py:auto_decode",
)
UTF16_MARK_BEFORE_UTF32 = Quirk(
    "the byte order mark of UTF-32 is taken for that of UTF-16, which it starts with",
    since=None,
    until=(25, 0),
    evidence="pip 24.2 utils/encoding.py:BOMS; pip 25.0 req/req_file.py:BOMS has the longer marks first",
)
