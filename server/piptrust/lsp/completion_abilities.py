"""What an editor can do with completions."""

from __future__ import annotations

from typing import Any, Callable

from lsprotocol import types

from piptrust.text.records import dataclass


@dataclass(frozen=True)
class CompletionAbilities:
    """One editor's.

    Attributes:
        snippets: whether text may have places to fill in.
        replaces: whether an item may say what inserting and what replacing replaces.
        tags: whether an item may be marked as deprecated; ``deprecated`` is the older way.
        deprecated: whether it knows the older way.
        label_details: whether a few words may stand behind the label.
        commits: whether an item may name characters that accept it.
        lazy: whether documentation may be filled in when somebody looks.
        markdown: whether it may be Markdown.
    """

    snippets: bool
    replaces: bool
    tags: bool
    deprecated: bool
    label_details: bool
    commits: bool
    lazy: bool
    markdown: bool


def completion_abilities(has: Callable[[str], Any]) -> CompletionAbilities | None:
    """Those of a client whose capabilities ``has`` looks up by path; None where it does not complete."""
    if has("text_document.completion") is None:
        return None

    def item(ability: str) -> Any:
        return has(f"text_document.completion.completion_item.{ability}")

    tags = item("tag_support.value_set") or ()
    # Editors without this list never ask: LSP 3.15 had documentation resolvable without saying so, and those who
    # still leave it out (Neovim 0.10) show what they got.
    resolves = item("resolve_support.properties") or ()
    return CompletionAbilities(
        snippets=bool(item("snippet_support")),
        replaces=bool(item("insert_replace_support")),
        tags=types.CompletionItemTag.Deprecated in tags,
        deprecated=bool(item("deprecated_support")),
        label_details=bool(item("label_details_support")),
        commits=bool(item("commit_characters_support")),
        lazy="documentation" in resolves,
        markdown=types.MarkupKind.Markdown in (item("documentation_format") or ()),
    )
