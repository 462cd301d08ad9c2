"""A CA file in UTF-16."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, openssl_says, with_rule
from piptrust.engine.offers.certificate_files import convert
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "ca-file-utf16",
    summary=mark("the CA file is encoded in UTF-16"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_utf16(view: View) -> Iterator[Diagnosis]:
    """What ``>`` writes in Windows PowerShell; OpenSSL reads bytes and finds no BEGIN line."""
    for file in with_rule(view, "ca-file-utf16"):
        assert file.bundle is not None
        message = tr(
            "The CA file is encoded in UTF-16, as Windows PowerShell writes it with '>'. OpenSSL "
            "does not see the certificates in it, so every https request of pip fails with 'no "
            "certificate or crl found'. Save it as UTF-8 or ASCII."
        )
        offers = (convert(file),) if file.bundle.certificates else ()
        yield diagnosis(file, message, offers, openssl_says(file))
