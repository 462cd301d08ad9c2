"""Which capability promises which method: what the server says of itself is compared with what it answers."""

from __future__ import annotations

from lsprotocol import types

from piptrust.lsp.client import Client

PROMISES = {
    types.TEXT_DOCUMENT_DID_OPEN: "text_document_sync.open_close",
    types.TEXT_DOCUMENT_DID_CLOSE: "text_document_sync.open_close",
    types.TEXT_DOCUMENT_DID_CHANGE: "text_document_sync.change",
    types.TEXT_DOCUMENT_DID_SAVE: "text_document_sync.save",
    types.NOTEBOOK_DOCUMENT_DID_OPEN: "notebook_document_sync",
    types.NOTEBOOK_DOCUMENT_DID_CHANGE: "notebook_document_sync",
    types.NOTEBOOK_DOCUMENT_DID_CLOSE: "notebook_document_sync",
    types.NOTEBOOK_DOCUMENT_DID_SAVE: "notebook_document_sync.save",
    types.TEXT_DOCUMENT_COMPLETION: "completion_provider",
    types.COMPLETION_ITEM_RESOLVE: "completion_provider.resolve_provider",
    types.TEXT_DOCUMENT_HOVER: "hover_provider",
    types.TEXT_DOCUMENT_SIGNATURE_HELP: "signature_help_provider",
    types.TEXT_DOCUMENT_DECLARATION: "declaration_provider",
    types.TEXT_DOCUMENT_DEFINITION: "definition_provider",
    types.TEXT_DOCUMENT_TYPE_DEFINITION: "type_definition_provider",
    types.TEXT_DOCUMENT_IMPLEMENTATION: "implementation_provider",
    types.TEXT_DOCUMENT_REFERENCES: "references_provider",
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: "document_highlight_provider",
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: "document_symbol_provider",
    types.TEXT_DOCUMENT_CODE_ACTION: "code_action_provider",
    types.CODE_ACTION_RESOLVE: "code_action_provider.resolve_provider",
    types.TEXT_DOCUMENT_CODE_LENS: "code_lens_provider",
    types.CODE_LENS_RESOLVE: "code_lens_provider.resolve_provider",
    types.TEXT_DOCUMENT_DOCUMENT_LINK: "document_link_provider",
    types.DOCUMENT_LINK_RESOLVE: "document_link_provider.resolve_provider",
    types.TEXT_DOCUMENT_DOCUMENT_COLOR: "color_provider",
    types.TEXT_DOCUMENT_FORMATTING: "document_formatting_provider",
    types.TEXT_DOCUMENT_RANGE_FORMATTING: "document_range_formatting_provider",
    types.TEXT_DOCUMENT_RANGES_FORMATTING: "document_range_formatting_provider.ranges_support",
    types.TEXT_DOCUMENT_ON_TYPE_FORMATTING: "document_on_type_formatting_provider",
    types.TEXT_DOCUMENT_RENAME: "rename_provider",
    types.TEXT_DOCUMENT_PREPARE_RENAME: "rename_provider.prepare_provider",
    types.TEXT_DOCUMENT_FOLDING_RANGE: "folding_range_provider",
    types.TEXT_DOCUMENT_SELECTION_RANGE: "selection_range_provider",
    types.TEXT_DOCUMENT_LINKED_EDITING_RANGE: "linked_editing_range_provider",
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: "semantic_tokens_provider.full",
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA: "semantic_tokens_provider.full.delta",
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE: "semantic_tokens_provider.range",
    types.TEXT_DOCUMENT_INLAY_HINT: "inlay_hint_provider",
    types.INLAY_HINT_RESOLVE: "inlay_hint_provider.resolve_provider",
    types.TEXT_DOCUMENT_DIAGNOSTIC: "diagnostic_provider",
    types.WORKSPACE_DIAGNOSTIC: "diagnostic_provider.workspace_diagnostics",
    types.WORKSPACE_SYMBOL: "workspace_symbol_provider",
    types.WORKSPACE_SYMBOL_RESOLVE: "workspace_symbol_provider.resolve_provider",
    types.WORKSPACE_EXECUTE_COMMAND: "execute_command_provider",
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: "workspace.workspace_folders",
    types.WORKSPACE_WILL_CREATE_FILES: "workspace.file_operations.will_create",
    types.WORKSPACE_DID_CREATE_FILES: "workspace.file_operations.did_create",
    types.WORKSPACE_WILL_RENAME_FILES: "workspace.file_operations.will_rename",
    types.WORKSPACE_DID_RENAME_FILES: "workspace.file_operations.did_rename",
    types.WORKSPACE_WILL_DELETE_FILES: "workspace.file_operations.will_delete",
    types.WORKSPACE_DID_DELETE_FILES: "workspace.file_operations.did_delete",
}
"""Method and path of the capability, in lsprotocol's spelling. What is missing here needs no promise."""


def promised(capabilities: types.ServerCapabilities, method: str) -> bool:
    """Whether these capabilities promise an answer to the method, which is one of :data:`PROMISES`."""
    value: object = capabilities
    for name in PROMISES[method].split("."):
        value = getattr(value, name, None)
    return value is not None and value is not False


def registered(client: Client, method: str) -> bool:
    """Whether the client is told of the method after it said ``initialized``, and not before."""
    if not client.registers_formatting:
        return False
    if method == types.TEXT_DOCUMENT_RANGES_FORMATTING:
        return client.formats_ranges and client.formats_several_ranges
    if method == types.TEXT_DOCUMENT_RANGE_FORMATTING:
        return client.formats_ranges
    return method == types.TEXT_DOCUMENT_FORMATTING
