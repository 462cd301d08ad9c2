"""An entry that matches no place in use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.finding import Confidence, Severity, Tag
from piptrust.engine.judgement.trust_entries import TrustEntry, is_in_force, trust_entries
from piptrust.engine.offers.trust import as_meant, removal
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.kind import FileKind
from piptrust.resolve.indexes import IndexUse, Role
from piptrust.text.records import dataclass
from piptrust.text.uri import redact

# Looking for what was meant takes time; a longer list than this was not written by hand.
_MOST_COMPARED = 50


@rule(
    "trusted-host-unused",
    summary=mark("a trusted-host entry matches no index, find-links location or file host in use"),
    severity=Severity.INFORMATION,
    kinds=EVERYWHERE,
)
def trusted_host_unused(view: View) -> Iterator[Diagnosis]:
    """A host may be used that no file names: on the command line, or by links on a private index's pages."""
    entries = list(trust_entries(view, "trusted-host-unused"))
    documents = view.snapshot.documents.values() if entries else ()
    texts = [d.text.lower() for d in documents if d.kind is not FileKind.PIP_CONF]
    for number, entry in enumerate(entries):
        near = _near(view, entry) if number < _MOST_COMPARED else None
        if near is not None:
            yield Diagnosis(
                entry.span,
                tr(
                    "pip matches this entry with nothing in use: {reason}. So certificates of {host} "
                    "are still verified. Remove the entry, or write '{meant}'.",
                    reason=near.reason,
                    host=near.use.host,
                    meant=near.meant,
                ),
                Severity.WARNING,
                Confidence.LIKELY,
                offers=(removal(entry), *as_meant(view, entry, [near.meant])),
            )
        elif _indexes_known(view) and not _named_in(texts, entry.host.host or ""):
            yield Diagnosis(
                entry.span,
                tr(
                    "pip matches this entry with no index, find-links location or file host that is in "
                    "use here, so it only waits to turn off certificate checks for a host that is used "
                    "some day. Remove it, unless files come from this host."
                ),
                confidence=Confidence.LIKELY,
                tags=(Tag.UNNECESSARY,),
                offers=(removal(entry),),
            )


@dataclass(frozen=True)
class _Near:
    """A place in use that the entry just misses: why, and the entry that would match it."""

    use: IndexUse
    reason: str
    meant: str


def _near(view: View, entry: TrustEntry) -> _Near | None:
    uses = [
        use
        for use in view.indexes[:_MOST_COMPARED]
        if use.scheme in {"http", "https"} and not is_in_force(view, entry.setting, use.url)
    ]
    host = entry.host.host or ""
    for use in uses:
        if use.host == host:
            return _Near(use, _other_port(use), host if use.port is None else f"{host}:{use.port}")
    for use in uses:
        if host != use.host and _ascii(host) == _ascii(use.host):
            return _Near(use, tr("URLs are sent with the ASCII form of this name"), _ascii(host))
        if host.rstrip(".") == use.host:
            return _Near(use, tr("URLs write this name without the last dot"), use.host)
        if use.host.endswith("." + host.strip(".")):
            reason = tr("an entry is one host, and names below it such as {host} are not", host=use.host)
            return _Near(use, reason, use.host)
    from difflib import get_close_matches  # Rarely needed, and slow to load.

    for close in get_close_matches(host, [use.host for use in uses], 1, 0.8):
        use = next(use for use in uses if use.host == close)
        meant = close if entry.host.port is None else f"{close}:{entry.host.port}"
        return _Near(use, tr("the host in use is {close}, which looks much like it", close=close), meant)
    return None


def _other_port(use: IndexUse) -> str:
    if use.port is None:
        return tr("it compares text, and {url} writes no port", url=redact(use.url))
    return tr("it compares text, and {url} writes port {port}", url=redact(use.url), port=use.port)


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _indexes_known(view: View) -> bool:
    return any(use.role is Role.INDEX for use in view.indexes)


def _named_in(requirements: list[str], host: str) -> bool:
    """Whether some requirement comes from a URL of this host."""
    url = re.compile(rf"://(?:[^\s/@]*@)?{re.escape(host)}(?=[:/\s]|$)")
    return any(host in text and url.search(text) is not None for text in requirements)
