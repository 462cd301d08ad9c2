"""What the server promises a client. Every promise has a feature behind it (a test compares the two)."""

from __future__ import annotations

from lsprotocol import types

from piptrust.lsp.client import Client

SOURCE_FIX_ALL = "source.fixAll.piptrust"
APPLY_FIX = "piptrust.server.applyFix"
REFRESH = "piptrust.server.refresh"
SHOW_EFFECTIVE = "piptrust.server.showEffective"
PROBE = "piptrust.server.probe"
STATUS = "piptrust.server.status"
REPORT = "piptrust.server.report"
CONFIGURATION_FILES = "piptrust.server.configurationFiles"
EXPLAIN = "piptrust.server.explain"
COMMANDS = (APPLY_FIX, REFRESH, SHOW_EFFECTIVE, PROBE, STATUS, REPORT, CONFIGURATION_FILES, EXPLAIN)
# What begins something that no editor takes for a word: headers, values, operators, paths, variables, markers.
COMPLETION_TRIGGERS = "[=:/-.{$;<>!~\"', "
DIAGNOSTIC_IDENTIFIER = "piptrust"
CELL_DIAGNOSTICS = "piptrust-cells"
"""Cells are asked for under an identifier of their own, so that nobody who asks twice is told twice."""
NOTEBOOK_TYPES = ("jupyter-notebook", "interactive")
CELL_LANGUAGES = ("python", "shellscript")


def capabilities_for(client: Client) -> types.ServerCapabilities:
    return types.ServerCapabilities(
        position_encoding=client.encoding,
        text_document_sync=types.TextDocumentSyncOptions(
            open_close=True,
            change=types.TextDocumentSyncKind.Incremental,
            save=types.SaveOptions(include_text=False),
        ),
        notebook_document_sync=_notebooks(client),
        hover_provider=True,
        code_action_provider=_code_actions(client),
        execute_command_provider=types.ExecuteCommandOptions(
            commands=list(COMMANDS), work_done_progress=True
        ),
        diagnostic_provider=_pulled_diagnostics(client),
        document_link_provider=types.DocumentLinkOptions(resolve_provider=False),
        definition_provider=True,
        references_provider=True,
        document_highlight_provider=True,
        document_symbol_provider=types.DocumentSymbolOptions(label="piptrust"),
        workspace_symbol_provider=True,
        folding_range_provider=True,
        selection_range_provider=True,
        rename_provider=types.RenameOptions(prepare_provider=True) if client.prepares_renames else True,
        inlay_hint_provider=types.InlayHintOptions(resolve_provider=False),
        code_lens_provider=types.CodeLensOptions(resolve_provider=True),
        semantic_tokens_provider=_semantic_tokens(client),
        completion_provider=_completion(client),
        # Those who can be told for which documents are told (features/formatting.py).
        document_formatting_provider=True if client.formats and not client.registers_formatting else None,
        document_range_formatting_provider=_range_formatting(client),
        workspace=types.WorkspaceOptions(
            workspace_folders=types.WorkspaceFoldersServerCapabilities(
                supported=True, change_notifications=True
            ),
            file_operations=_file_operations(client),
        ),
    )


def _code_actions(client: Client) -> types.CodeActionOptions | bool:
    if not client.literal_actions:
        return True
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.Source, SOURCE_FIX_ALL]
    return types.CodeActionOptions(code_action_kinds=kinds, resolve_provider=client.lazy_actions)


def _file_operations(client: Client) -> types.FileOperationOptions | None:
    if not client.asks_before_renaming:
        return None
    # Files of any name can be included or hold certificates, and a folder can hold them: the answer for one that
    # nothing names is quick.
    kinds = (types.FileOperationPatternKind.File, types.FileOperationPatternKind.Folder)
    filters = [
        types.FileOperationFilter(types.FileOperationPattern("**/*", matches=kind), scheme="file")
        for kind in kinds
    ]
    return types.FileOperationOptions(will_rename=types.FileOperationRegistrationOptions(filters))


def _range_formatting(client: Client) -> types.DocumentRangeFormattingOptions | None:
    if client.registers_formatting or not client.formats_ranges:
        return None
    return types.DocumentRangeFormattingOptions(ranges_support=client.formats_several_ranges or None)


def _notebooks(client: Client) -> types.NotebookDocumentSyncOptions | None:
    if not client.notebooks:
        return None
    cells = [types.NotebookCellLanguage(language) for language in CELL_LANGUAGES]
    return types.NotebookDocumentSyncOptions(
        notebook_selector=[
            types.NotebookDocumentFilterWithNotebook(notebook, cells) for notebook in NOTEBOOK_TYPES
        ],
        save=True,
    )


def _completion(client: Client) -> types.CompletionOptions | None:
    if client.completion is None:
        return None
    return types.CompletionOptions(
        trigger_characters=list(COMPLETION_TRIGGERS),
        resolve_provider=client.completion.lazy,
        completion_item=types.ServerCompletionItemOptions(label_details_support=True)
        if client.completion.label_details
        else None,
    )


def _pulled_diagnostics(client: Client) -> types.DiagnosticOptions | None:
    if not client.pulls:
        return None
    return types.DiagnosticOptions(
        inter_file_dependencies=True,
        workspace_diagnostics=client.pulls_workspace,
        identifier=DIAGNOSTIC_IDENTIFIER,
        work_done_progress=True,
    )


def _semantic_tokens(client: Client) -> types.SemanticTokensOptions | None:
    if not client.tokens:
        return None
    # Not imported above: the reply to initialize does not wait for what it need not say.
    from piptrust.engine.glance.token import Modifier, TokenType

    return types.SemanticTokensOptions(
        legend=types.SemanticTokensLegend([one.word for one in TokenType], list(Modifier.words())),
        full=types.SemanticTokensFullDelta(delta=True) if client.token_deltas else True,
        range=client.token_ranges,
    )
