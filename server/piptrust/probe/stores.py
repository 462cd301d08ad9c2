"""The trust anchors on this machine: those that this pip consults, and those that it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import certifi

from piptrust.engine.describe import LARGEST_BUNDLE
from piptrust.locale import tr
from piptrust.probe.cause import Store, StoreKind
from piptrust.probe.os_stores import OsStore
from piptrust.probe.target import ProbeTarget
from piptrust.resolve.disk import Disk, EntryKind
from piptrust.resolve.environment import Environment
from piptrust.resolve.paths import absolute_path
from piptrust.resolve.system_store import sources_on_disk
from piptrust.resolve.trust import SourceKind
from piptrust.x509.bundle import read_bundle
from piptrust.x509.certificate import Certificate

# What other tools on the machine are told to trust. A root found there is a hint, never proof.
_OTHER_TOOLS = ("NODE_EXTRA_CA_CERTS", "GIT_SSL_CAINFO", "AWS_CA_BUNDLE", "NIX_SSL_CERT_FILE")
_PIPS = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT", "SSL_CERT_FILE")
_SYSTEM_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_MOST_NAMES = 2_000


def stores_of(
    target: ProbeTarget, environment: Environment, disk: Disk, os_stores: Sequence[OsStore] = ()
) -> tuple[Store, ...]:
    """Every store worth comparing with a presented chain, those in effect first.

    ``os_stores`` are those that are no files (``read_os_stores``).
    """
    stores: dict[str, Store] = {}
    for source in sources_on_disk(target.trust, environment, disk) if target.recipe.verify else ():
        if source.path is not None:
            kind = _KINDS[source.kind]
            set_by = source.origin.name
            name = _name(kind, set_by)
            held = _certificates(disk, source.path)
            stores[source.path] = Store(name, source.path, held, True, kind, set_by)
    by_system = target.recipe.verify and target.recipe.native and target.recipe.system == "truststore"
    for held_by_system in os_stores:
        stores[held_by_system.name] = Store(
            held_by_system.name, None, held_by_system.certificates, by_system, StoreKind.SYSTEM
        )
    for kind, set_by, path in _others(target, environment):
        if path not in stores and disk.entry(path).kind is EntryKind.FILE:
            name = _name_of_beaten(set_by) if kind is StoreKind.BUNDLE else _name(kind, set_by)
            stores[path] = Store(name, path, _certificates(disk, path), False, kind, set_by)
    public = certifi.where()
    held = _certificates(disk, public)
    return (*stores.values(), Store(tr("the public roots"), public, held, False, StoreKind.PUBLIC))


_KINDS = {
    SourceKind.SYSTEM_STORE: StoreKind.SYSTEM,
    SourceKind.SYSTEM_FILE: StoreKind.SYSTEM,
    SourceKind.SYSTEM_DIRECTORY: StoreKind.SYSTEM,
    SourceKind.CERTIFI: StoreKind.PIPS_OWN,
    SourceKind.BUNDLE: StoreKind.BUNDLE,
}


def _name(kind: StoreKind, set_by: str) -> str:
    if kind is StoreKind.BUNDLE:
        return tr("the bundle set by {setter}", setter=set_by)
    if kind is StoreKind.PIPS_OWN:
        return tr("pip's own bundle")
    if kind is StoreKind.CERTIFI_PACKAGE:
        return tr("the certifi package, which pip does not read")
    return tr("the system store") if kind is StoreKind.SYSTEM else tr("the bundle in {setter}", setter=set_by)


def _name_of_beaten(set_by: str) -> str:
    return tr("the bundle set by {setter}, which does not count", setter=set_by)


def _others(target: ProbeTarget, environment: Environment) -> Iterator[tuple[StoreKind, str, str]]:
    """Kind, who names it, path. What is beaten goes first: it is also a variable or the system's."""
    interpreter = environment.interpreter
    for assignment in target.trust.beaten:
        expand = not assignment.key.isupper()
        path = absolute_path(assignment.value, environment, expand_home=expand)
        yield StoreKind.BUNDLE, assignment.origin.name, path
    if interpreter is not None and interpreter.certifi_where:
        yield StoreKind.PIPS_OWN, "", interpreter.certifi_where
    if interpreter is not None and interpreter.openssl_cafile:
        yield StoreKind.SYSTEM, tr("OpenSSL's default"), interpreter.openssl_cafile
    for path in _SYSTEM_FILES:
        yield StoreKind.SYSTEM, "", path
    for name in (*_PIPS, *_OTHER_TOOLS):
        value = environment.variables.get(name)
        if value:
            expand = name == "PIP_CERT"
            yield StoreKind.OTHER, name, absolute_path(value, environment, expand_home=expand)
    for folder in interpreter.site_packages if interpreter is not None else ():
        yield StoreKind.CERTIFI_PACKAGE, "", f"{folder.rstrip('/')}/certifi/cacert.pem"


def _certificates(disk: Disk, path: str) -> tuple[Certificate, ...]:
    entry = disk.entry(path)
    if entry.kind is EntryKind.FILE and entry.size <= LARGEST_BUNDLE:
        return _read(disk, path, entry.stamp)
    if entry.kind is EntryKind.DIRECTORY:
        return tuple(_of_directory(disk, path))
    return ()


def _of_directory(disk: Disk, path: str) -> Iterable[Certificate]:
    try:
        names = disk.names(path)[:_MOST_NAMES]
    except OSError:
        return
    seen: set[str] = set()
    for name in names:
        # OpenSSL finds certificates in a directory by their hashed names only.
        stem, dot, number = name.partition(".")
        if not dot or len(stem) != 8 or not number.isdigit():
            continue
        full = f"{path.rstrip('/')}/{name}"
        for certificate in _read(disk, full, disk.entry(full).stamp):
            if certificate.sha256 not in seen:
                seen.add(certificate.sha256)
                yield certificate


@lru_cache(maxsize=1024)
def _read(disk: Disk, path: str, _stamp: tuple[int, ...]) -> tuple[Certificate, ...]:
    """Kept as long as the file's stamp stays: decoding a public bundle takes a tenth of a second."""
    try:
        return read_bundle(disk.read(path, LARGEST_BUNDLE)).certificates
    except OSError:
        return ()
