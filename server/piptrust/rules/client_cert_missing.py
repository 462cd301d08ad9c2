"""A client certificate that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, with_rule
from piptrust.engine.judgement.wording import listed, sentences
from piptrust.engine.offers.certificate_files import other_value
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.text.uri import redact


@rule(
    "client-cert-missing",
    summary=mark("the file that client-cert names does not exist"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def client_cert_missing(view: View) -> Iterator[Diagnosis]:
    """Requests looks for it even where no server asks for it (``adapters.py:cert_verify``)."""
    for file in with_rule(view, "client-cert-missing"):
        alternatives = file.facts.alternatives if file.facts is not None else ()
        words = f"Could not find the TLS certificate file, invalid path: {redact(file.value)}"
        message = sentences(
            tr(
                "pip stops at the first https request, whether or not the server asks for a certificate: "
                "'{words}'.",
                words=words,
            ),
            tr("Beside it there is {files}.", files=listed(alternatives)) if alternatives else "",
        )
        offers = (
            other_value(view, file, path, tr("Set client-cert to {path}", path=path), preferred=True)
            for path in alternatives
        )
        yield diagnosis(file, message, offers)
