"""A fix between being offered and being applied: it travels through the editor as plain data.

The text may change in between, so nothing of the offer is trusted but which rule, fix and title it was; the
offer is looked up again among the findings for the text as it is now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from piptrust.engine.edits.fix_all_changes import fix_all_changes
from piptrust.engine.finding import Finding, Offer, Severity
from piptrust.engine.fix import FixImpossible, build
from piptrust.engine.fix_menu import Choice, fix_menu
from piptrust.engine.handshake import TRIED_IN
from piptrust.engine.offers.source import source_offers
from piptrust.locale import mark, tr
from piptrust.lsp.folder import Folder
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.session import Session
from piptrust.text.edit import Change
from piptrust.text.records import dataclass
from piptrust.text.span import Span

FIX_ALL = "fix-all"
FIX_ALL_TITLE = mark("Fix everything that piptrust can fix safely")
_GONE = mark("What this was to repair is not there any more.")


@dataclass(frozen=True)
class ChosenFix:
    """One fix for one document.

    Attributes:
        document: where it was offered.
        title: what the menu showed.
        offer: what to build; None for fix-all.
        finding: what it repairs; None for fix-all and for fixes that belong to no finding.
    """

    document: OpenDocument
    title: str
    offer: Offer | None
    finding: Finding | None

    def changes(self, session: Session) -> tuple[Change, ...]:
        """What it changes.

        Raises:
            FixImpossible: with the reason, in the user's terms.
        """
        folder = self.document.folder
        if self.offer is None:
            changes = fix_all_changes(folder.workspace, self.document.key, folder.settings.selection)
            if not changes:
                raise FixImpossible(tr("There is nothing that can be fixed safely."))
            return changes
        tried_in = self.offer.arguments.get(TRIED_IN)
        if tried_in:
            from piptrust.probe.changes import changes_of

            return changes_of(self.offer, tried_in, None, folder.workspace.snapshot(), folder.workspace.disk)
        finding = self.finding or _no_finding(self.document)
        return build(self.offer, finding, session.view(self.document), folder.workspace.disk)

    @property
    def folder(self) -> Folder:
        return self.document.folder

    @property
    def lowers_security(self) -> bool:
        return self.offer is not None and self.offer.lowers_security

    @property
    def question(self) -> str:
        """What the user is asked before security is lowered."""
        return tr("{title}?", title=self.title)

    def data(self) -> dict[str, Any]:
        """What the editor gives back to have it built."""
        offer = self.offer or Offer(FIX_ALL, tr(FIX_ALL_TITLE))
        start, end = self.finding.span if self.finding is not None else (0, 0)
        return {
            "uri": self.document.uri,
            "version": self.document.version,
            "rule": None if self.finding is None else self.finding.rule,
            "fix": offer.fix,
            "title": offer.title,
            "start": start,
            "end": end,
        }


def chosen_fix(session: Session, data: object) -> ChosenFix:
    """The fix that the editor names.

    Raises:
        FixImpossible: the document is closed, or nothing offers this fix any more.
    """
    if not isinstance(data, Mapping):
        raise FixImpossible(tr("The editor did not say which fix was meant."))
    fields = cast("Mapping[str, Any]", data)
    document = session.shown(str(fields.get("uri", "")))
    if document is None:
        raise FixImpossible(tr("The document is not open any more."))
    fix, title = fields.get("fix"), fields.get("title")
    if fix == FIX_ALL:
        return ChosenFix(document, tr(FIX_ALL_TITLE), None, None)
    rule = fields.get("rule")
    if rule is None:
        return _without_finding(session, document, fix, title)
    matching = [
        choice
        for choice in fix_menu(session.findings(document))
        if choice.offer.fix == fix and choice.findings[0].rule == rule and choice.offer.title == title
    ]
    if not matching:
        raise FixImpossible(tr(_GONE))
    place = fields.get("start"), fields.get("end")
    best = min(matching, key=lambda choice: _distance(choice, place))
    return ChosenFix(document, best.offer.title, best.offer, best.findings[0])


def offers_without_finding(session: Session, document: OpenDocument) -> Sequence[Offer]:
    return source_offers(session.view(document))


def _without_finding(session: Session, document: OpenDocument, fix: object, title: object) -> ChosenFix:
    for offer in offers_without_finding(session, document):
        if (offer.fix, offer.title) == (fix, title):
            return ChosenFix(document, offer.title, offer, None)
    raise FixImpossible(tr(_GONE))


def _distance(choice: Choice, place: tuple[object, object]) -> int:
    span, start = choice.findings[0].span, place[0]
    return abs(span.start - start) if isinstance(start, int) else 0


def _no_finding(document: OpenDocument) -> Finding:
    return Finding("", document.key, Span(0, 0), "", Severity.HINT)
