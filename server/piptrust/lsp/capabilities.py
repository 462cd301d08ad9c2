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
DIAGNOSTIC_IDENTIFIER = "piptrust"


def capabilities_for(client: Client) -> types.ServerCapabilities:
    return types.ServerCapabilities(
        position_encoding=client.encoding,
        text_document_sync=types.TextDocumentSyncOptions(
            open_close=True,
            change=types.TextDocumentSyncKind.Incremental,
            save=types.SaveOptions(include_text=False),
        ),
        hover_provider=True,
        code_action_provider=_code_actions(client),
        execute_command_provider=types.ExecuteCommandOptions(commands=list(COMMANDS)),
        diagnostic_provider=_pulled_diagnostics(client),
        workspace=types.WorkspaceOptions(
            workspace_folders=types.WorkspaceFoldersServerCapabilities(
                supported=True, change_notifications=True
            )
        ),
    )


def _code_actions(client: Client) -> types.CodeActionOptions | bool:
    if not client.literal_actions:
        return True
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.Source, SOURCE_FIX_ALL]
    return types.CodeActionOptions(code_action_kinds=kinds, resolve_provider=client.lazy_actions)


def _pulled_diagnostics(client: Client) -> types.DiagnosticOptions | None:
    if not client.pulls:
        return None
    return types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=False, identifier=DIAGNOSTIC_IDENTIFIER
    )
