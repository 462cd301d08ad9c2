"""A requirements file that names another one that is not there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from piptrust.engine.edits.config_repair import replacement
from piptrust.engine.finding import Evidence, Offer, Severity
from piptrust.engine.judgement.requirements_file import structure_of
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.kind import FileKind
from piptrust.parse.requirements import Include
from piptrust.resolve.disk import EntryKind
from piptrust.text.uri import uri_to_path

_MOST = 3
_WHY = {
    EntryKind.MISSING: (
        mark("{pip} stops at this line: {path} does not exist. Paths start at the folder of this file."),
        "[Errno 2] No such file or directory",
    ),
    EntryKind.DIRECTORY: (
        mark("{pip} stops at this line: {path} is a folder. Paths start at the folder of this file."),
        "[Errno 21] Is a directory",
    ),
    EntryKind.FORBIDDEN: (
        mark("{pip} stops at this line: {path} may not be read. Paths start at the folder of this file."),
        "[Errno 13] Permission denied",
    ),
}


@rule(
    "requirements-include-missing",
    summary=mark("a file that it includes is not there"),
    severity=Severity.ERROR,
    kinds=REQUIREMENTS_FILES,
)
def requirements_include_missing(view: View) -> Iterator[Diagnosis]:
    """Included files are opened where they are named (pip 26.3, ``req/req_file.py:get_file_content``)."""
    name = view.environment.pip_name
    for include in structure_of(view.document).includes:
        path = include.target(view.document.uri)
        facts = None if path is None else view.snapshot.files.get(path)
        if path is None or facts is None or facts.kind not in _WHY:
            continue
        state, words = _WHY[facts.kind]
        message = tr(state, pip=name, path=path)
        says = f"Could not open {_file(view, include)} file: {words}: '{path}'"
        offers = tuple(_offers(view, include, path))
        yield Diagnosis(include.span, message, evidence=(Evidence(says, name),), offers=offers)


def _file(view: View, include: Include) -> str:
    version = view.environment.pip_version
    told_apart = version is None or version >= (26, 1)
    return "constraint" if told_apart and include.kind is FileKind.CONSTRAINTS else "requirements"


def _offers(view: View, include: Include, missing: str) -> Iterator[Offer]:
    """Files that piptrust knows of which have that name elsewhere, or a like one in the same folder."""
    own = uri_to_path(view.document.uri) or ""
    name = posixpath.basename(missing)
    paths = [
        path
        for document in view.snapshot.documents.values()
        if document.kind is not FileKind.PIP_CONF
        for path in (uri_to_path(document.uri),)
        if path is not None and path not in {own, missing}
    ]
    same_name = [path for path in paths if posixpath.basename(path) == name]
    beside = {posixpath.basename(p): p for p in paths if posixpath.dirname(p) == posixpath.dirname(missing)}
    import difflib  # Only files with a mistake in them pay for it.

    alike = [beside[n] for n in difflib.get_close_matches(name[:80], beside, n=_MOST, cutoff=0.6)]
    found = list(dict.fromkeys([*same_name, *alike]))[:_MOST]
    for number, path in enumerate(found):
        written = posixpath.relpath(path, posixpath.dirname(own) or "/")
        if not any(character in written for character in " '\"\\#$"):
            title = tr("Write '{written}'", written=written)
            yield replacement(
                view.document, include.span, written, title, preferred=number == 0 and len(found) == 1
            )
