"""The places that pip would fetch from: indexes, find-links, and the hosts of the files."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from piptrust.locale import mark, tr
from piptrust.parse.document import Document, Setting
from piptrust.parse.quirks import NO_INDEX_IS_FINAL
from piptrust.resolve.convert_values import truth
from piptrust.resolve.effective import Effective, Level, Origin
from piptrust.resolve.environment import Environment
from piptrust.resolve.quirks import holds
from piptrust.text.records import dataclass


class Role(enum.Enum):
    """What pip fetches from a place."""

    INDEX = mark("index")
    EXTRA_INDEX = mark("extra index")
    FIND_LINKS = "find-links"
    FILE_HOST = mark("file host")


@dataclass(frozen=True)
class IndexUse:
    """One place in use.

    Attributes:
        url: as written, credentials included: redact it before it is shown; ``https://<host>/`` for a file
            host.
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


# The options that name places, and the one that takes them back.
INDEX_OPTIONS = ("index-url", "pypi-url", "extra-index-url", "find-links", "no-index")
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
    """Every place on the network that pip may fetch from: by configuration and by requirements files."""
    return with_configured(settings, required_indexes(requirements, environment), environment)


def required_indexes(
    requirements: Iterable[tuple[Document, Setting]], environment: Environment
) -> tuple[IndexUse, ...]:
    """The places that requirements files name. They are the same whatever the configuration says."""
    by_document: dict[str, list[tuple[Document, Setting]]] = {}
    for document, setting in requirements:
        if setting.ignored is None:
            by_document.setdefault(document.uri, []).append((document, setting))
    return tuple(use for found in by_document.values() for use in _required(found, environment))


def with_configured(
    settings: Mapping[str, Effective], required: tuple[IndexUse, ...], environment: Environment
) -> tuple[IndexUse, ...]:
    """The places of the configuration, those of requirements files, and the file host that goes with them.

    Left out is what pip passes over: URLs without a scheme, and indexes under ``no-index``. A requirements
    file's ``--index-url`` replaces the configured index, and all extra indexes met before, only for runs that
    read that file, so the configured ones stay in the list. Where the default index is in use, so is its file
    host.
    """
    uses = [*_configured(settings, environment), *required]
    file_host = environment.interpreter.file_host if environment.interpreter else None
    first = next((use for use in uses if use.public), None)
    if file_host and first is not None:
        uses.extend(_use(f"https://{file_host}/", Role.FILE_HOST, first.origin, environment))
    return tuple(uses)


def _configured(settings: Mapping[str, Effective], environment: Environment) -> Iterator[IndexUse]:
    interpreter = environment.interpreter
    if not ("no-index" in settings and truth(settings["no-index"].value)):
        if "index-url" in settings:
            yield from _use(
                settings["index-url"].value, Role.INDEX, settings["index-url"].origin, environment
            )
        elif interpreter is not None and interpreter.default_index_url:
            origin = Origin(Level.DEFAULT, tr("{pip}'s default", pip=environment.pip_name))
            yield from _use(interpreter.default_index_url, Role.INDEX, origin, environment)
        yield from _words("extra-index-url", settings, environment)
    yield from _words("find-links", settings, environment)


def _words(key: str, settings: Mapping[str, Effective], environment: Environment) -> Iterator[IndexUse]:
    if key in settings:
        for word in settings[key].value.split():
            yield from _use(word, _ROLES[key], settings[key].origin, environment)


def _required(found: list[tuple[Document, Setting]], environment: Environment) -> list[IndexUse]:
    """What one requirements file names, as pip applies it (``req_file.py:handle_option_line``).

    An index replaces what came before; ``--no-index`` ends all, since pip 22.3 also for what comes after.
    """
    uses: list[IndexUse] = []
    finished = False
    for document, setting in found:
        role = _ROLES.get(setting.key)
        if setting.key == "no-index" or role is Role.INDEX:
            uses = [use for use in uses if use.role is Role.FIND_LINKS]
        if setting.key == "no-index":
            finished = holds(NO_INDEX_IS_FINAL, environment)
        elif role is Role.FIND_LINKS or (role is not None and not finished):
            origin = Origin(Level.REQUIREMENTS, document.uri, document.uri, None, setting)
            uses.extend(_use(setting.value, role, origin, environment))
    return uses


def _use(url: str, role: Role, origin: Origin, environment: Environment) -> Iterator[IndexUse]:
    """The use of ``url``, unless it leads to no host: a path, a ``file:`` URL, or no URL at all."""
    scheme, host, port = split_url(url)
    if host and scheme in {"http", "https"}:
        yield IndexUse(url, role, scheme, host, port, is_public_host(host, environment), origin)
