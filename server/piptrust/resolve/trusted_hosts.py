"""What a ``trusted-host`` entry means to pip: two mechanisms that read the same text differently.

For https, pip mounts an adapter that verifies nothing on URL *prefixes* made of the entry's text
(pip 26.3, ``network/session.py:add_trusted_host``). For http index pages and find-links, a gate compares the
entry's parsed host and port (``is_secure_origin``). So ``*`` opens the gate for every http host and covers no
https host, and ``a.example/simple`` opens it for a.example while hardly any https request starts that way.
"""

from __future__ import annotations

import contextlib
import enum
from collections.abc import Iterable

from piptrust.resolve import quirks
from piptrust.resolve.environment import Environment
from piptrust.resolve.quirks import holds
from piptrust.text.records import dataclass


class Flaw(enum.Enum):
    """Something about an entry that makes it mean less, or more, than its writer seems to want."""

    NO_HOST = "no host"
    SCHEME = "scheme"
    PATH = "path"
    COMMA = "comma"
    QUOTE = "quote"
    COMMENT = "comment"
    WILDCARD = "wildcard"
    NETWORK = "network"
    USER = "user"
    EMPTY_PORT = "empty port"
    BAD_PORT = "bad port"
    DEFAULT_PORT = "default port"
    BRACKETS = "brackets"
    LEADING_DOT = "leading dot"
    TRAILING_DOT = "trailing dot"
    NOT_ASCII = "not ASCII"


@dataclass(frozen=True)
class TrustedHost:
    """One entry as pip reads it.

    Attributes:
        text: the entry as written.
        host: the host that pip parses from it, lower case, without brackets; None where it finds none.
        port: the port that pip parses from it; None where it finds none.
        flaws: what is odd about it, in the order of :class:`Flaw`.
        error: the text of the ValueError with which pip dies on it, or None. Whether this pip does is
            :func:`stops_pip`'s answer.
    """

    text: str
    host: str | None
    port: int | None
    flaws: tuple[Flaw, ...] = ()
    error: str | None = None

    def has(self, flaw: Flaw) -> bool:
        return flaw in self.flaws


def parse_trusted_host(text: str) -> TrustedHost:
    """``text`` as pip 19.3 and later parse it (``utils/misc.py:parse_netloc``)."""
    host, port, error = _parse_url(_url_from_netloc(text, "https"))
    if error is None and host is None:
        error = f"{_NEEDS_HOST}: {text!r}"
    return TrustedHost(text, host, port, tuple(_flaws(text, host, port, error)), error)


def stops_pip(entry: TrustedHost, environment: Environment) -> str | None:
    """The ValueError's text with which every networked command of this pip ends, or None.

    An entry without a host is an error since pip 23.2.1 only; pip up to 19.2 parsed no entry at all.
    A host in brackets that is no IP address is an error since Python 3.11.4.
    """
    if entry.error is None or not holds(quirks.TRUSTED_HOST_IS_PARSED, environment):
        return None
    if entry.error.startswith(_NEEDS_HOST) and not holds(quirks.TRUSTED_HOST_NEEDS_A_HOST, environment):
        return None
    if entry.error.endswith(_NO_ADDRESS) and not holds(quirks.BRACKETS_NEED_AN_ADDRESS, environment):
        return None
    lenient = entry.port is not None and entry.error.startswith(_NO_NUMBER)
    if lenient and not holds(quirks.PORT_IS_DIGITS, environment):
        return None
    return entry.error


def covers_https(entry: TrustedHost, url: str, environment: Environment) -> bool:
    """Whether pip requests the https ``url`` without verifying anything because of this entry.

    An entry on which pip dies covers nothing.
    """
    if stops_pip(entry, environment) is not None:
        return False
    sent = _url_as_sent(url)
    if not sent.startswith("https://"):
        return False
    if not holds(quirks.TRUSTED_HOST_IS_PARSED, environment):
        # No wildcard for the port, no brackets for IPv6.
        return sent.startswith(f"https://{entry.text}/".lower())
    prefix = _url_from_netloc(entry.text, "https").lower()
    return sent.startswith(prefix + "/") or (not entry.port and sent.startswith(prefix + ":"))


def passes_http_gate(entry: TrustedHost, url: str, environment: Environment) -> bool:
    """Whether this entry lets pip use the index page or find-links location ``url`` though it is plain http.

    Its host must be spelled as in the URL: the gate compares before any IDNA encoding. ``::1`` and ``[::1]``
    are the same address to it. Other schemes are not asked about, but answered alike.
    """
    if stops_pip(entry, environment) is not None:
        return False
    trusted_host, trusted_port = entry.host, entry.port
    if not holds(quirks.TRUSTED_HOST_IS_PARSED, environment):
        # pip 19.2, index.py:iter_secure_origins: the whole entry is the host, and every port of it passes.
        trusted_host, trusted_port = entry.text, None
    host, port, error = _parse_url(url)
    if error is not None or trusted_host is None:
        return False
    return _origin_matches(host, trusted_host) and (trusted_port is None or port == trusted_port)


def is_secure_origin(url: str, entries: Iterable[TrustedHost], environment: Environment) -> bool:
    """Whether pip uses the index page or find-links location ``url`` at all, http or not."""
    scheme = url.partition(":")[0].lower().rpartition("+")[2]
    if scheme in {"https", "file", "ssh"}:
        return True
    host, _, error = _parse_url(url)
    if error is not None:
        return False
    if any(_origin_matches(host, local) for local in _LOCAL):
        return True
    return any(passes_http_gate(entry, url, environment) for entry in entries)


