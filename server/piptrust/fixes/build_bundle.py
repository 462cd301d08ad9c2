"""One CA bundle of public roots and chosen others, in the user's own data folder, and ``cert`` set to it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import cast

from piptrust.engine.describe import LARGEST_BUNDLE
from piptrust.engine.edits.own_bundle import MARK, Added, added_before, bundle_text, fingerprint
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.fixes.set_cert import set_cert
from piptrust.locale import tr
from piptrust.resolve.disk import Disk, EntryKind
from piptrust.text.edit import Change, CreateFile, RewriteFile
from piptrust.text.records import replace
from piptrust.text.uri import path_to_uri
from piptrust.x509.bundle import read_bundle
from piptrust.x509.certificate import Certificate, UndecodableError, read_certificate


@fix("build-bundle")
def build_bundle(context: FixContext) -> tuple[Change, ...]:
    """Writes the bundle to ``path`` and sets ``cert`` to it.

    ``roots`` is a JSON list of ``{"path", "sha256"}``: certificates in files of this machine. ``presented``
    is the base64 DER form of a certificate that a server presented: nobody but the person at the machine can say
    whether it is to be trusted, so it is added only where ``confirmed`` is its SHA-256 fingerprint. What an
    earlier bundle of ours holds beside the public roots is kept. A file in that place that is not ours is not
    touched.
    """
    public_path, public = _public_roots(context)
    added = [*_chosen(context), *_presented(context.arguments)]
    path = context.arguments["path"]
    present = context.disk.entry(path).kind is not EntryKind.MISSING
    content = _ours(context.disk, path) if present else b""
    known = {certificate.sha256 for certificate in public}
    added.extend(added_before(content))
    unique: dict[str, Added] = {}
    for one in added:
        if one.certificate.sha256 not in known:
            unique.setdefault(one.certificate.sha256, one)
    if not unique:
        raise FixImpossible(tr("The public roots of pip hold all these certificates already."))
    day = context.view.snapshot.today.date()
    text = bundle_text(list(unique.values()), public, public_path, day)
    uri = path_to_uri(path)
    pointing = _pointing(context, path)
    if not present:
        return (CreateFile(uri, text), *pointing)
    return (RewriteFile(uri, text.encode("utf-8"), hashlib.sha256(content).hexdigest()), *pointing)


def _public_roots(context: FixContext) -> tuple[str, tuple[Certificate, ...]]:
    """Those of pip's own bundle; where there is none, of the certifi package that piptrust brings along."""
    interpreter = context.view.environment.interpreter
    paths = [] if interpreter is None or not interpreter.certifi_where else [interpreter.certifi_where]
    import certifi

    for path in (*paths, certifi.where()):
        try:
            found = read_bundle(context.disk.read(path, LARGEST_BUNDLE)).certificates
        except OSError:
            continue
        if found:
            return path, found
    raise FixImpossible(tr("No bundle of public roots was found."))


def _chosen(context: FixContext) -> Iterator[Added]:
    wanted = cast("list[dict[str, str]]", json.loads(context.arguments.get("roots", "[]")))
    by_path: dict[str, dict[str, Certificate]] = {}
    for root in wanted:
        path, fingerprint = root["path"], root["sha256"]
        if path not in by_path:
            by_path[path] = {c.sha256: c for c in _read(context.disk, path)}
        certificate = by_path[path].get(fingerprint)
        if certificate is None:
            raise FixImpossible(
                tr("{path} has changed: it does not hold the certificate any more.", path=path)
            )
        yield Added(certificate, path)


def _presented(arguments: Mapping[str, str]) -> Iterator[Added]:
    encoded = arguments.get("presented")
    if encoded is None:
        return
    try:
        certificate = read_certificate(base64.b64decode(encoded, validate=True))
    except (ValueError, UndecodableError):
        certificate = None
    if certificate is None:
        raise FixImpossible(tr("What the server presented is no certificate that piptrust can read."))
    if arguments.get("confirmed") != certificate.sha256:
        raise FixImpossible(
            tr(
                "Only you can say whether {subject} is to be trusted: a server presented it, and "
                "nothing on this machine vouches for it. Compare its SHA-256 fingerprint with the one "
                "that your IT department gives, then confirm it: {fingerprint}",
                subject=certificate.subject,
                fingerprint=fingerprint(certificate.sha256),
            )
        )
    yield Added(certificate, f"presented by {arguments.get('presented-by', 'a server')}, confirmed by hand")


def _read(disk: Disk, path: str) -> tuple[Certificate, ...]:
    try:
        return read_bundle(disk.read(path, LARGEST_BUNDLE)).certificates
    except OSError as error:
        raise FixImpossible(
            tr("{path} cannot be read: {error}.", path=path, error=error.strerror or error)
        ) from None


def _ours(disk: Disk, path: str) -> bytes:
    """The bundle of ours that stands there.

    Raises:
        FixImpossible: something else does.
    """
    try:
        content = disk.read(path, LARGEST_BUNDLE)
    except OSError as error:
        raise FixImpossible(
            tr("{path} cannot be read: {error}.", path=path, error=error.strerror or error)
        ) from None
    if not content.startswith(MARK.encode("ascii")):
        raise FixImpossible(tr("{path} exists, and piptrust has not made it.", path=path))
    return content


def _pointing(context: FixContext, path: str) -> tuple[Change, ...]:
    """``cert`` set to the bundle, unless it is already."""
    winner = context.view.effective().get("cert")
    if winner is not None and winner.value == path:
        return ()
    return set_cert(replace(context, arguments={"path": path}))
