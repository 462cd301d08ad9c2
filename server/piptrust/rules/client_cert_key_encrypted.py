"""A client certificate whose key has a pass phrase."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, with_rule
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.text.records import replace


@rule(
    "client-cert-key-encrypted",
    summary=mark("the client certificate's key is encrypted, and pip has no option for its pass phrase"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def client_cert_key_encrypted(view: View) -> Iterator[Diagnosis]:
    """OpenSSL itself asks on the terminal; without one, pip ends with "No matching distribution" alone."""
    for file in with_rule(view, "client-cert-key-encrypted"):
        message = tr(
            "OpenSSL asks for the key's pass phrase on the terminal at every run of pip, which has "
            "no option for it; without a terminal pip fails and says only that no matching "
            "distribution was found. Where pip runs unattended, use a key without a pass phrase in "
            "a file that only that user may read."
        )
        yield replace(diagnosis(file, message), severity=Severity.WARNING)
