"""The URLs that one document writes: indexes, find-links and the proxy."""

from __future__ import annotations

import re
from dataclasses import dataclass

from piptrust.engine.applied import applied_settings
from piptrust.engine.view import View
from piptrust.parse.document import Setting
from piptrust.parse.kind import FileKind
from piptrust.resolve.indexes import split_url
from piptrust.resolve.trusted_hosts import is_secure_origin
from piptrust.text.span import Span
from piptrust.text.uri import redact

INDEX_KEYS = ("index-url", "pypi-url", "extra-index-url")
FIND_LINKS = "find-links"
PROXY = "proxy"
_LISTS = frozenset({"extra-index-url", FIND_LINKS})
_VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")


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
    """The URLs of these options, in file order.

    Lists of a configuration file give one for each word. ``index-url`` and ``proxy`` are one URL, white space
    included, and so is every value in a requirements file.
    """
    in_config = view.document.kind is FileKind.PIP_CONF
    found: list[WrittenUrl] = []
    for setting in applied_settings(view.document, *keys):
        if in_config and setting.key in _LISTS:
            found.extend(WrittenUrl(setting, value.text, value.span) for value in setting.values)
        elif setting.value:
            found.append(WrittenUrl(setting, setting.value, setting.value_span))
    return tuple(found)


def expands_variables(view: View, text: str) -> bool:
    """Whether pip replaces a ``${NAME}`` in the text, so that what it reads is unknown."""
    return view.document.kind is not FileKind.PIP_CONF and _VARIABLE.search(text) is not None


def is_local(view: View, url: str) -> bool:
    """Whether pip counts the URL's host as this machine, which it does for plain http too."""
    return is_secure_origin("http://" + url.partition("://")[2], (), view.environment)
