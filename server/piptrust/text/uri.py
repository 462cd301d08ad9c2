"""File paths, URIs, and what must never be shown of a URL."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

_USERINFO = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)(?P<userinfo>[^/?#\s]*)@")
_DRIVE = re.compile(r"^/?([A-Za-z])(:|%3[Aa])(?=[/\\]|$)")


def path_to_uri(path: str) -> str:
    """The ``file:`` URI of an absolute path, POSIX or Windows (drive or UNC), everything unusual quoted."""
    path = path.replace("\\", "/") if _DRIVE.match(path) or path.startswith("\\\\") else path
    if path.startswith("//"):
        return "file:" + quote(path, safe="/~!$&'()*+,;=@")
    drive = _DRIVE.match(path)
    if drive:
        path = "/" + drive.group(1).lower() + ":" + path[drive.end() :]
    return "file://" + quote(path, safe="/~!$&'()*+,;=:@")


def uri_to_path(uri: str) -> str | None:
    """The path that a ``file:`` URI names, or None for any other scheme (``untitled:`` for one)."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return None
    path = unquote(parts.path)
    if parts.netloc and parts.netloc != "localhost":
        return f"//{parts.netloc}{path}"
    drive = _DRIVE.match(path)
    if drive:
        return drive.group(1).lower() + ":" + path[drive.end() :]
    return path


def canonical_uri(uri: str) -> str:
    """One spelling per file, so that an editor's URI and ours compare equal."""
    path = uri_to_path(uri)
    return uri if path is None else path_to_uri(path)


def redact(text: str) -> str:
    """``text`` with the user:password part of every URL in it replaced by ``****``.

    pip itself keeps the user name and hides the password; tokens are often given as the user name, so both go.
    """
    return _USERINFO.sub(r"\g<scheme>****@", text)
