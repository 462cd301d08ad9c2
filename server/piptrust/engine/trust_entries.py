"""The trusted-host entries of one document, each with the one rule that says most about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from piptrust.data.options import GLOBAL
from piptrust.engine.applied import applied_settings, comments_in, included
from piptrust.engine.view import View
from piptrust.parse.document import Document, Setting, Value
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_conf import DEFAULT_SECTION
from piptrust.resolve.effective import Origin
from piptrust.resolve.indexes import IndexUse, Role
from piptrust.resolve.trusted_hosts import (
    Flaw,
    TrustedHost,
    covers_https,
    parse_trusted_host,
    passes_http_gate,
)
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
    """

    setting: Setting
    value: Value
    host: TrustedHost
    rule: str | None
    uses: tuple[IndexUse, ...]
    replaced_by: Origin | None

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


def hosts_in_force(view: View, setting: Setting) -> tuple[TrustedHost, ...]:
    """The hosts of a trusted-host list and those that pip trusts beside them."""
    own = (parse_trusted_host(value.text) for value in _words(view.document, setting))
    return (*own, *trusted_hosts(view, setting.section))


def opens_gate(view: View, host: TrustedHost) -> bool:
    """Whether pip uses some plain http place because of this entry."""
    return any(
        use.scheme == "http" and passes_http_gate(host, use.url, view.environment) for use in view.indexes
    )


def verified_file_host(view: View, in_force: tuple[TrustedHost, ...]) -> IndexUse | None:
    """The file host that pip goes on to verify although the index that lists its files is trusted."""
    for use in view.indexes:
        if use.role is Role.FILE_HOST:
            covered = any(covers_https(host, use.url, view.environment) for host in in_force)
            return None if covered else use
    return None


@dataclass(frozen=True)
class WiderEntry:
    """An entry that trusts all that another one trusts, and where it stands."""

    document: Document
    setting: Setting
    value: Value


def wider_entry(view: View, setting: Setting, value: Value) -> WiderEntry | None:
    """What makes ``value`` needless: of two equal entries the first is the one that counts.

    Lists of configuration files replace each other, so there only the same list counts, or the same hosts in
    ``[global]``. A requirements file adds to the files that it includes.
    """
    own = parse_trusted_host(value.text)
    for document, other_setting, other in _beside(view, setting):
        if document is view.document and other.span == value.span:
            continue
        wider = parse_trusted_host(other.text)
        if wider.host != own.host or _fault(wider) is not None:
            continue
        elsewhere = other_setting is not setting and view.document.kind is FileKind.PIP_CONF
        first = elsewhere or document is not view.document or other.span < value.span
        if (wider.port == own.port and first) or (wider.port is None and own.port is not None):
            return WiderEntry(document, other_setting, other)
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


def _words(document: Document, setting: Setting) -> tuple[Value, ...]:
    if document.kind is FileKind.PIP_CONF or not setting.value:
        return setting.values
    # An option of a requirements file takes one value, white space included.
    return (Value(setting.value, setting.value_span),)


def _beside(view: View, setting: Setting) -> Iterator[tuple[Document, Setting, Value]]:
    """The entries that are in force whenever those of ``setting`` are."""
    document = view.document
    if document.kind is FileKind.PIP_CONF:
        hosts = {word.text.lower() for word in setting.values}
        for other in applied_settings(document, KEY):
            same = other.section == GLOBAL and {word.text.lower() for word in other.values} == hosts
            if other is setting or (setting.section != GLOBAL and same):
                yield from ((document, other, word) for word in other.values)
        return
    for one in (document, *included(view.snapshot, document)):
        for other in applied_settings(one, KEY):
            yield from ((one, other, word) for word in _words(one, other))


def _judged(view: View) -> Iterator[TrustEntry]:
    for setting in applied_settings(view.document, KEY):
        words = _words(view.document, setting)
        comments = tuple(comments_in(view.document, setting))
        replaced_by = _replaced_by(view, setting)
        for value in words:
            if _VARIABLE.search(value.text) or any(value.span.overlaps(span) for span in comments):
                continue
            host = parse_trusted_host(value.text)
            uses = tuple(use for use in view.indexes if covers_https(host, _page_url(use), view.environment))
            rule_id = _fault(host) or _fault_in_use(view, setting, value, host, uses)
            yield TrustEntry(setting, value, host, rule_id, uses, replaced_by)


def _page_url(use: IndexUse) -> str:
    """What every URL starts with that pip asks an index for (pip 26.3, ``models/search_scope.py``)."""
    return use.url.rstrip("/") + "/" if use.role in {Role.INDEX, Role.EXTRA_INDEX} else use.url


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
    view: View,
    setting: Setting,
    value: Value,
    host: TrustedHost,
    uses: tuple[IndexUse, ...],
) -> str | None:
    if wider_entry(view, setting, value) is not None:
        return "trusted-host-duplicate"
    if any(use.public for use in uses):
        index_trusted = any(use.public and use.role is not Role.FILE_HOST for use in uses)
        if index_trusted and verified_file_host(view, hosts_in_force(view, setting)) is not None:
            return "trusted-host-without-file-host"
        return "public-index-unverified"
    if uses:
        return "private-index-unverified"
    if any(
        use.scheme == "http" and passes_http_gate(host, use.url, view.environment) for use in view.indexes
    ):
        return None
    return "trusted-host-unused"


def _replaced_by(view: View, setting: Setting) -> Origin | None:
    """Who sets the list that this pip uses instead, for the commands that the setting's section is for."""
    if view.document.kind is not FileKind.PIP_CONF:
        return None
    section = setting.section or ""
    winner = view.effective("" if section == "global" else section).get(KEY)
    if winner is None or winner.origin.uri == view.document.uri:
        return None
    return winner.origin
