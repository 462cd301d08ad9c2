"""Items of the engine as LSP completion items, in the form that the client knows."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from piptrust.engine.completions.item import About, Item, ItemKind
from piptrust.engine.hovers.hover import Line
from piptrust.lsp.completion_abilities import CompletionAbilities
from piptrust.lsp.convert import to_range
from piptrust.render.documentation import documentation_markdown, documentation_plain
from piptrust.text.line_index import LineIndex

_KINDS = {
    ItemKind.SECTION: types.CompletionItemKind.Module,
    ItemKind.OPTION: types.CompletionItemKind.Property,
    ItemKind.VALUE: types.CompletionItemKind.Value,
    ItemKind.HOST: types.CompletionItemKind.Value,
    ItemKind.ADDRESS: types.CompletionItemKind.Reference,
    ItemKind.FILE: types.CompletionItemKind.File,
    ItemKind.FOLDER: types.CompletionItemKind.Folder,
    ItemKind.VARIABLE: types.CompletionItemKind.Variable,
    ItemKind.PROJECT: types.CompletionItemKind.Module,
    ItemKind.VERSION: types.CompletionItemKind.Constant,
    ItemKind.MARKER: types.CompletionItemKind.Variable,
    ItemKind.OPERATOR: types.CompletionItemKind.Operator,
    ItemKind.RULE: types.CompletionItemKind.EnumMember,
}
_LONGEST_BESIDE_LABEL = 40


def completion_item(
    item: Item,
    index: LineIndex,
    encoding: types.PositionEncodingKind,
    client: CompletionAbilities,
    uri: str,
) -> types.CompletionItem:
    """The item without documentation; what it takes to fill that in stands in ``data``."""
    snippet = item.snippet if client.snippets else ""
    text = snippet or item.text
    replaced = to_range(index, item.slot.replaced, encoding)
    edit: types.TextEdit | types.InsertReplaceEdit = types.TextEdit(replaced, text)
    if client.replaces and item.slot.end > item.slot.caret:
        inserted = types.Range(replaced.start, to_range(index, item.slot.inserted_over, encoding).end)
        edit = types.InsertReplaceEdit(new_text=text, insert=inserted, replace=replaced)
    result = types.CompletionItem(
        label=item.label,
        kind=_KINDS[item.kind],
        sort_text=f"{item.rank:03}{item.label}",
        text_edit=edit,
    )
    if item.detail:
        # Short words fit beside the label, where they are seen without looking at the item.
        if client.label_details and len(item.detail) <= _LONGEST_BESIDE_LABEL:
            result.label_details = types.CompletionItemLabelDetails(description=item.detail)
        else:
            result.detail = item.detail
    if snippet:
        result.insert_text_format = types.InsertTextFormat.Snippet
    if item.filter_text:
        result.filter_text = item.filter_text
    if item.deprecated and client.tags:
        result.tags = [types.CompletionItemTag.Deprecated]
    elif item.deprecated and client.deprecated:
        result.deprecated = True
    if item.commit and client.commits:
        result.commit_characters = list(item.commit)
    if item.about is not None and client.lazy:
        result.data = {"uri": uri, "about": [item.about.subject, *item.about.names]}
    return result


def about_of(data: Any) -> tuple[str, About] | None:
    """The document and the subject in an item's ``data``; None for data that is not ours."""
    if not isinstance(data, dict):
        return None
    uri: Any = data.get("uri")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    about: Any = data.get("about")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if not isinstance(uri, str) or not isinstance(about, list) or not about:
        return None
    words = [str(word) for word in about]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return uri, About(words[0], tuple(words[1:]))


def document(
    item: types.CompletionItem, lines: tuple[Line, ...], client: CompletionAbilities
) -> types.CompletionItem:
    """Puts the documentation into the item."""
    if lines and client.markdown:
        item.documentation = types.MarkupContent(types.MarkupKind.Markdown, documentation_markdown(lines))
    elif lines:
        item.documentation = documentation_plain(lines)
    return item
