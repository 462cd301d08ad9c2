"""A certificate file that exists and cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Evidence, Severity
from piptrust.engine.judgement.certificate_files import diagnosis, with_rule
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.disk import EntryKind


@rule(
    "ca-file-unreadable",
    summary=mark("the certificate file cannot be read"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_unreadable(view: View) -> Iterator[Diagnosis]:
    """Seen with pip 20.3.4, 25.3 and 26.3: the error is taken for a TLS failure."""
    for file in with_rule(view, "ca-file-unreadable"):
        facts = file.facts
        assert facts is not None
        if facts.kind is EntryKind.SPECIAL:
            message = tr(
                "pip cannot read certificates from {path}: it is a device, a pipe or the like. "
                "Every https request fails. Name a regular file.",
                path=facts.path,
            )
        else:
            message = tr(
                "pip may not read {path} ({error}), so every https request fails with 'There was a "
                "problem confirming the ssl certificate'. Give the user who runs pip permission to "
                "read it and to enter its folders.",
                path=facts.path,
                error=facts.error or "Permission denied",
            )
        evidence = (Evidence(facts.error, facts.path),) if facts.error else ()
        yield diagnosis(file, message, another_bundle(view, file), evidence)
