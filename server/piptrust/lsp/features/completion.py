"""``textDocument/completion``: what can be written where the caret stands.

In a pip.conf: names of sections and options, values by their type, hosts and addresses in use, CA bundles that
exist on this machine, paths. In a requirements file: options, included files, ``${VARIABLES}``, environment
markers, version operators, and the names, extras and versions of what the target interpreter has installed. In a
comment: the rules that it can allow. Nothing is fetched from anywhere, and credentials never appear.

What is set already comes last; what a later pip has no more is marked. Folders and installed packages are looked at
aside, within bounds: an answer that could not wait for them, or holds only a part of them, says that it is
incomplete. A blank that is typed asks only where a value or the next word of a marker begins.

Example:
    At the end of ``trusted-host = `` the hosts of all addresses in use are offered, each with the words that it turns
    verification off; at the end of ``requests~=`` the installed version, and the start of its series.

Test: tests/lsp/test_completion.py
"""

from __future__ import annotations

from lsprotocol import types

from piptrust.engine.completions.about import about_lines
from piptrust.engine.completions.complete import complete
from piptrust.engine.completions.item import Completions
from piptrust.engine.view import View
from piptrust.lsp.completion_abilities import CompletionAbilities
from piptrust.lsp.completion_item import completion_item, document
from piptrust.lsp.convert import to_offset
from piptrust.lsp.feature import answers
from piptrust.lsp.session import Session
from piptrust.lsp.surroundings import Gathered


@answers(types.TEXT_DOCUMENT_COMPLETION)
async def completion(session: Session, params: types.CompletionParams) -> types.CompletionList | None:
    opened = session.document(params.text_document.uri)
    client = session.client.completion
    if opened is None or client is None:
        return None
    # The text may change while folders are looked at; the answer is for the text as it was asked for.
    view, index = session.view(opened), opened.index
    offset = to_offset(index, params.position, session.client.encoding)
    gathered = Gathered(session.looks, view.environment.interpreter)
    if _only_a_blank(params) and not _blank_asks(view, offset):
        return None
    found = complete(view, offset, gathered)
    if found.incomplete and await gathered.arrive():
        found = complete(view, offset, gathered)
    items = [
        completion_item(item, index, session.client.encoding, client, opened.uri) for item in found.items
    ]
    if not client.lazy:
        _document_now(view, found, items, client)
    return types.CompletionList(is_incomplete=found.incomplete, items=items)


def _only_a_blank(params: types.CompletionParams) -> bool:
    context = params.context
    return context is not None and context.trigger_character == " "


def _blank_asks(view: View, offset: int) -> bool:
    """Whether a blank that was typed begins something: a value, or the next word of a marker or an option."""
    line = view.document.text[:offset].rpartition("\n")[2].rstrip()
    return line.endswith(("=", ":", ";", "<", ">", '"', "'", " and", " or", " in")) or (
        line.rpartition(" ")[2].startswith("-") and "=" not in line
    )


def _document_now(
    view: View, found: Completions, items: list[types.CompletionItem], client: CompletionAbilities
) -> None:
    """For editors that do not ask later: what can be said without looking at any file."""
    for item, shown in zip(found.items, items):
        if item.about is not None and item.about.subject in {"option", "rule"}:
            document(shown, about_lines(view, item.about), client)
