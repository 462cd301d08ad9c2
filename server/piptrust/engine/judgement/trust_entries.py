"""The trusted-host entries of one document, each with the one rule that says most about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from piptrust.data.options import GLOBAL
from piptrust.engine.judgement.applied import applied_settings, included, values_without_comments
from piptrust.engine.judgement.trust_matching import Places, Trusted
from piptrust.engine.view import View
from piptrust.parse.document import Document, Setting, Value
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_conf import DEFAULT_SECTION
from piptrust.resolve.effective import Origin
from piptrust.resolve.indexes import IndexUse, Role
from piptrust.resolve.trusted_hosts import Flaw, TrustedHost, parse_trusted_host
from piptrust.text.records import dataclass
from piptrust.text.span import Span

KEY = "trusted-host"
_VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")
# "https:a.example", "https//a.example" and "//a.example" were meant as the start of a URL, too.
_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//|https?(?:://|//|:(?!\d+$))", re.IGNORECASE)
# What is wrong with an entry whatever is in use, most telling first, and the rule that says so.
_FAULTS = (
    (Flaw.QUOTE, "trusted-host-quoted"),
    (Flaw.SCHEME, "trusted-host-has-scheme"),
    (Flaw.COMMA, "trusted-host-has-comma"),
    (Flaw.WILDCARD, "trusted-host-wildcard"),
    (Flaw.NETWORK, "trusted-host-has-path"),
    (Flaw.PATH, "trusted-host-has-path"),
    (Flaw.BAD_PORT, "trusted-host-bad-port"),
    (Flaw.EMPTY_PORT, "trusted-host-bad-port"),
    (Flaw.USER, "trusted-host-malformed"),
    (Flaw.NO_HOST, "trusted-host-malformed"),
    (Flaw.BRACKETS, "trusted-host-malformed"),
)


@dataclass(frozen=True)
class WiderEntry:
    """An entry that trusts all that another one trusts, and where it stands."""

    document: Document
    setting: Setting
    value: Value


@dataclass(frozen=True, eq=False)
class TrustEntry:
    """One entry of a trusted-host list.

    Attributes:
        setting: the list.
        value: the entry as written, and where.
        host: the entry as pip reads it.
        rule: the id of the rule that reports it, or None where there is nothing to say.
        uses: the places in use whose https certificates pip does not verify because of it.
        replaced_by: the setting that keeps this list from having any effect here and now, or None.
        wider: an entry that makes this one needless, or None; of equal entries the first one counts.
        listed: the texts of all entries of the list.
    """

    setting: Setting
    value: Value
    host: TrustedHost
    rule: str | None
    uses: tuple[IndexUse, ...]
    replaced_by: Origin | None
    wider: WiderEntry | None
    listed: frozenset[str]

    @property
    def text(self) -> str:
        return self.value.text

    @property
    def span(self) -> Span:
        return self.value.span


def trust_entries(view: View, rule_id: str) -> Iterator[TrustEntry]:
    """The entries of the view's document on which ``rule_id`` has the last word."""
    return (entry for entry in all_entries(view) if entry.rule == rule_id)


def all_entries(view: View) -> tuple[TrustEntry, ...]:
    """Every entry that was meant as a host, in file order. Worked out once for a view."""
    if view not in _entries:
        _entries[view] = tuple(_judged(view))
    return _entries[view]


def trusted_hosts(view: View, section: str | None) -> tuple[TrustedHost, ...]:
    """The hosts that pip trusts in a run that reads this section of the document.

    Lists of configuration files replace each other; requirements files add to them (pip 26.3,
    ``req/req_file.py:handle_option_line``).
    """
    command = section if section not in {None, GLOBAL, DEFAULT_SECTION} else None
    configured = view.effective(command or "install").get(KEY)
    words = configured.value.split() if configured else []
    if view.document.kind is not FileKind.PIP_CONF:
        for document in view.snapshot.documents.values():
            if document.kind is not FileKind.PIP_CONF:
                words.extend(s.value for s in document.settings_named(KEY))
    return tuple(parse_trusted_host(word) for word in words)


def trusted(view: View, section: str | None) -> Trusted:
    """The same hosts, ready to be asked about URLs."""
    known = _trusted.setdefault(view, {})
    if section not in known:
        known[section] = Trusted(trusted_hosts(view, section), view.environment)
    return known[section]


def places(view: View) -> Places:
    """The places in use, ready to be asked about entries."""
    if view not in _places:
        _places[view] = Places(view.indexes, view.environment)
    return _places[view]


def is_in_force(view: View, setting: Setting, url: str) -> bool:
    """Whether pip trusts the URL because of this list or of one that is added to it."""
    if trusted(view, setting.section).matches(url):
        return True
    known = _own.setdefault(view, {})
    if setting.span not in known:
        own = (parse_trusted_host(value.text) for value in _words(view.document, setting))
        known[setting.span] = Trusted(own, view.environment)
    return known[setting.span].matches(url)


def verified_file_host(view: View, setting: Setting) -> IndexUse | None:
    """The file host that pip goes on to verify although a list trusts the index that names its files."""
    for use in view.indexes:
        if use.role is Role.FILE_HOST:
            return None if is_in_force(view, setting, use.url) else use
    return None