# pip 26.3, network/session.py:SECURE_ORIGINS.
_LOCAL = ("localhost", "127.0.0.0/8", "::1/128")
_NEEDS_HOST = "Trusted host URL must include a host part"
_NO_NUMBER = "Port could not be cast to integer value as "
_NO_ADDRESS = " does not appear to be an IPv4 or IPv6 address"


def _origin_matches(host: str | None, trusted: str) -> bool:
    import ipaddress

    try:
        address = ipaddress.ip_address(host or "")
        network = ipaddress.ip_network(trusted)
    except ValueError:
        # A URL without a host matches anything (the first operand of pip's condition).
        return not host or host.lower() == trusted.lower() or trusted == "*"
    return address in network


def _url_from_netloc(netloc: str, scheme: str) -> str:
    """``utils/misc.py:build_url_from_netloc``: two colons make an IPv6 address, also in ``https://a:443``."""
    if netloc.count(":") >= 2 and "@" not in netloc and "[" not in netloc:
        netloc = f"[{netloc}]"
    return f"{scheme}://{netloc}"


def _parse_url(url: str) -> tuple[str | None, int | None, str | None]:
    """Host, port and the ValueError's text, as ``urllib.parse`` of a current Python gives them.

    Written out because the Python that runs pip decides, not the one that runs this: the checks of brackets
    differ between versions (CPython 3.11.4, ``urllib/parse.py:_check_bracketed_host``).
    """
    rest = url.partition("://")[2]
    end = min((i for i in map(rest.find, "/?#") if i >= 0), default=len(rest))
    netloc = rest[:end]
    if ("[" in netloc) != ("]" in netloc):
        return None, None, "Invalid IPv6 URL"
    error = _not_normal(netloc)
    if error is not None:
        return None, None, error
    authority = netloc.rpartition("@")[2]
    _, bracket, inside = authority.partition("[")
    if bracket:
        host, _, after = inside.partition("]")
        port_text = after.partition(":")[2]
        error = _not_an_address(host)
    else:
        host, _, port_text = authority.partition(":")
    name, percent, zone = host.partition("%")
    host = name.lower() + percent + zone
    if error is not None:
        return host or None, None, error
    if not port_text:
        return host or None, None, None
    return (host or None, *_parse_port(port_text))


def _parse_port(text: str) -> tuple[int | None, str | None]:
    try:
        port = int(text, 10) if len(text) <= 20 else 65_536
    except ValueError:
        return None, f"{_NO_NUMBER}{text!r}"
    if not 0 <= port <= 65_535:
        return None, "Port out of range 0-65535"
    if not (text.isascii() and text.isdigit()):
        return port, f"{_NO_NUMBER}{text!r}"
    return port, None


def _not_an_address(host: str) -> str | None:
    import ipaddress

    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        return f"{host!r}{_NO_ADDRESS}"
    return None


def _not_normal(netloc: str) -> str | None:
    """``urllib/parse.py:_checknetloc``: characters that fall apart into delimiters, such as U+2100."""
    if netloc.isascii():
        return None
    import unicodedata

    bare = netloc.translate({ord(c): None for c in "@:#?"})
    normal = unicodedata.normalize("NFKC", bare)
    if normal != bare and any(c in normal for c in "/?#@:"):
        return f"netloc '{netloc}' contains invalid characters under NFKC normalization"
    return None


def _url_as_sent(url: str) -> str:
    """The URL as requests compares it with the mounted prefixes: no credentials, IDNA, a path, lower case."""
    scheme, separator, rest = url.partition("://")
    end = min((i for i in map(rest.find, "/?#") if i >= 0), default=len(rest))
    authority, path = rest[:end].rpartition("@")[2], rest[end:]
    if not authority.isascii():
        with contextlib.suppress(UnicodeError):
            authority = authority.encode("idna").decode("ascii")
    if not path.startswith("/"):
        path = "/" + path
    return f"{scheme}{separator}{authority}{path}".lower()


def _flaws(text: str, host: str | None, port: int | None, error: str | None) -> Iterable[Flaw]:
    bare = text.partition("://")[2] if "://" in text else text
    authority = bare.partition("/")[0]
    if error is not None and error.startswith(_NEEDS_HOST):
        yield Flaw.NO_HOST
    if "://" in text:
        yield Flaw.SCHEME
    if "/" in bare and not _is_network(bare):
        yield Flaw.PATH
    if "," in text:
        yield Flaw.COMMA
    if any(c in text for c in "\"'"):
        yield Flaw.QUOTE
    if text.startswith(("#", ";")):
        yield Flaw.COMMENT
    if "*" in text:
        yield Flaw.WILDCARD
    if _is_network(bare):
        yield Flaw.NETWORK
    if "@" in authority:
        yield Flaw.USER
    if authority.endswith(":") and not authority.endswith("::"):
        yield Flaw.EMPTY_PORT
    if error is not None and error.startswith("Port "):
        yield Flaw.BAD_PORT
    if port in {80, 443}:
        yield Flaw.DEFAULT_PORT
    if (
        "://" not in text
        and error is not None
        and (error == "Invalid IPv6 URL" or error.endswith(_NO_ADDRESS))
    ):
        yield Flaw.BRACKETS
    if host is not None and "://" not in text and host.startswith("."):
        yield Flaw.LEADING_DOT
    if host is not None and "://" not in text and host.endswith("."):
        yield Flaw.TRAILING_DOT
    if not text.isascii():
        yield Flaw.NOT_ASCII


def _is_network(text: str) -> bool:
    """Whether it has the form of an IP network, which pip knows only in its own list."""
    import ipaddress

    address, slash, bits = text.partition("/")
    if not slash or not bits.isdigit():
        return False
    try:
        ipaddress.ip_address(address)
    except ValueError:
        return False
    return True
