"""Where a URL, a proxy or a trusted-host entry names its host."""

from __future__ import annotations

import re

from piptrust.text.span import Span

# What may be the name of a host: no wildcard, variable, quote or comma. Underscores are in use inside companies.
_NAME = re.compile(r"\[[0-9A-Fa-f:.%]+\]|[\w-]+(?:\.[\w-]+)*\.?|[0-9A-Fa-f]*(?::[0-9A-Fa-f.]*){2,}")
_PORT = re.compile(r":[0-9]*")


def host_in(text: str) -> Span | None:
    """The host, brackets of an IPv6 address included; None where none stands, or only a variable would tell.

    Credentials are never part of it: they end at the last ``@`` of the authority, as in ``urllib.parse``.
    """
    scheme = text.find("://")
    start = scheme + len("://") if scheme >= 0 else 0
    end = min((at for at in (text.find(sign, start) for sign in "/?#") if at >= 0), default=len(text))
    start = max(text.rfind("@", start, end) + 1, start)
    authority = text[start:end]
    host = _without_port(authority, bare=scheme < 0 and "@" not in text)
    if not host or _NAME.fullmatch(host) is None:
        return None
    return Span(start, start + len(host))


def is_host_name(name: str) -> bool:
    """Whether the whole text may stand where a host stands."""
    return _NAME.fullmatch(name) is not None


def _without_port(authority: str, *, bare: bool) -> str:
    if authority.startswith("["):
        closing = authority.find("]") + 1
        return authority[:closing] if _PORT.fullmatch(authority[closing:] or ":") else ""
    if bare and authority.count(":") >= 2:
        # pip takes two colons in a trusted-host entry for an IPv6 address (utils/misc.py:build_url_from_netloc).
        return authority
    host, _, port = authority.partition(":")
    return host if not port or port.isdigit() else ""
