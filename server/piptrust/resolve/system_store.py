"""Which of OpenSSL's default places truststore uses on this disk, or what it takes instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from piptrust.locale import tr
from piptrust.resolve import quirks
from piptrust.resolve.disk import Disk, EntryKind
from piptrust.resolve.effective import Level, Origin
from piptrust.resolve.environment import Environment
from piptrust.resolve.quirks import holds
from piptrust.resolve.trust import Source, SourceKind, TrustDecision

_HASHED_NAME = re.compile(r"[0-9a-fA-F]{8}\.[0-9]$")
_FALLBACKS = (
    "/etc/ssl/cert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/cert.pem",
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/ssl/ca-bundle.pem",
)
_FALLBACK_SINCE_0_10_4 = _FALLBACKS[1]


def sources_on_disk(decision: TrustDecision, environment: Environment, disk: Disk) -> tuple[Source, ...]:
    """``decision.sources`` as this disk makes them (truststore 0.10.5, ``_openssl.py:_configure_context``).

    OpenSSL's places count if the default file is there, or the default directory holds hashed names; else the
    first well-known file that is there does. Other kinds of sources are left as they are, there or not.
    """
    system = [source for source in decision.sources if source.kind in _OPENSSL]
    others = tuple(source for source in decision.sources if source.kind not in _OPENSSL)
    if not decision.reads_system_store or any(s.kind is SourceKind.SYSTEM_STORE for s in others):
        return decision.sources
    present = [source for source in system if _is_there(source, disk)]
    # Through the proxies of some pips OpenSSL is asked directly, without truststore's search.
    if decision.row.proxied or _usable(system, disk):
        return (*present, *others)
    for path in _FALLBACKS:
        if path == _FALLBACK_SINCE_0_10_4 and not holds(quirks.STORE_OF_NEW_FEDORAS, environment):
            continue
        if disk.entry(path).kind is EntryKind.FILE:
            return (
                Source(SourceKind.SYSTEM_FILE, path, Origin(Level.DEFAULT, tr("truststore's list"))),
                *others,
            )
    return others


_OPENSSL = frozenset({SourceKind.SYSTEM_FILE, SourceKind.SYSTEM_DIRECTORY})


def _is_there(source: Source, disk: Disk) -> bool:
    wanted = EntryKind.FILE if source.kind is SourceKind.SYSTEM_FILE else EntryKind.DIRECTORY
    return source.path is not None and disk.entry(source.path).kind is wanted


def _usable(system: Iterable[Source], disk: Disk) -> bool:
    """Whether truststore is content with OpenSSL's places.

    ``ssl.get_default_verify_paths`` takes a list of directories for the name of one, which is not there.
    """
    directories: list[str] = []
    for source in system:
        if not _is_there(source, disk):
            if source.kind is SourceKind.SYSTEM_DIRECTORY:
                directories.append("")
            continue
        if source.kind is SourceKind.SYSTEM_FILE:
            return True
        directories.append(source.path or "")
    if len(directories) != 1 or not directories[0]:
        return False
    try:
        names = disk.names(directories[0])
    except OSError:
        return False
    return any(_HASHED_NAME.match(name) for name in names)
