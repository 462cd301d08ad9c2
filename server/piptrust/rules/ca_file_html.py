"""A CA file that is a web page."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, openssl_says, with_rule
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "ca-file-html",
    summary=mark("the CA file is a web page"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_html(view: View) -> Iterator[Diagnosis]:
    """What a download leaves behind where a sign-in or error page answers."""
    for file in with_rule(view, "ca-file-html"):
        message = tr(
            "The CA file is a web page, not a certificate: its download was answered by a sign-in "
            "or an error page. Every https request of pip fails with 'no certificate or crl "
            "found'. Download it again in a browser."
        )
        yield diagnosis(file, message, another_bundle(view, file), openssl_says(file))
