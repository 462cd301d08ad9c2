"""The places at which documents name a host, an index, a CA file, another file, or an option."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

from piptrust.engine.judgement.applied import values_without_comments
from piptrust.engine.judgement.trust_matching import comparable_host
from piptrust.engine.kept import KeptByDocument
from piptrust.engine.navigation.host_in_text import host_in
from piptrust.parse.document import Document, Setting, Value
from piptrust.parse.kind import FileKind
from piptrust.parse.requirements import RequirementsFile
from piptrust.resolve.certificate_paths import path_opened
from piptrust.resolve.effective import ALIASES
from piptrust.resolve.environment import Environment
from piptrust.text.records import dataclass
from piptrust.text.span import Span
from piptrust.text.uri import secrets_in

INDEX_KEYS = frozenset({"index-url", "pypi-url", "extra-index-url", "find-links"})
CA_KEYS = frozenset({"cert", "client-cert"})
TRUSTED_HOST = "trusted-host"
_LISTS = frozenset({"extra-index-url", "find-links", TRUSTED_HOST})


class Thing(enum.Enum):
    """What is named."""

    HOST = "host"
    INDEX = "index"
    CA_FILE = "CA file"
    FILE = "file"
    OPTION = "option"


@dataclass(frozen=True)
class Mention:
    """One place that names a thing.

    Attributes:
        thing: the kind of thing.
        name: the same for all mentions of one thing: a host as it compares, a URL without credentials, an
            absolute path, an option's main name.
        span: where the name stands.
        setting: the setting of which it is a part; None on a requirement's line.
    """

    thing: Thing
    name: str
    span: Span
    setting: Setting | None

    @property
    def introduces(self) -> bool:
        """Whether the thing is in use because of this place, where others only speak of it."""
        return self.setting is not None and self.setting.key in INDEX_KEYS

    def is_of(self, other: Mention) -> bool:
        """Whether both name the same thing."""
        return self.thing is other.thing and self.name == other.name


@dataclass(frozen=True)
class Place:
    """A range of one document."""

    uri: str
    span: Span


@dataclass(frozen=True)
class Known:
    """A document of the workspace, and the environment in which its folder's pip reads it."""

    document: Document
    environment: Environment


def mentions_in(document: Document, environment: Environment) -> tuple[Mention, ...]:
    """All mentions of a document, by where they start. Kept for as long as the document is the same."""
    return _kept(document, environment)


def mention_at(document: Document, environment: Environment, offset: int) -> Mention | None:
    """What the place at ``offset`` names; the host rather than the URL around it."""
    here = [m for m in mentions_in(document, environment) if m.span.contains(offset)]
    return min(here, key=lambda m: (m.span.end - m.span.start, m.span.start), default=None)


def values_of(document: Document, setting: Setting) -> tuple[Value, ...]:
    """A list's single values, without comments; of any other option the whole value. Empty where there is none."""
    if document.kind is FileKind.PIP_CONF and setting.key in _LISTS:
        # To pip the words of a comment behind a value are values; nobody means them as hosts.
        return tuple(values_without_comments(document, setting))
    return (Value(setting.value, setting.value_span),) if setting.value else ()


def index_name(url: str) -> str:
    """One spelling of an index's URL: without credentials, and without the slash at its end."""
    for secret in reversed(secrets_in(url)):
        url = url[: secret.start] + url[secret.end + 1 :]
    return url.rstrip("/")


def _found(document: Document, environment: Environment) -> tuple[Mention, ...]:
    found = [*_in_settings(document, environment), *_in_includes(document), *_in_requirements(document)]
    return tuple(sorted(found, key=lambda mention: mention.span))


_kept = KeptByDocument(_found)


def _in_settings(document: Document, environment: Environment) -> Iterator[Mention]:
    for setting in document.settings:
        if setting.key_span.start < setting.key_span.end:
            yield Mention(Thing.OPTION, ALIASES.get(setting.key, setting.key), setting.key_span, setting)
        if setting.key in INDEX_KEYS:
            yield from _in_urls(document, setting)
        elif setting.key == TRUSTED_HOST or setting.key == "proxy":
            for value in values_of(document, setting):
                yield from _host(document, value, setting)
        elif setting.key in CA_KEYS and setting.value and "\n" not in setting.value:
            path = path_opened(setting.value, environment)
            yield Mention(Thing.CA_FILE, path, setting.value_span, setting)


def _in_urls(document: Document, setting: Setting) -> Iterator[Mention]:
    for value in values_of(document, setting):
        if "://" in value.text:
            yield Mention(Thing.INDEX, index_name(value.text), value.span, setting)
            yield from _host(document, value, setting)


def _host(document: Document, value: Value, setting: Setting | None) -> Iterable[Mention]:
    span = host_in(value.text)
    # Quotes and escapes of a requirements file are no part of a value, whose places then are not known one by one.
    if span is None or document.source(value.span) != value.text:
        return ()
    name = comparable_host(value.text[span.start : span.end].strip("[]"))
    return (Mention(Thing.HOST, name, span.shifted(value.span.start), setting),)


def _in_includes(document: Document) -> Iterator[Mention]:
    if isinstance(document.structure, RequirementsFile):
        for include in document.structure.includes:
            path = include.target(document.uri)
            if path is not None:
                yield Mention(Thing.FILE, path, include.span, None)


def _in_requirements(document: Document) -> Iterator[Mention]:
    """The hosts of ``name @ https://…`` and of bare URLs."""
    structure = document.structure
    if not isinstance(structure, RequirementsFile):
        return
    for line, start in zip(structure.lines, structure.starts):
        requirement = line.requirement
        if requirement is not None and "://" in requirement.text:
            url = requirement.text.find("://")
            begin = max(requirement.text.rfind(sign, 0, url) for sign in " @(") + 1
            whole = requirement.span.shifted(start)
            value = Value(requirement.text[begin:].partition(" ")[0], Span(whole.start + begin, whole.end))
            span = Span(value.span.start, value.span.start + len(value.text))
            yield from _host(document, Value(value.text, span), None)
