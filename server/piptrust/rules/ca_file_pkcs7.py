"""A CA file in PKCS#7."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, names_of, openssl_says, with_rule
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.certificate_files import convert
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "ca-file-pkcs7",
    summary=mark("the CA file is a PKCS#7 container, pip reads PEM certificates only"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_pkcs7(view: View) -> Iterator[Diagnosis]:
    """A ".p7b" holds a chain in one message; OpenSSL does not look into it, not even in PEM's clothes."""
    for file in with_rule(view, "ca-file-pkcs7"):
        assert file.bundle is not None
        certificates = file.bundle.certificates
        if certificates:
            what = tr("The CA file holds {names} in a PKCS#7 container (.p7b).", names=names_of(certificates))
        else:
            what = tr("The CA file is a PKCS#7 container (.p7b).")
        effect = tr(
            "pip reads plain PEM certificates only, so every https request fails with 'no certificate or crl "
            "found'. Convert it."
        )
        message = sentences(what, effect)
        offers = (convert(file),) if certificates else ()
        yield diagnosis(file, message, offers, openssl_says(file))
