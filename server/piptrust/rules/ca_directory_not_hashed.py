"""A directory of certificates without the names that OpenSSL looks for."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, with_rule
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr


@rule(
    "ca-directory-not-hashed",
    summary=mark("cert names a directory in which OpenSSL finds no certificate"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_directory_not_hashed(view: View) -> Iterator[Diagnosis]:
    """OpenSSL opens only names that are a subject's hash, such as ``5ed36f99.0`` (its ``openssl rehash``)."""
    for file in with_rule(view, "ca-directory-not-hashed"):
        facts = file.facts
        assert facts is not None
        if facts.entries == 0:
            holds = tr("the directory is empty")
        else:
            holds = ntr(
                "the directory holds {number} other name and no such one",
                "the directory holds {number} other names and no such one",
                facts.entries,
            )
        message = tr(
            "pip finds no certificate in {path}: OpenSSL opens only files that are named by their subject's "
            "hash, and {holds}. No error tells; the authorities are just missing. Run 'openssl rehash {path}', "
            "or name one file that holds all the certificates.",
            path=facts.path,
            holds=holds,
        )
        yield diagnosis(file, message, another_bundle(view, file))
