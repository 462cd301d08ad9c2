"""Whether pip can make a requirement of a line's text, as far as the text alone decides.

pip 26.3, ``req/constructors.py``: ``parse_req_from_line`` and ``parse_editable``. What depends on files (a name
that may be a folder) is left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_VCS_SCHEMES = frozenset(
    f"{vcs}{transport}"
    for vcs, transports in {
        "git": ("+http", "+https", "+ssh", "+git", "+file"),
        "hg": ("+file", "+http", "+https", "+ssh", "+static-http"),
        "svn": ("+ssh", "+http", "+https", "+svn", "+file"),
        "bzr": ("+http", "+https", "+ssh", "+sftp", "+ftp", "+lp", "+file"),
    }.items()
    for transport in transports
) | {"ssh", "git", "hg", "bzr", "sftp", "svn"}
_URL_SCHEMES = frozenset({"http", "https", "file", "ftp"}) | _VCS_SCHEMES
_ARCHIVE = re.compile(
    r"\.(?:zip|whl|tar\.bz2|tbz|tar\.gz|tgz|tar|tar\.xz|txz|tlz|tar\.lz|tar\.lzma)$", re.IGNORECASE
)
_OPERATORS = ("~=", "==", "!=", "<=", ">=", "<", ">", "===")


@dataclass(frozen=True)
class Verdict:
    """What pip makes of a requirement's text.

    Attributes:
        name: the project's name, or None where the text does not give one (a URL, a path) or is wrong.
        extras: whether extras are asked for.
        error: pip's message, or None where pip accepts the text or files decide.
        hint: what pip adds to its message, or "".
    """

    name: str | None = None
    extras: bool = False
    error: str | None = None
    hint: str = ""


def check_requirement(text: str) -> Verdict:
    """The verdict on a requirement that is not editable."""
    from packaging.markers import InvalidMarker, Marker
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        is_url = urlsplit(text).scheme in _URL_SCHEMES
    except ValueError as error:
        return Verdict(error=str(error))
    name, separator, marker = text.partition("; " if is_url else ";")
    name = name.strip()
    if separator and marker.strip():
        try:
            Marker(marker.strip())
        except InvalidMarker as error:
            return Verdict(error=f"Invalid requirement: {name!r}: {error}")
    if is_url:
        return Verdict()
    try:
        requirement = Requirement(name)
    except InvalidRequirement as error:
        if "/" in name or "\\" in name or name.startswith(".") or _ARCHIVE.search(name):
            return Verdict()
        wrong_operator = "=" in name and not any(o in name for o in _OPERATORS)
        hint = "= is not a valid operator. Did you mean == ?" if wrong_operator else ""
        return Verdict(error=f"Invalid requirement: {name!r}: {error}", hint=hint)
    except RecursionError:
        return Verdict()
    return Verdict(requirement.name, bool(requirement.extras))


def check_editable(text: str) -> Verdict:
    """The verdict on what stands behind ``-e``."""
    try:
        scheme = urlsplit(text).scheme
    except ValueError as error:
        return Verdict(error=str(error))
    if scheme in {"http", "https", "ftp"}:
        return Verdict(
            error=f"{text} is not a valid editable requirement. It should either be a path to a local project "
            "or a VCS URL"
        )
    return Verdict()
