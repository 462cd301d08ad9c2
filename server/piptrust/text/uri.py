"""File paths, URIs, and what must never be shown of a URL."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from piptrust.text.span import Span

# After a scheme everything up to the last "@" of the authority, also where the scheme was taken for an option's name;
# without one, only what reads "user:password@", which is how proxies are often given. The bound keeps the search
# linear on any input.
_USERINFO = re.compile(
    r"(?:(?<=://)|(?<=^//)|(?<=\s//))(?P<userinfo>[^/?#\s]+)@|(?<![^\s=\"'])(?P<bare>[^/?#\s:@=\"'\[]+:[^/?#\s@]{1,512})@(?=[\w\[])"
)
# Not urlsplit: it raises on brackets, and drops tabs and line ends, which file names may hold.
_FILE_URI = re.compile(r"file:(?://(?P<host>[^/?#]*))?(?P<path>[^?#]*)", re.IGNORECASE)
_DRIVE = re.compile(r"^/?([A-Za-z])(:|%3[Aa])(?=[/\\]|$)")


def path_to_uri(path: str) -> str:
    """The ``file:`` URI of an absolute path, POSIX or Windows (drive or UNC), everything unusual quoted."""
    path = path.replace("\\", "/") if _DRIVE.match(path) or path.startswith("\\\\") else path
    if path.startswith("//"):
        return "file:" + _quoted(path, safe="/~!$&'()*+,;=@")
    drive = _DRIVE.match(path)
    if drive:
        path = "/" + drive.group(1).lower() + ":" + path[drive.end() :]
    return "file://" + _quoted(path, safe="/~!$&'()*+,;=:@")


def uri_to_path(uri: str) -> str | None:
    """The path that a ``file:`` URI names, or None for any other scheme (``untitled:`` for one)."""
    match = _FILE_URI.match(uri)
    if match is None:
        return None
    host, path = (unquote(match[name] or "", errors="surrogateescape") for name in ("host", "path"))
    if host and host.lower() != "localhost":
        return f"//{host}{path}"
    drive = _DRIVE.match(path)
    if drive:
        return drive.group(1).lower() + ":" + path[drive.end() :]
    return path if path.startswith("/") else None


def canonical_uri(uri: str) -> str:
    """One spelling per file, so that an editor's URI and ours compare equal."""
    path = uri_to_path(uri)
    return uri if path is None else path_to_uri(path)


def secrets_in(text: str) -> list[Span]:
    """Where ``text`` holds the user:password part of a URL or of a bare ``user:password@host``."""
    return [Span(*m.span("userinfo" if m["bare"] is None else "bare")) for m in _USERINFO.finditer(text)]


def redact(text: str) -> str:
    """``text`` with every user:password part in it replaced by ``****``.

    pip itself keeps the user name and hides the password; tokens are often given as the user name, so both
    go.
    """
    # Every message, title and note comes through here, and hardly any holds what would have to be hidden.
    return _USERINFO.sub("****@", text) if "@" in text else text


def _quoted(path: str, safe: str) -> str:
    # File names that are no UTF-8 reach Python as lone surrogates (PEP 383); they keep their bytes.
    try:
        return quote(path, safe=safe, errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(path, safe=safe, errors="replace")
