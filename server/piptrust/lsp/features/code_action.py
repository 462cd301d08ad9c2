"""``textDocument/codeAction``: what can be done about the lines that the range touches.

Quick fixes come with the diagnostics that they answer, the best first: proven by a handshake, then untested, then
those that were tried in vain, disabled with the reason. What lowers security is last, never preferred, and asks.
``source.fixAll.piptrust`` makes the safe changes only; further ``source`` actions set up trust where nothing is wrong.

Example:
    The caret is in ``trusted-host = https://a.example``: the actions are "Remove 'https://a.example' …",
    "Write … instead" and "Allow 'trusted-host-has-scheme' here by a comment".

Test: tests/lsp/test_code_action.py
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Union

from lsprotocol import types

from piptrust.engine.edits.fix_all import safe_offer
from piptrust.engine.finding import Finding
from piptrust.engine.fix import FixImpossible
from piptrust.engine.fix_menu import Choice, fix_menu
from piptrust.locale import tr
from piptrust.lsp.capabilities import APPLY_FIX, SOURCE_FIX_ALL
from piptrust.lsp.chosen_fix import FIX_ALL_TITLE, ChosenFix, offers_without_finding
from piptrust.lsp.convert import whole_lines
from piptrust.lsp.diagnostic import diagnostics_of
from piptrust.lsp.feature import answers
from piptrust.lsp.features.code_action_resolve import fill
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.session import Session
from piptrust.text.span import Span
from piptrust.text.uri import uri_to_path

_Actions = list[Union[types.Command, types.CodeAction]]


@answers(types.TEXT_DOCUMENT_CODE_ACTION)
def code_action(session: Session, params: types.CodeActionParams) -> _Actions | None:
    document = session.shown(params.text_document.uri)
    if document is None:
        return None
    lines = whole_lines(document.index, params.range)
    actions = list(_all(session, document, lines, params.context.only))
    if not session.client.literal_actions:
        return [_as_command(action) for action in actions if action.disabled is None]
    return [*actions]


def _all(
    session: Session, document: OpenDocument, lines: Span, only: Sequence[str] | None
) -> Iterator[types.CodeAction]:
    findings = session.findings(document)
    quick_fix = types.CodeActionKind.QuickFix.value
    offered: set[str] = set()
    if _wanted(quick_fix, only):
        here = [f for f in findings if f.span.overlaps(lines)]
        for choice in fix_menu(here):
            offered.add(choice.offer.title)
            yield from _quick_fix(session, document, choice)
    if _wanted(SOURCE_FIX_ALL, only) and _can_fix_all(document, findings):
        title = tr(FIX_ALL_TITLE)
        chosen = ChosenFix(document, title, None, None)
        yield from _ready(session, types.CodeAction(title, SOURCE_FIX_ALL), chosen)
    source = types.CodeActionKind.Source.value
    if _wanted(source, only) and not document.notebook:
        offers = sorted(offers_without_finding(session, document), key=lambda offer: offer.lowers_security)
        for offer in offers:
            if offer.title in offered:
                # Many editors show all kinds in one menu.
                continue
            action = types.CodeAction(offer.title, source)
            if offer.disabled is not None:
                action.disabled = types.CodeActionDisabled(offer.disabled)
            yield from _ready(session, action, ChosenFix(document, offer.title, offer, None))


def _quick_fix(session: Session, document: OpenDocument, choice: Choice) -> Iterator[types.CodeAction]:
    offer = choice.offer
    action = types.CodeAction(
        title=offer.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=diagnostics_of(session, document, choice.findings),
    )
    if session.client.preferred and offer.preferred and not offer.lowers_security and offer.disabled is None:
        action.is_preferred = True
    if offer.disabled is not None:
        action.disabled = types.CodeActionDisabled(offer.disabled)
    yield from _ready(session, action, ChosenFix(document, offer.title, offer, choice.findings[0]))


def _ready(session: Session, action: types.CodeAction, chosen: ChosenFix) -> Iterator[types.CodeAction]:
    """The action with its edit, or with what it takes to ask for it; none that the client could not show."""
    action.data = chosen.data()
    if action.disabled is None and session.client.literal_actions and not session.client.lazy_actions:
        try:
            fill(session, action, chosen)
        except FixImpossible as reason:
            action.disabled = types.CodeActionDisabled(str(reason))
    if action.disabled is None or session.client.disabled:
        yield action


def _can_fix_all(document: OpenDocument, findings: Sequence[Finding]) -> bool:
    # What lies in no file has no place among the files that fix-all tries its changes on.
    return uri_to_path(document.key) is not None and any(safe_offer(f) is not None for f in findings)


def _as_command(action: types.CodeAction) -> types.Command:
    return types.Command(action.title, APPLY_FIX, arguments=[action.data])


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Kinds are trees: asking for ``source`` asks for ``source.fixAll.piptrust`` too."""
    if only is None:
        return True
    wanted = (str(getattr(one, "value", one)) for one in only)
    return any(one == "" or kind == one or kind.startswith(one + ".") for one in wanted)
