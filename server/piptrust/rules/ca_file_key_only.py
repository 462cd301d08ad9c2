"""A CA file that holds a private key."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, openssl_says, with_rule
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "ca-file-key-only",
    summary=mark("the CA file holds a private key and no certificate"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_key_only(view: View) -> Iterator[Diagnosis]:
    """OpenSSL passes over keys in a CA file."""
    for file in with_rule(view, "ca-file-key-only"):
        message = tr(
            "The CA file holds a private key and no certificate, so every https request of pip "
            "fails with 'no certificate or crl found'. Name the file with the authority's "
            "certificate; a key is never needed here."
        )
        yield diagnosis(file, message, another_bundle(view, file), openssl_says(file))