def meant_host(text: str) -> str:
    """The ``host`` or ``host:port`` that the writer of one entry seems to have had in mind; may be empty.

    A scheme's own port is dropped: pip would find it in no URL that does not write it out.
    """
    text = text.strip("\"'`,; ")
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :].lstrip("/") if scheme else text
    host = re.split(r"[/?#\\]", rest, maxsplit=1)[0].rpartition("@")[2].rstrip(":,.\"'").lstrip(".")
    own_port = ":80" if scheme and scheme.group().lower().startswith("http:") else ":443"
    if scheme and host.endswith(own_port) and "::" not in host:
        host = host[: -len(own_port)]
    parsed = parse_trusted_host(host)
    return "" if parsed.error is not None or _fault(parsed) is not None else host


_entries: WeakKeyDictionary[View, tuple[TrustEntry, ...]] = WeakKeyDictionary()
_trusted: WeakKeyDictionary[View, dict[str | None, Trusted]] = WeakKeyDictionary()
_own: WeakKeyDictionary[View, dict[Span, Trusted]] = WeakKeyDictionary()
_places: WeakKeyDictionary[View, Places] = WeakKeyDictionary()


def _words(document: Document, setting: Setting) -> tuple[Value, ...]:
    if document.kind is FileKind.PIP_CONF or not setting.value:
        return tuple(values_without_comments(document, setting))
    # An option of a requirements file takes one value, white space included.
    return (Value(setting.value, setting.value_span),)


def _judged(view: View) -> Iterator[TrustEntry]:
    document = view.document
    settings = applied_settings(document, KEY)
    # Requirements files add to each other; lists of a configuration file stand for themselves.
    shared = None if document.kind is FileKind.PIP_CONF else _first_entries(_added_together(view))
    for setting in settings:
        words = _words(document, setting)
        first = _first_entries(_saying_the_same(document, settings, setting)) if shared is None else shared
        replaced_by = _replaced_by(view, setting)
        listed = frozenset(word.text for word in words)
        for value in words:
            if not _VARIABLE.search(value.text):
                host = parse_trusted_host(value.text)
                uses = places(view).unverified_because_of(host)
                wider = _wider(first, document, value, host)
                rule_id = _fault(host) or _fault_in_use(view, setting, host, uses, wider)
                yield TrustEntry(setting, value, host, rule_id, uses, replaced_by, wider, listed)


def _added_together(view: View) -> Iterator[WiderEntry]:
    """The entries of the files that a requirements file includes, then its own."""
    for document in (*included(view.snapshot, view.document), view.document):
        for setting in applied_settings(document, KEY):
            yield from (WiderEntry(document, setting, word) for word in _words(document, setting))


def _saying_the_same(
    document: Document, settings: tuple[Setting, ...], setting: Setting
) -> Iterator[WiderEntry]:
    """A list of ``[global]`` with the same hosts as a command's list makes that one needless."""
    if setting.section != GLOBAL:
        hosts = {word.text.lower() for word in setting.values}
        for other in settings:
            if other.section == GLOBAL and {word.text.lower() for word in other.values} == hosts:
                yield from (WiderEntry(document, other, word) for word in _words(document, other))
    yield from (WiderEntry(document, setting, word) for word in _words(document, setting))


def _first_entries(entries: Iterator[WiderEntry]) -> dict[tuple[str | None, int | None], WiderEntry]:
    """For every host and port the first entry that works."""
    first: dict[tuple[str | None, int | None], WiderEntry] = {}
    for entry in entries:
        host = parse_trusted_host(entry.value.text)
        if _fault(host) is None:
            first.setdefault((host.host, host.port), entry)
    return first


def _wider(
    first: dict[tuple[str | None, int | None], WiderEntry],
    document: Document,
    value: Value,
    host: TrustedHost,
) -> WiderEntry | None:
    for port in dict.fromkeys((None, host.port)):
        found = first.get((host.host, port))
        if found is not None and (found.document is not document or found.value.span != value.span):
            return found
    return None


def _fault(host: TrustedHost) -> str | None:
    if host.has(Flaw.QUOTE):
        return "trusted-host-quoted"
    if _SCHEME.match(host.text):
        return "trusted-host-has-scheme"
    for flaw, rule_id in _FAULTS:
        if host.has(flaw):
            return rule_id
    return "trusted-host-malformed" if host.error is not None else None


def _fault_in_use(
    view: View, setting: Setting, host: TrustedHost, uses: tuple[IndexUse, ...], wider: WiderEntry | None
) -> str | None:
    if wider is not None:
        return "trusted-host-duplicate"
    if any(use.public for use in uses):
        index_trusted = any(use.public and use.role is not Role.FILE_HOST for use in uses)
        if index_trusted and verified_file_host(view, setting) is not None:
            return "trusted-host-without-file-host"
        return "public-index-unverified"
    if uses:
        return "private-index-unverified"
    return None if places(view).opened_by(host) else "trusted-host-unused"


def _replaced_by(view: View, setting: Setting) -> Origin | None:
    """Who sets the list that this pip uses instead, for the commands that the setting's section is for."""
    if view.document.kind is not FileKind.PIP_CONF:
        return None
    section = setting.section or ""
    winner = view.effective("" if section == "global" else section).get(KEY)
    if winner is None or winner.origin.uri == view.document.uri:
        return None
    return winner.origin
