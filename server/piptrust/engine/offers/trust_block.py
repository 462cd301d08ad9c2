"""The offer of last resort: pip verifies nothing for exactly the hosts that are in use."""

from __future__ import annotations

from collections.abc import Iterable

from piptrust.engine.finding import Offer
from piptrust.engine.judgement.trust_entries import trusted
from piptrust.engine.judgement.wording import listed
from piptrust.engine.judgement.written_urls import is_local
from piptrust.engine.view import View
from piptrust.locale import ntr, tr
from piptrust.resolve.indexes import split_url

_MOST_NAMED = 4


def trust_hosts_offer(view: View, urls: Iterable[str] | None = None) -> tuple[Offer, ...]:
    """Trusts the hosts of ``urls``, or of every place in use; nothing where pip trusts them all already."""
    entries = untrusted_hosts(view, urls)
    if not entries:
        return ()
    rest = len(entries) - _MOST_NAMED
    named = list(entries[:_MOST_NAMED])
    if rest > 0:
        named.append(ntr("{number} more", "{number} more", rest))
    title = tr("Turn off certificate checks for {hosts} (lowers security)", hosts=listed(named))
    return (Offer("trust-hosts", title, {"hosts": " ".join(entries)}, lowers_security=True),)


def plain_http_offer(view: View, url: str) -> tuple[Offer, ...]:
    """Trusts the host of one http URL, so that pip uses it at all."""
    entries = untrusted_hosts(view, (url,))
    title = tr("Use {host} without encryption, as a trusted host (lowers security)", host=" ".join(entries))
    arguments = {"hosts": " ".join(entries)}
    return (Offer("trust-hosts", title, arguments, lowers_security=True),) if entries else ()


def untrusted_hosts(view: View, urls: Iterable[str] | None = None) -> tuple[str, ...]:
    """The entries that make pip trust the hosts of ``urls``: with a port where the URL writes one."""
    if urls is None:
        urls = (use.url for use in view.indexes)
    in_force = trusted(view, None)
    entries: dict[str, None] = {}
    for url in urls:
        scheme, host, port = split_url(url)
        if scheme not in {"http", "https"} or not host or "$" in host:
            continue
        local = scheme == "http" and is_local(view, url)
        if not local and not in_force.matches(url):
            entries[_entry(host, port)] = None
    return tuple(entry for entry in entries if entry.rpartition(":")[0] not in entries)


def _entry(host: str, port: int | None) -> str:
    if port is None:
        return host
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
