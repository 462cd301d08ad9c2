"""The places that pip would fetch from: indexes, find-links, and the hosts of the files."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from piptrust.parse.document import Document, Setting
from piptrust.resolve.effective import Effective, Level, Origin
from piptrust.resolve.environment import Environment


class Role(enum.Enum):
    """What pip fetches from a place."""

    INDEX = "index"
    EXTRA_INDEX = "extra index"
    FIND_LINKS = "find-links"
    FILE_HOST = "file host"


@dataclass(frozen=True)
class IndexUse:
    """One place in use.

    Attributes:
        url: as written, credentials included: redact it before it is shown. ``https://<host>/`` for a file host.
        role: what pip fetches there.
        scheme: lower case.
        host: lower case, without brackets.
        port: the port as the URL writes it, or None.
        public: whether it is pip's own default index, or the host of that index's files.
        origin: who set it.
    """

    url: str
    role: Role
    scheme: str
    host: str
    port: int | None
    public: bool
    origin: Origin


_ROLES = {
    "index-url": Role.INDEX,
    "pypi-url": Role.INDEX,
    "extra-index-url": Role.EXTRA_INDEX,
    "find-links": Role.FIND_LINKS,
}


def split_url(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of a URL; empty strings where it has none. Never raises."""
    try:
        parts = urlsplit(url.strip())
        return parts.scheme.lower(), (parts.hostname or "").lower(), parts.port
    except ValueError:
        return "", "", None


def public_hosts(environment: Environment) -> frozenset[str]:
    """The hosts of this pip's default index and of its files; empty where pip is not known."""
    interpreter = environment.interpreter
    if interpreter is None:
        return frozenset()
    hosts = {split_url(interpreter.default_index_url or "")[1], (interpreter.file_host or "").lower()}
    return frozenset(h for h in hosts if h)


def is_public_host(host: str, environment: Environment) -> bool:
    """Whether ``host`` belongs to pip's default index: it, its file host, or a name below one of them."""
    host = host.lower()
    return any(host == p or host.endswith("." + p) for p in public_hosts(environment))


def indexes_in_use(
    settings: Mapping[str, Effective],
    requirements: Iterable[tuple[Document, Setting]],
    environment: Environment,
) -> tuple[IndexUse, ...]:
    """Every place that pip may fetch from: by configuration and variables, and by requirements files.

    A requirements file's ``--index-url`` replaces the configured index only for runs that read that file, so
    the configured one stays in the list. Where the default index is in use, so is its file host.
    """
    uses: list[IndexUse] = []

    def add(url: str, role: Role, origin: Origin) -> None:
        scheme, host, port = split_url(url)
        if host:
            uses.append(IndexUse(url, role, scheme, host, port, is_public_host(host, environment), origin))

    for key in ("index-url", "pypi-url"):
        if key in settings:
            add(settings[key].value, Role.INDEX, settings[key].origin)
    default = environment.interpreter.default_index_url if environment.interpreter else None
    if default and not any(u.role is Role.INDEX for u in uses):
        add(default, Role.INDEX, Origin(Level.DEFAULT, f"{environment.pip_name}'s default"))
    for key in ("extra-index-url", "find-links"):
        if key in settings:
            for word in settings[key].value.split():
                add(word, _ROLES[key], settings[key].origin)
    for document, setting in requirements:
        role = _ROLES.get(setting.key)
        if role is not None and setting.ignored is None:
            add(setting.value, role, Origin(Level.REQUIREMENTS, document.uri, document.uri, None, setting))
    file_host = environment.interpreter.file_host if environment.interpreter else None
    if file_host and any(u.public for u in uses):
        first = next(u for u in uses if u.public)
        add(f"https://{file_host}/", Role.FILE_HOST, first.origin)
    return tuple(uses)
