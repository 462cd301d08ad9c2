"""A CA file that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.certificate_files import CertificateFile, diagnosis, with_rule
from piptrust.engine.judgement.wording import listed, sentences
from piptrust.engine.offers.certificate_files import another_bundle, other_value
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.certificate_paths import is_url
from piptrust.text.uri import redact


@rule(
    "ca-file-missing",
    summary=mark("the CA file that cert names does not exist"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_missing(view: View) -> Iterator[Diagnosis]:
    """Requests looks for it before the first https request (``adapters.py:cert_verify``); no pip skips it."""
    for file in with_rule(view, "ca-file-missing"):
        shown = redact(file.value).replace("\n", "\\n")
        words = f"Could not find a suitable TLS CA certificate bundle, invalid path: {shown}"
        message = sentences(tr("pip stops at the first https request: '{words}'.", words=words), _why(file))
        yield diagnosis(file, message, (*_alternatives(view, file), *another_bundle(view, file)))


def _why(file: CertificateFile) -> str:
    if "\n" in file.value:
        return tr("The value goes on over several lines, and pip takes the line ends for a part of the path.")
    if is_url(file.value):
        return tr("It takes a path, not a URL: download the file and name it here.")
    if file.facts is not None and file.facts.alternatives:
        return tr("Beside it there is {files}.", files=listed(file.facts.alternatives))
    if not file.here:
        return tr(
            "The file may exist on the machine that this configuration is for; on this one it does not."
        )
    return tr("Name a file that exists, or remove the entry.")


def _alternatives(view: View, file: CertificateFile) -> Iterator[Offer]:
    for path in file.facts.alternatives if file.facts is not None else ():
        yield other_value(view, file, path, tr("Set cert to {path}", path=path), preferred=True)
