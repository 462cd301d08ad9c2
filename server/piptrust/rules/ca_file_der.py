"""A CA file in DER."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, names_of, openssl_says, with_rule
from piptrust.engine.offers.certificate_files import convert
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "ca-file-der",
    summary=mark("the CA file is in DER, pip reads PEM only"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_der(view: View) -> Iterator[Diagnosis]:
    """Windows exports ".cer" as DER unless told otherwise; pip gives OpenSSL a file of PEM."""
    for file in with_rule(view, "ca-file-der"):
        assert file.bundle is not None
        message = tr(
            "The CA file holds {names} in DER, the binary form. pip reads PEM only, so every "
            "https request fails with 'no certificate or crl found'. Convert it.",
            names=names_of(file.bundle.certificates),
        )
        yield diagnosis(file, message, (convert(file),), openssl_says(file))
