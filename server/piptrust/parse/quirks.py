"""Where versions differ in how they read files, as data with the evidence."""

from __future__ import annotations

from piptrust.text.records import dataclass


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
LEGACY_REQUIREMENTS = Quirk(
    "requirements may ask for versions of any form, such as '>=2-final', but may not end in a comma",
    since=None,
    until=(24, 1),
    evidence="pip 24.0 _vendor/packaging 21.3 requirements.py; pip 24.1 vendors packaging 24.1",
)
EXTRAS_AFTER_VERSION_STOP_PIP = Quirk(
    "'foo==1.0[bar]' is refused; before, the brackets were taken for a part of the version",
    since=(21, 0),
    until=None,
    evidence="pip 21.0 req/constructors.py:parse_req_from_line, 'Extras after version'",
)
REQUIREMENT_ERRORS_SAY_WHY = Quirk(
    "the message for an invalid requirement ends in packaging's reason",
    since=(24, 1),
    until=None,
    evidence="pip 24.1 req/constructors.py:parse_req_from_line, '{req_as_string!r}: {exc}'; 24.0 without exc",
)
SCHEME_BY_URLSPLIT = Quirk(
    "a requirement is a URL if urlsplit finds a known scheme; before, whatever stood before the first colon",
    since=(24, 1),
    until=None,
    evidence="pip 24.1 vcs/versioncontrol.py:is_url; pip 24.0 utils/urls.py:get_url_scheme",
)
EGG_MUST_BE_A_NAME = Quirk(
    "a URL's egg fragment that is no project name stops pip",
    since=(26, 0),
    until=None,
    evidence="pip 26.0 models/link.py:Link._egg_fragment raises InvalidEggFragment; 25.3 warns",
)
EDITABLE_BY_NAME_AND_URL = Quirk(
    "'-e name @ git+https://…' is understood",
    since=(25, 3),
    until=None,
    evidence="pip 25.3 req/constructors.py:_parse_direct_url_editable",
)
EDITABLE_OPTION_MARKS_REQUIREMENT = Quirk(
    "'name -e other' makes an editable requirement of the name; before, -e was ignored there",
    since=(25, 0),
    until=None,
    evidence="pip 25.0 req/req_file.py:ParsedLine.is_editable; 24.3 ParsedLine.__init__ looks at args first",
)
CONSTRAINTS_ARE_CHECKED = Quirk(
    "constraints with extras, editable ones and ones without a name stop pip",
    since=(20, 3),
    until=None,
    evidence="pip 20.3 resolution/resolvelib/resolver.py: check_invalid_constraint_type, the default since",
)
CONSTRAINTS_MAY_BE_LINKS = Quirk(
    "a constraint may be a URL if it has a name",
    since=(21, 1),
    until=None,
    evidence="pip 21.1 req/req_install.py:check_invalid_constraint_type; 21.0: 'Links are not allowed'",
)
WHEEL_NAMES_BY_PACKAGING = Quirk(
    "a wheel's file name is read by packaging alone; before, by a laxer expression of pip's own",
    since=(25, 3),
    until=None,
    evidence="pip 25.3 models/wheel.py:Wheel.__init__; 25.2 falls back to Wheel.legacy_wheel_file_re",
)
INCLUDE_CYCLES_ARE_FOUND = Quirk(
    "a file that includes itself is reported; before, pip ended in a RecursionError",
    since=(24, 3),
    until=None,
    evidence="pip 24.3 req/req_file.py:_parse_and_recurse",
)
NO_INDEX_IS_FINAL = Quirk(
    "--no-index cannot be undone by a later --index-url",
    since=(22, 3),
    until=None,
    evidence="pip 22.3 req/req_file.py:handle_option_line",
)
