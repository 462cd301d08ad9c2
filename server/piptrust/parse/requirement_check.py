"""Whether pip can make a requirement of a line's text, as far as the text alone decides.

pip 26.3, ``req/constructors.py``: ``parse_req_from_line`` and ``parse_editable``. What depends on files (a
name that may be a folder) is left open.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from piptrust.parse.pip_version import PipVersion
from piptrust.parse.quirks import (
    EDITABLE_BY_NAME_AND_URL,
    EGG_MUST_BE_A_NAME,
    EXTRAS_AFTER_VERSION_STOP_PIP,
    LEGACY_REQUIREMENTS,
    REQUIREMENT_ERRORS_SAY_WHY,
    SCHEME_BY_URLSPLIT,
    WHEEL_NAMES_BY_PACKAGING,
)
from piptrust.text.records import dataclass

if TYPE_CHECKING:
    from packaging.requirements import Requirement

_TRANSPORTS = {
    "bzr": ("http", "https", "ssh", "sftp", "ftp", "lp", "file"),
    "git": ("http", "https", "ssh", "git", "file"),
    "hg": ("file", "http", "https", "ssh", "static-http"),
    "svn": ("ssh", "http", "https", "svn", "file"),
}
_VCS_SCHEMES = frozenset(f"{vcs}+{transport}" for vcs, names in _TRANSPORTS.items() for transport in names)
_URL_SCHEMES = frozenset({"http", "https", "file", "ftp"}) | _VCS_SCHEMES
# pip 26.3, utils/filetypes.py:ARCHIVE_EXTENSIONS
_ARCHIVE = re.compile(
    r"\.(?:zip|whl|tar\.bz2|tbz|tar\.gz|tgz|tar|tar\.xz|txz|tlz|tar\.lz|tar\.lzma)$", re.IGNORECASE
)
_OPERATORS = ("~=", "==", "!=", "<=", ">=", "<", ">")
_EGG = re.compile(r"[#&]egg=([^&]*)")
# pip 26.3, models/link.py:Link._project_name_re
_PROJECT_NAME = re.compile(r"^([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])$", re.IGNORECASE)
# pip 25.2, models/wheel.py:Wheel.legacy_wheel_file_re
_LAX_WHEEL_NAME = re.compile(r"^[^\s-]+?-[^\s-]*?(-\d[^-]*?)?-[^\s-]+?-[^\s-]+?-[^\s-]+?(\.whl|\.dist-info)$")
_BLANKS = re.compile(r"\s+")
# What nearly every line looks like, and every pip takes. packaging need not be loaded to know.
_PLAIN_VERSION = r"(?:[=!<>]=|<|>) ?\d+(?:\.\d+)*"
_PLAIN_REQUIREMENT = re.compile(
    rf"([A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)(?: ?{_PLAIN_VERSION}(?: ?, ?{_PLAIN_VERSION})*)?", re.ASCII
)
_LEGACY_IDENTIFIER = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_LEGACY_SPECIFIER = r"(?:~=\s*v?[0-9][^,;\s)]*|===\s*[^\s;)]*|(?:[=!<>]=|<|>)\s*[^,;\s)]*)"
_LEGACY_SPECIFIERS = rf"{_LEGACY_SPECIFIER}(?:\s*,\s*{_LEGACY_SPECIFIER})*"
# packaging 21.3, requirements.py, put into one expression; without URLs, which are the same today.
_LEGACY_REQUIREMENT = re.compile(
    rf"\s*(?P<name>{_LEGACY_IDENTIFIER})\s*"
    rf"(?P<extras>\[\s*(?:{_LEGACY_IDENTIFIER}(?:\s*,\s*{_LEGACY_IDENTIFIER})*)?\s*\])?\s*"
    rf"(?:{_LEGACY_SPECIFIERS}|\(\s*{_LEGACY_SPECIFIERS}\s*\))?\s*"
)


@dataclass(frozen=True)
class Verdict:
    """What pip makes of a requirement's text.

    Attributes:
        name: the project's name, or None where the text gives none (a path, a bare URL) or is wrong.
        extras: whether extras are asked for.
        link: whether a URL says where the project comes from.
        error: pip's message, or None where pip accepts the text or files decide.
        hint: what pip adds to its message, or "".
        open: files decide whether pip accepts it.
    """

    name: str | None = None
    extras: bool = False
    link: bool = False
    error: str | None = None
    hint: str = ""
    open: bool = False


def check_requirement(text: str, pip_version: PipVersion | None) -> Verdict:
    """The verdict on a requirement that is not editable."""
    plain = _PLAIN_REQUIREMENT.fullmatch(text)
    if plain is not None:
        return Verdict(plain.group(1))
    return _check(text, pip_version)


def _check(text: str, pip_version: PipVersion | None) -> Verdict:
    from packaging.markers import InvalidMarker, Marker

    try:
        is_url = _is_url(text, pip_version)
        name, _, marker = (part.strip() for part in text.partition("; " if is_url else ";"))
        try:
            if marker:
                Marker(marker)
        except InvalidMarker as error:
            return Verdict(error=f"Invalid requirement: {name!r}: {error}")
        return _check_url(name, pip_version) if is_url else _check_name_or_path(name, pip_version)
    except RecursionError:
        return Verdict(open=True)
    except ValueError as error:
        # urlsplit refuses some URLs; the traceback that pip then shows ends in these words.
        return Verdict(error=str(error))


def check_editable(text: str, pip_version: PipVersion | None) -> Verdict:
    """The verdict on what stands behind ``-e``."""
    try:
        return _check_editable(text, pip_version)
    except RecursionError:
        return Verdict(open=True)
    except ValueError as error:
        return Verdict(error=str(error))


def _check_editable(text: str, pip_version: PipVersion | None) -> Verdict:
    from packaging.requirements import InvalidRequirement

    if EDITABLE_BY_NAME_AND_URL.holds(pip_version):
        try:
            direct = _requirement(text)
        except InvalidRequirement:
            pass
        else:
            if direct.url:
                return _check_editable_url(text, direct.url, direct.name, pip_version)
    url = text
    path, has_extras = _without_extras(text)
    if path.lower().startswith("file:"):
        _check_link(path, pip_version)
        return Verdict(link=True, extras=has_extras)
    if any(url.lower().startswith(f"{vcs}:") for vcs in _TRANSPORTS):
        url = f"{url.partition(':')[0].lower()}+{url}"
    if "://" not in url and urlsplit(url).scheme not in _VCS_SCHEMES:
        return Verdict(open=True)
    return _check_editable_url(text, url, None, pip_version)


def _check_editable_url(text: str, url: str, name: str | None, pip_version: PipVersion | None) -> Verdict:
    from packaging.requirements import InvalidRequirement

    egg = _check_link(url, pip_version)
    is_file = url.startswith("file:")
    if urlsplit(url).scheme not in _VCS_SCHEMES and not is_file:
        return Verdict(
            error=f"{text} is not a valid editable requirement. "
            "It should either be a path to a local project or a VCS URL."
        )
    name = name or egg
    if name is None and not is_file:
        return Verdict(error=f"Could not detect requirement name for '{text}', please specify one")
    if name is not None:
        try:
            name = _requirement(name).name
        except InvalidRequirement as error:
            return Verdict(error=_invalid(name, error, pip_version))
    return Verdict(name, link=True)


def _check_url(url: str, pip_version: PipVersion | None) -> Verdict:
    from packaging.requirements import InvalidRequirement

    egg = _check_link(url, pip_version)
    if urlsplit(url).scheme == "file" and urlsplit(url).netloc not in {"", "localhost"}:
        return Verdict(link=True, open=True)
    wheel = _check_wheel(_file_name(url), pip_version)
    if wheel is not None:
        return wheel
    if egg is None:
        return Verdict(link=True)
    try:
        requirement = _requirement(egg)
    except InvalidRequirement as error:
        return Verdict(error=_invalid(egg, error, pip_version))
    return Verdict(requirement.name, bool(requirement.extras), link=True)


def _check_name_or_path(name: str, pip_version: PipVersion | None) -> Verdict:
    from packaging.requirements import InvalidRequirement

    looks_like_path = _looks_like_path(name)
    path, _ = _without_extras(posixpath.normpath("/folder/" + name) if name else name)
    before_at, at, _ = name.partition("@")
    if "\\" in before_at:
        # A path on Windows, an error elsewhere.
        return Verdict(open=True)
    if _ARCHIVE.search(path) and not (at and not _looks_like_path(before_at)):
        return _check_wheel(posixpath.basename(path), pip_version) or Verdict(link=True)
    try:
        if LEGACY_REQUIREMENTS.holds(pip_version):
            return _legacy(name, pip_version)
        requirement = _requirement(name)
    except InvalidRequirement as error:
        if looks_like_path:
            return Verdict(open=True)
        wrong_operator = "=" in name and not any(o in name for o in _OPERATORS)
        hint = "= is not a valid operator. Did you mean == ?" if wrong_operator else ""
        return Verdict(error=_invalid(name, error, pip_version), hint=hint)
    if requirement.url:
        _check_link(requirement.url, pip_version)
    return Verdict(requirement.name, bool(requirement.extras), link=bool(requirement.url))


def _requirement(text: str) -> Requirement:
    from packaging.requirements import Requirement

    return Requirement(text)


def _invalid(text: str, error: ValueError, pip_version: PipVersion | None) -> str:
    says = f"Invalid requirement: {text!r}"
    return f"{says}: {error}" if REQUIREMENT_ERRORS_SAY_WHY.holds(pip_version) else says


def _legacy(name: str, pip_version: PipVersion | None) -> Verdict:
    """The verdict of packaging 21, which took versions of any form but only URLs with a host.

    Raises:
        packaging.requirements.InvalidRequirement: neither it nor today's packaging takes the text.
    """
    from packaging.requirements import InvalidRequirement

    match = _LEGACY_REQUIREMENT.fullmatch(_BLANKS.sub(" ", name))
    if match is not None:
        if (
            name.endswith("]")
            and match.end("extras") != match.end()
            and EXTRAS_AFTER_VERSION_STOP_PIP.holds(pip_version)
        ):
            return Verdict(error=f"Extras after version '{name}'.")
        return Verdict(match.group("name"), (match.group("extras") or "[]").strip("[] ") != "")
    requirement = _requirement(name)
    if requirement.url is None:
        raise InvalidRequirement(name)
    parts = urlsplit(requirement.url)
    if not parts.scheme or not (parts.netloc or parts.scheme == "file"):
        raise InvalidRequirement("Invalid URL given")
    return Verdict(requirement.name, bool(requirement.extras), link=True)


def _is_url(text: str, pip_version: PipVersion | None) -> bool:
    if SCHEME_BY_URLSPLIT.holds(pip_version):
        return urlsplit(text).scheme in _URL_SCHEMES
    scheme, colon, _ = text.partition(":")
    return bool(colon) and scheme.lower() in _URL_SCHEMES


def _looks_like_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.startswith(".")


def _without_extras(path: str) -> tuple[str, bool]:
    """The path without extras at its end.

    Raises:
        packaging.requirements.InvalidRequirement: what stands in the brackets cannot be extras.
    """
    # pip's own "^(.+)(\\[[^\\]]+\\])$" needs quadratic time for many brackets.
    start = path.rfind("[", 1, -2) if path.endswith("]") else -1
    if start < 0 or "]" in path[start:-1]:
        return path, False
    _requirement("placeholder" + path[start:].lower())
    return path[:start].rstrip(), True


def _check_link(url: str, pip_version: PipVersion | None) -> str | None:
    """The egg fragment of a URL.

    Raises:
        ValueError: the URL cannot be split, or its egg fragment is no project's name.
    """
    urlsplit(url)
    match = _EGG.search(url)
    if match is None:
        return None
    if EGG_MUST_BE_A_NAME.holds(pip_version) and not _PROJECT_NAME.match(match.group(1)):
        raise ValueError(f"The '{match.group(1)}' egg fragment is invalid")
    return match.group(1)


def _file_name(url: str) -> str:
    parts = urlsplit(url)
    return posixpath.basename(unquote(parts.path).rstrip("/")) or parts.netloc


def _check_wheel(file_name: str, pip_version: PipVersion | None) -> Verdict | None:
    """The verdict on a wheel by its file name; None where it is no wheel."""
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    if posixpath.splitext(file_name)[1].lower() != ".whl":
        return None
    try:
        name = str(parse_wheel_filename(file_name)[0])
    except InvalidWheelFilename as error:
        if WHEEL_NAMES_BY_PACKAGING.holds(pip_version) or not _LAX_WHEEL_NAME.match(file_name):
            return Verdict(error=str(error))
        return Verdict(link=True)
    return Verdict(name, link=True)
