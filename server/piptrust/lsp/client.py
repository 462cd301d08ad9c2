"""What the editor at the other end can do, in the few words that matter here."""

from __future__ import annotations

from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability

from piptrust.lsp.completion_abilities import CompletionAbilities, completion_abilities
from piptrust.lsp.convert import choose_encoding
from piptrust.text.records import dataclass


@dataclass(frozen=True)
class Client:
    """One editor's abilities.

    Attributes:
        encoding: how positions are counted.
        pulls: whether it asks for diagnostics and can be told to ask again. One that cannot be told would
            show old results when a CA file or another document changes, so it gets them pushed.
        pulls_workspace: whether it may be offered to ask for the diagnostics of all files. Neovim may not: told to
            ask again, it then asks for these alone, and throws away what they say of files that are open
            (0.12.4, ``lua/vim/lsp/diagnostic.lua``, ``on_refresh``).
        notebooks: whether it sends the cells of notebooks.
        registers_diagnostics: whether it can be told at run time for which documents to pull diagnostics.
        registers_actions: the same for code actions.
        related_documents: whether an answer with diagnostics may hold those of other documents.
        related: whether diagnostics may point to other places.
        links: whether a diagnostic's code may link to documentation.
        tags: whether diagnostics may be drawn as unnecessary or deprecated.
        data: whether diagnostics may carry data.
        literal_actions: whether code actions may be more than commands.
        lazy_actions: whether edit and command may both be filled in when an action is chosen.
        preferred: whether actions may be marked as preferred.
        disabled: whether actions that cannot be chosen may be shown.
        document_changes: whether edits may name versions.
        creates_files: whether edits may create files.
        annotates: whether edits may ask for confirmation.
        asks: whether a message may have buttons.
        markdown: whether hovers may be Markdown.
        watches: whether it can be asked to watch files.
        watches_relative: whether files outside the folder can be named by folder and pattern.
        configuration: whether settings can be asked for.
        registers_configuration: whether it can be asked to say when settings change.
        shows_progress: whether it shows what takes long.
        shows_documents: whether it can be asked to open a file.
        definition_links: whether a definition may say what was clicked on and what is to be seen.
        symbol_trees: whether the outline may be a tree.
        link_tooltips: whether links may say where they lead.
        prepares_renames: whether it asks what can be renamed before it asks for a name.
        folds_whole_lines: whether only whole lines fold.
        most_folds: how many folds of one document it takes; None: any number.
        tokens: whether it draws semantic tokens, in the only form there is.
        token_ranges: whether it asks for those of a part of the text.
        token_deltas: whether it takes the difference to what it has.
        refreshes_hints: whether it can be told that inlay hints are others.
        refreshes_lenses: whether it can be told that code lenses are others.
        refreshes_tokens: whether it can be told that semantic tokens are others.
        completion: what it can do with completions; None where it has none.
        formats: whether it formats documents.
        formats_ranges: whether it formats parts of them.
        formats_several_ranges: whether it can have several parts formatted at once.
        registers_formatting: whether it can be told for which documents formatting is offered.
        asks_before_renaming: whether it asks for edits before it renames files.
    """

    encoding: types.PositionEncodingKind
    pulls: bool
    pulls_workspace: bool
    notebooks: bool
    registers_diagnostics: bool
    registers_actions: bool
    related_documents: bool
    related: bool
    links: bool
    tags: bool
    data: bool
    literal_actions: bool
    lazy_actions: bool
    preferred: bool
    disabled: bool
    document_changes: bool
    creates_files: bool
    annotates: bool
    asks: bool
    markdown: bool
    watches: bool
    watches_relative: bool
    configuration: bool
    registers_configuration: bool
    shows_progress: bool
    shows_documents: bool
    definition_links: bool
    symbol_trees: bool
    link_tooltips: bool
    prepares_renames: bool
    folds_whole_lines: bool
    most_folds: int | None
    tokens: bool
    token_ranges: bool
    token_deltas: bool
    refreshes_hints: bool
    refreshes_lenses: bool
    refreshes_tokens: bool
    completion: CompletionAbilities | None
    formats: bool
    formats_ranges: bool
    formats_several_ranges: bool
    registers_formatting: bool
    asks_before_renaming: bool


