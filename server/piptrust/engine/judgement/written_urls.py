"""The URLs that one document writes: indexes, find-links and the proxy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.judgement.applied import applied_settings, comments_in, values_without_comments
from piptrust.engine.judgement.trust_entries import trusted
from piptrust.engine.view import View
from piptrust.parse.document import Document, Setting
from piptrust.parse.kind import FileKind
from piptrust.resolve.indexes import split_url
from piptrust.resolve.trusted_hosts import is_secure_origin
from piptrust.text.records import dataclass
from piptrust.text.span import Span
from piptrust.text.uri import redact, secrets_in

INDEX_KEYS = ("index-url", "pypi-url", "extra-index-url")
FIND_LINKS = "find-links"
PROXY = "proxy"
_LISTS = frozenset({"extra-index-url", FIND_LINKS})
_VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")
# Access tokens of the usual forges and registries have twenty characters and more; user names rarely do.
_SHORTEST_TOKEN = 20


@dataclass(frozen=True)
class WrittenUrl:
    """One URL, or what stands in the place of one.

    Attributes:
        setting: the option that it is a value of.
        text: as written, credentials included: only :attr:`shown` may be shown.
        span: where it stands.
    """

    setting: Setting
    text: str
    span: Span

    @property
    def shown(self) -> str:
        return redact(self.text)

    @property
    def scheme(self) -> str:
        """Lower case; empty where the text has none that is followed by ``//``."""
        scheme, separator, _ = self.text.partition("://")
        return scheme.lower() if separator and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme) else ""

    @property
    def host(self) -> str:
        return split_url(self.text)[1]


def written_urls(view: View, *keys: str) -> tuple[WrittenUrl, ...]:
    """The URLs of these options.

    Lists of a configuration file give one for each word, and one for each comment that pip takes for words.
    ``index-url`` and ``proxy`` are one URL, white space included, and so is every value in a requirements
    file.
    """
    found: list[WrittenUrl] = []
    for setting in applied_settings(view.document, *keys):
        if view.document.kind is FileKind.PIP_CONF and setting.key in _LISTS:
            found.extend(_in_list(view.document, setting))
        elif setting.value:
            found.append(WrittenUrl(setting, setting.value, setting.value_span))
    return tuple(found)


def plain_http_urls(view: View, *keys: str) -> Iterator[tuple[WrittenUrl, bool]]:
    """The URLs that pip would ask by http over a network, and whether a trusted-host entry lets it do so."""
    for url in written_urls(view, *keys):
        if url.scheme == "http" and url.host and "$" not in url.host and not is_local(view, url.text):
            yield url, trusted(view, url.setting.section).lets_pip_use(url.text)


def unverified(view: View, url: WrittenUrl) -> bool:
    """Whether a trusted-host entry keeps pip from verifying this https URL's certificate."""
    return trusted(view, url.setting.section).leaves_unverified(url.text)


def password_span(url: WrittenUrl) -> Span | None:
    """The credentials in a URL: a password with its user, or a name as long as a token; no variables."""
    span = credentials_in(url.text)
    if span is None:
        return None
    name, colon, password = url.text[span.start : span.end].partition(":")
    secret = _VARIABLE.sub("", password if colon else name)
    return span.shifted(url.span.start) if secret and (colon or len(secret) >= _SHORTEST_TOKEN) else None


def credentials_in(text: str) -> Span | None:
    """Where a URL, or a proxy without a scheme, holds what stands before the ``@`` of its host."""
    start = text.find("://") + len("://") if "://" in text else 0
    return next((span for span in secrets_in(text) if span.start == start), None)


def expands_variables(view: View, text: str) -> bool:
    """Whether pip replaces a ``${NAME}`` in the text, so that what it reads is unknown."""
    return view.document.kind is not FileKind.PIP_CONF and _VARIABLE.search(text) is not None


def is_local(view: View, url: str) -> bool:
    """Whether pip counts the URL's host as this machine, which it does for plain http too."""
    return is_secure_origin("http://" + url.partition("://")[2], (), view.environment)


def _in_list(document: Document, setting: Setting) -> Iterator[WrittenUrl]:
    for value in values_without_comments(document, setting):
        yield WrittenUrl(setting, value.text, value.span)
    for comment in comments_in(document, setting):
        yield WrittenUrl(setting, document.source(comment), comment)
