"""Trusted hosts beside the places in use, matched by host first: a file may list ten thousand of either."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from typing import Optional

from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import IndexUse, Role, split_url
from piptrust.resolve.trusted_hosts import TrustedHost, covers_https, is_secure_origin, passes_http_gate

# Of more entries, or places, of one host and port nobody can make use; they would only cost time.
_MOST_OF_ONE_ORIGIN = 30
_ANY_HOST = "*"

_Origin = tuple[str, Optional[int]]


class Trusted:
    """Entries that hold together, to be asked about one URL after the other."""

    def __init__(self, hosts: Iterable[TrustedHost], environment: Environment) -> None:
        self._environment = environment
        self._by_origin: dict[_Origin, dict[str, TrustedHost]] = {}
        for host in hosts:
            same_origin = self._by_origin.setdefault((comparable_host(host.host or ""), host.port), {})
            if len(same_origin) < _MOST_OF_ONE_ORIGIN:
                same_origin.setdefault(host.text.lower(), host)

    def leaves_unverified(self, url: str) -> bool:
        """Whether pip does not verify the certificate behind this https URL."""
        return any(covers_https(host, url, self._environment) for host in self._candidates(url))

    def lets_pip_use(self, url: str) -> bool:
        """Whether pip uses this index page or find-links location, and does not ignore it as plain http."""
        return is_secure_origin(url, self._candidates(url), self._environment)

    def matches(self, url: str) -> bool:
        """Whether some entry is there for this URL: unverified https, or http that is used because of it."""
        if split_url(url)[0] == "https":
            return self.leaves_unverified(url)
        return any(passes_http_gate(host, url, self._environment) for host in self._candidates(url))

    def _candidates(self, url: str) -> list[TrustedHost]:
        _, host, port = split_url(url)
        host = comparable_host(host)
        origins: dict[_Origin, None] = dict.fromkeys(
            ((host, None), (host, port), (_ANY_HOST, None), (_ANY_HOST, port))
        )
        return [entry for origin in origins for entry in self._by_origin.get(origin, {}).values()]


class Places:
    """The places in use, to be asked about one entry after the other."""

    def __init__(self, uses: Iterable[IndexUse], environment: Environment) -> None:
        self._environment = environment
        # Under no port every place of the host stands, because an entry without one covers all.
        self._by_origin: dict[_Origin, list[IndexUse]] = {}
        # What a star matches: the first http place, and the first on each port.
        self._http: dict[int | None, IndexUse] = {}
        for use in uses:
            for port in dict.fromkeys((None, use.port)):
                same_origin = self._by_origin.setdefault((comparable_host(use.host), port), [])
                if len(same_origin) < _MOST_OF_ONE_ORIGIN:
                    same_origin.append(use)
            if use.scheme == "http":
                self._http.setdefault(None, use)
                self._http.setdefault(use.port, use)

    def unverified_because_of(self, host: TrustedHost) -> tuple[IndexUse, ...]:
        """The https places whose certificates pip does not verify because of this entry."""
        return tuple(
            use for use in self._with_host(host) if covers_https(host, _page_url(use), self._environment)
        )

    def opened_by(self, host: TrustedHost) -> bool:
        """Whether pip uses some plain http place because of this entry."""
        uses = self._with_host(host)
        if host.host == _ANY_HOST:
            uses = [self._http[host.port]] if host.port in self._http else []
        return any(
            use.scheme == "http" and passes_http_gate(host, use.url, self._environment) for use in uses
        )

    def _with_host(self, host: TrustedHost) -> list[IndexUse]:
        return self._by_origin.get((comparable_host(host.host or ""), host.port), [])


def _page_url(use: IndexUse) -> str:
    """What every URL starts with that pip asks an index for (pip 26.3, ``models/search_scope.py``)."""
    return use.url.rstrip("/") + "/" if use.role in {Role.INDEX, Role.EXTRA_INDEX} else use.url


@lru_cache(maxsize=4096)
def comparable_host(host: str) -> str:
    """One spelling of a host that pip may find equal: addresses in short form, names in ASCII."""
    host = host.lower()
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
