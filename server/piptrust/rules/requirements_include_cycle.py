"""Requirements files that include each other in a circle."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Evidence, Offer, Related, Severity
from piptrust.engine.judgement.requirements_file import structure_of
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Document
from piptrust.parse.quirks import INCLUDE_CYCLES_ARE_FOUND
from piptrust.parse.requirements import Include, RequirementsFile
from piptrust.text.uri import path_to_uri, uri_to_path

# Each step: the file that includes, and the line by which it does.
_Chain = tuple[tuple[Document, Include], ...]


@rule(
    "requirements-include-cycle",
    summary=mark("the file includes itself, directly or by way of others"),
    severity=Severity.ERROR,
    kinds=REQUIREMENTS_FILES,
)
def requirements_include_cycle(view: View) -> Iterator[Diagnosis]:
    """A file that is being read may not be read again (pip 26.3, ``req_file.py:_parse_and_recurse``)."""
    document, name = view.document, view.environment.pip_name
    barren: set[str] = set()
    found = INCLUDE_CYCLES_ARE_FOUND.holds(view.environment.pip_version)
    path = uri_to_path(document.uri) or document.uri
    for include in structure_of(document).includes:
        chain = _way_back(view, include, barren)
        if chain is None:
            continue
        how = (
            tr("this file is included again by {path}", path=_last(chain))
            if chain
            else tr("the file includes itself")
        )
        if found:
            message = tr("{pip} stops at this line: {how}. Remove one of the lines.", pip=name, how=how)
        else:
            message = tr(
                "{pip} stops with a RecursionError at this line: {how}. Remove one of the lines.",
                pip=name,
                how=how,
            )
        last = uri_to_path((chain[-1][0] if chain else document).uri) or ""
        says = f"{path} recursively references itself in {last}" if found else "RecursionError"

        related = tuple(
            Related(d.uri, i.span, tr("includes '{written}'", written=i.written)) for d, i in chain
        )
        yield Diagnosis(
            include.span,
            message,
            evidence=(Evidence(says, name),),
            related=related,
            offers=tuple(_offers(document, include)),
        )


def _way_back(view: View, include: Include, barren: set[str]) -> _Chain | None:
    """The includes that lead from ``include`` back to the view's document; None where none do.

    ``barren`` collects the files from which no way leads there, so that each is looked at once.
    """
    start = view.document.uri
    first = _uri(include, start)
    came_by: dict[str | None, tuple[Document, Include] | None] = {first: None}
    pending = deque([first])
    while pending:
        uri = pending.popleft()
        if uri == start:
            return _chain(came_by, uri)
        document = None if uri is None or uri in barren else view.snapshot.documents.get(uri)
        if document is None or not isinstance(document.structure, RequirementsFile):
            continue
        for nested in document.structure.includes:
            target = _uri(nested, document.uri)
            if target not in came_by:
                came_by[target] = (document, nested)
                pending.append(target)
    barren.update(uri for uri in came_by if uri is not None)
    return None


def _chain(came_by: Mapping[str | None, tuple[Document, Include] | None], end: str | None) -> _Chain:
    steps: list[tuple[Document, Include]] = []
    step = came_by[end]
    while step is not None:
        steps.append(step)
        step = came_by[step[0].uri]
    return tuple(reversed(steps))


def _uri(include: Include, base: str) -> str | None:
    path = include.target(base)
    return None if path is None else path_to_uri(path)


def _last(chain: _Chain) -> str:
    uri = chain[-1][0].uri
    return uri_to_path(uri) or uri


def _offers(document: Document, include: Include) -> Iterator[Offer]:
    for setting in document.settings_named("requirement", "constraint"):
        if setting.value_span == include.span:
            yield Offer("remove-setting", tr("Remove the line"), arguments_for(setting))
