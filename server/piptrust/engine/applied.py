"""The settings of a document that some pip command reads, and the files that are read with it."""

from __future__ import annotations

from piptrust.data.options import GLOBAL, commands
from piptrust.engine.snapshot import Snapshot
from piptrust.parse.document import Document, Setting
from piptrust.parse.pip_conf import DEFAULT_SECTION
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.uri import path_to_uri


def applied_settings(document: Document, *keys: str) -> tuple[Setting, ...]:
    """The settings of these keys, without those in sections that pip never looks at, such as ``[Global]``."""
    return tuple(s for s in document.settings_named(*keys) if _is_applied(s.section))


def included(snapshot: Snapshot, document: Document) -> tuple[Document, ...]:
    """The files that a requirements file includes, directly or not, as far as they were read."""
    found: dict[str, Document] = {}
    pending = [document]
    while pending:
        including = pending.pop()
        structure = including.structure
        includes = structure.includes if isinstance(structure, RequirementsFile) else ()
        for path in (include.target(including.uri) for include in includes):
            uri = None if path is None else path_to_uri(path)
            if uri is not None and uri not in found and uri != document.uri and uri in snapshot.documents:
                found[uri] = snapshot.documents[uri]
                pending.append(found[uri])
    return tuple(found.values())


def _is_applied(section: str | None) -> bool:
    return section is None or section in {GLOBAL, DEFAULT_SECTION} or section in commands()