def client_of(params: types.InitializeParams) -> Client:
    """The client that introduced itself with these parameters."""
    capabilities = params.capabilities

    def has(path: str) -> Any:
        return get_capability(capabilities, path, None)

    edits = has("workspace.workspace_edit")
    operations = has("workspace.workspace_edit.resource_operations") or ()
    # "If a client neither supports documentChanges nor workspace.workspaceEdit.resourceOperations then only
    # plain TextEdits are supported" (LSP 3.17, WorkspaceEdit). Neovim declares the second and applies both.
    document_changes = bool(edits and (edits.document_changes or operations))
    resolves = set(has("text_document.code_action.resolve_support.properties") or ())
    formats = has("text_document.hover.content_format") or ()
    pulls = has("text_document.diagnostic") is not None and bool(has("workspace.diagnostics.refresh_support"))

    def declared(ability: str) -> bool:
        # From 3.18 on the pull model declares these for itself; clients still declare the older ones.
        return any(has(f"text_document.{model}.{ability}") for model in ("publish_diagnostics", "diagnostic"))

    return Client(
        encoding=choose_encoding(capabilities),
        pulls=pulls,
        pulls_workspace=pulls and (params.client_info is None or params.client_info.name != "Neovim"),
        notebooks=has("notebook_document.synchronization") is not None,
        registers_diagnostics=bool(has("text_document.diagnostic.dynamic_registration")),
        registers_actions=bool(has("text_document.code_action.dynamic_registration")),
        related_documents=bool(has("text_document.diagnostic.related_document_support")),
        related=declared("related_information"),
        links=declared("code_description_support"),
        tags=declared("tag_support"),
        data=declared("data_support"),
        literal_actions=has("text_document.code_action.code_action_literal_support") is not None,
        lazy_actions={"edit", "command"} <= resolves and bool(has("text_document.code_action.data_support")),
        preferred=bool(has("text_document.code_action.is_preferred_support")),
        disabled=bool(has("text_document.code_action.disabled_support")),
        document_changes=document_changes,
        creates_files=types.ResourceOperationKind.Create in operations,
        annotates=document_changes and has("workspace.workspace_edit.change_annotation_support") is not None,
        asks=has("window.show_message") is not None,
        markdown=types.MarkupKind.Markdown in formats,
        watches=bool(has("workspace.did_change_watched_files.dynamic_registration")),
        watches_relative=bool(has("workspace.did_change_watched_files.relative_pattern_support")),
        configuration=bool(has("workspace.configuration")),
        registers_configuration=bool(has("workspace.did_change_configuration.dynamic_registration")),
        shows_progress=bool(has("window.work_done_progress")),
        shows_documents=bool(has("window.show_document.support")),
        definition_links=bool(has("text_document.definition.link_support")),
        symbol_trees=bool(has("text_document.document_symbol.hierarchical_document_symbol_support")),
        link_tooltips=bool(has("text_document.document_link.tooltip_support")),
        prepares_renames=bool(has("text_document.rename.prepare_support")),
        folds_whole_lines=bool(has("text_document.folding_range.line_folding_only")),
        most_folds=has("text_document.folding_range.range_limit"),
        tokens=types.TokenFormat.Relative in (has("text_document.semantic_tokens.formats") or ()),
        token_ranges=bool(has("text_document.semantic_tokens.requests.range")),
        token_deltas=bool(has("text_document.semantic_tokens.requests.full.delta")),
        refreshes_hints=bool(has("workspace.inlay_hint.refresh_support")),
        refreshes_lenses=bool(has("workspace.code_lens.refresh_support")),
        refreshes_tokens=bool(has("workspace.semantic_tokens.refresh_support")),
        completion=completion_abilities(has),
        formats=has("text_document.formatting") is not None,
        formats_ranges=has("text_document.range_formatting") is not None,
        formats_several_ranges=bool(has("text_document.range_formatting.ranges_support")),
        registers_formatting=bool(has("text_document.formatting.dynamic_registration")),
        asks_before_renaming=bool(has("workspace.file_operations.will_rename")),
    )
