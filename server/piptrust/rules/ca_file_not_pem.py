"""A CA file in which OpenSSL finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, openssl_says, with_rule
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "ca-file-not-pem",
    summary=mark("the CA file holds no PEM certificate"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_not_pem(view: View) -> Iterator[Diagnosis]:
    """The rest: what no other rule knows by its form."""
    for file in with_rule(view, "ca-file-not-pem"):
        assert file.bundle is not None
        labels = list(dict.fromkeys(f"'{block.label}'" for block in file.bundle.blocks))
        message = sentences(
            tr(
                "The CA file holds no certificate that pip can read, so every https request fails with 'no "
                "certificate or crl found'."
            ),
            tr("What it holds is {labels}.", labels=", ".join(labels[:3])) if labels else "",
            tr("A PEM certificate starts with a line '-----BEGIN CERTIFICATE-----'."),
        )
        yield diagnosis(file, message, another_bundle(view, file), openssl_says(file))
