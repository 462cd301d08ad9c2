"""A path that depends on where pip is called."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.certificate_files import CertificateFile, diagnosis, with_rule
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.certificate_files import other_value
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.certificate_paths import beside
from piptrust.resolve.disk import EntryKind
from piptrust.text.records import replace
from piptrust.text.uri import uri_to_path


@rule(
    "ca-path-relative",
    summary=mark("the path of a certificate file is relative to the folder that pip is called in"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES,
)
def ca_path_relative(view: View) -> Iterator[Diagnosis]:
    """Nothing makes it relative to the file: pip hands the text on to ``open``."""
    for file in with_rule(view, "ca-path-relative"):
        assert file.facts is not None
        if file.facts.kind is not EntryKind.MISSING:
            here = tr("Called in {folder}, it finds it.", folder=view.environment.cwd)
        else:
            here = tr("Called in {folder}, it does not find it.", folder=view.environment.cwd)
        message = sentences(
            tr(
                "pip looks for this path in the folder that it is called in, not beside this file, so it works "
                "from one folder only."
            ),
            here,
            tr("Write an absolute path."),
        )
        yield replace(diagnosis(file, message, _offers(view, file)), severity=Severity.WARNING)


def _offers(view: View, file: CertificateFile) -> Iterator[Offer]:
    """The folder of the configuration file first: that is what people expect, if the file is there."""
    own_path = uri_to_path(view.document.uri)
    folders = {view.environment.cwd: tr("the folder that pip is called in")}
    if own_path is not None:
        folders = {own_path.rpartition("/")[0]: tr("this file's folder"), **folders}
    first = True
    for folder, whose in folders.items():
        path = beside(file.value, folder, view.environment)
        facts = view.snapshot.files.get(path)
        if facts is not None and facts.kind is not EntryKind.MISSING:
            yield other_value(
                view, file, path, tr("Write {path}, in {whose}", path=path, whose=whose), preferred=first
            )
            first = False
