"""A CA file in PKCS#12."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, openssl_says, with_rule
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "ca-file-pkcs12",
    summary=mark("the CA file is a PKCS#12 store, pip reads PEM certificates only"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_pkcs12(view: View) -> Iterator[Diagnosis]:
    """The store is encrypted, so it cannot be converted without its password: only the command is shown."""
    for file in with_rule(view, "ca-file-pkcs12"):
        assert file.facts is not None
        message = tr(
            "The CA file is a PKCS#12 store (.p12, .pfx). pip reads plain PEM certificates only, "
            "so every https request fails with 'no certificate or crl found'. Take the authorities "
            "out, which asks for the store's password: openssl pkcs12 -in {path} -cacerts -nokeys "
            "-out ca.pem",
            path=file.facts.path,
        )
        yield diagnosis(file, message, another_bundle(view, file), openssl_says(file))
