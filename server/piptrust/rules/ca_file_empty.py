"""A CA file with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, openssl_says, with_rule
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "ca-file-empty",
    summary=mark("the CA file is empty"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_empty(view: View) -> Iterator[Diagnosis]:
    """OpenSSL takes a file without certificates for an error, not for an empty list."""
    for file in with_rule(view, "ca-file-empty"):
        message = tr(
            "The CA file is empty, so every https request of pip fails with 'no certificate or crl "
            "found'. A failed download or export leaves such files behind: fetch it again."
        )
        yield diagnosis(file, message, another_bundle(view, file), openssl_says(file))
