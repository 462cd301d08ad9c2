"""Writes the certificates of a file that pip cannot read as PEM beside it, and points the setting there."""

from __future__ import annotations

import base64
import textwrap
from collections.abc import Iterable

from piptrust.engine.describe import LARGEST_BUNDLE
from piptrust.engine.edits.setting_at import setting_at
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.resolve.certificate_paths import path_opened
from piptrust.resolve.disk import Disk, EntryKind
from piptrust.text.edit import Change, CreateFile, EditFile, TextEdit
from piptrust.text.uri import path_to_uri
from piptrust.x509.bundle import read_bundle
from piptrust.x509.certificate import Certificate

_MOST_NAMES_TRIED = 100


@fix("convert-to-pem")
def convert_to_pem(context: FixContext) -> tuple[Change, ...]:
    """DER, PKCS#7 and UTF-16 become one file of PEM certificates in the same order; the original stays."""
    document = context.view.document
    setting = setting_at(document, context.arguments)
    path = path_opened(setting.value, context.view.environment)
    try:
        bundle = read_bundle(context.disk.read(path, LARGEST_BUNDLE))
    except OSError as error:
        raise FixImpossible(
            tr("{path} cannot be read: {error}.", path=path, error=error.strerror or error)
        ) from None
    if not bundle.certificates or len(bundle.certificates) < len(bundle.blocks):
        raise FixImpossible(
            tr("{path} holds something that is no certificate; convert it with openssl.", path=path)
        )
    cut = max(path.rfind("/"), path.rfind("\\")) + 1
    name = _free_name(context.disk, path[:cut], path[cut:])
    written = document.source(setting.value_span)
    kept = written[: max(written.rfind("/"), written.rfind("\\")) + 1]
    return (
        CreateFile(path_to_uri(path[:cut] + name), _pem(bundle.certificates)),
        EditFile(document.uri, (TextEdit(setting.value_span, kept + name),)),
    )


def _free_name(disk: Disk, folder: str, name: str) -> str:
    """``corp.cer`` becomes ``corp.pem``, or ``corp-2.pem`` where that is taken."""
    stem = name.rpartition(".")[0] or name
    for number in range(1, _MOST_NAMES_TRIED):
        candidate = f"{stem}.pem" if number == 1 else f"{stem}-{number}.pem"
        if disk.entry(folder + candidate).kind is EntryKind.MISSING:
            return candidate
    raise FixImpossible(tr("{folder} holds too many files of the name {stem}.", folder=folder, stem=stem))


def _pem(certificates: Iterable[Certificate]) -> str:
    return "".join(
        "-----BEGIN CERTIFICATE-----\n"
        + "\n".join(textwrap.wrap(base64.b64encode(certificate.der).decode("ascii"), 64))
        + "\n-----END CERTIFICATE-----\n"
        for certificate in certificates
    )
