"""A CA file that belongs to a package."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import CA_FILE, certificate_files, diagnosis
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.certificate_files import another_bundle, remove
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.disk import EntryKind
from piptrust.text.records import replace

_CERTIFI = re.compile(r"[/\\](?P<vendored>pip[/\\]_vendor[/\\])?certifi[/\\]cacert\.pem$", re.IGNORECASE)


@rule(
    "ca-file-in-certifi",
    summary=mark("the CA file belongs to a certifi package, which upgrades overwrite"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_in_certifi(view: View) -> Iterator[Diagnosis]:
    """Only ``pip/_vendor/certifi/cacert.pem`` is pip's; either file is replaced by the next upgrade."""
    interpreter = view.environment.interpreter
    own = None if interpreter is None else interpreter.certifi_where
    for file in certificate_files(view):
        facts = file.facts
        match = _CERTIFI.search(facts.path) if facts is not None and file.setting.key == CA_FILE else None
        if facts is None or match is None or facts.kind is not EntryKind.FILE:
            continue
        uses_anyway = facts.path == own
        message = sentences(
            tr(
                "Certificates added to this file are lost when {package} is upgraded: it is a part of that "
                "package.",
                package=tr("pip itself") if match.group("vendored") else "certifi",
            ),
            tr("pip uses this very file without the entry, too.") if uses_anyway else "",
            tr("Keep your authorities in a file of your own, and name that."),
        )
        title = tr("Remove {option}, pip uses this file anyway", option=file.setting.key)
        offers = (remove(file, title),) if uses_anyway else ()
        found = diagnosis(file, message, (*offers, *another_bundle(view, file)))
        yield replace(found, severity=Severity.INFORMATION) if uses_anyway else found
