"""A session without a process: what the features do, asked directly."""

from __future__ import annotations

import asyncio
import inspect
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lsprotocol import converters, types
from pygls.exceptions import JsonRpcException

from lsp.editor import CAPTURES
from piptrust.lsp.client import Client, client_of
from piptrust.lsp.convert import to_range
from piptrust.lsp.feature import all_features
from piptrust.lsp.session import Session
from piptrust.text.line_index import LineIndex
from piptrust.text.span import Span

_CONVERTER = converters.get_converter()


@dataclass
class Recorder:
    """Stands where pygls' server stands, and keeps what is sent."""

    published: list[types.PublishDiagnosticsParams] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    registered: list[types.Registration] = field(default_factory=list)
    unregistered: list[types.Unregistration] = field(default_factory=list)
    refreshes: int = 0
    lens_refreshes: int = 0

    def text_document_publish_diagnostics(self, params: types.PublishDiagnosticsParams) -> None:
        self.published.append(params)

    def window_show_message(self, params: types.ShowMessageParams) -> None:
        self.shown.append(params.message)

    def client_register_capability(self, params: types.RegistrationParams) -> None:
        self.registered.extend(params.registrations)

    def client_unregister_capability(self, params: types.UnregistrationParams) -> None:
        self.unregistered.extend(params.unregisterations)

    def workspace_code_lens_refresh(self, params: None) -> None:
        assert params is None
        self.lens_refreshes += 1

    def workspace_diagnostic_refresh(self, params: None) -> None:
        assert params is None
        self.refreshes += 1


class Conversation:
    """One editor's session over some folders."""

    def __init__(
        self, *folders: Path, capture: str = "nvim-0.11", options: Any = None, **client: Any
    ) -> None:
        raw = json.loads((CAPTURES / f"{capture}.json").read_text(encoding="utf-8"))
        raw["workspaceFolders"] = [{"uri": f.as_uri(), "name": f.name} for f in folders]
        raw.update(rootUri=None, rootPath=None, initializationOptions=options)
        params = _CONVERTER.structure(raw, types.InitializeParams)
        known = client_of(params)
        self.client = Client(**{**known.__dict__, **client})
        self.server = Recorder()
        self.session = Session(self.server, self.client, params, lambda: None)
        self.session.started.set()
        for folder in self.session.folders:
            if folder.path is not None:
                folder.workspace.add_folder(folder.path)

    def send(self, method: str, params: Any) -> Any:
        return all_features()[method](self.session, params)

    def ask(self, method: str, params: Any) -> Any:
        """The answer in JSON; of an error, its words."""
        structured = _CONVERTER.structure(params, types.METHOD_TO_TYPES[method][2])
        try:
            answer = self.send(method, structured)
            if inspect.isawaitable(answer):
                answer = asyncio.run(_awaited(answer))
        except JsonRpcException as error:
            return {"error": error.message}
        return json.loads(json.dumps(_CONVERTER.unstructure(answer)))

    def open(self, uri: str, text: str, language: str = "x") -> str:
        item = types.TextDocumentItem(uri, language, 1, text)
        self.send(types.TEXT_DOCUMENT_DID_OPEN, types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, start: int, end: int, text: str) -> None:
        document = self.session.document(uri)
        assert document is not None
        places = to_range(document.index, Span(start, end), self.client.encoding)
        change = types.TextDocumentContentChangePartial(range=places, text=text)
        name = types.VersionedTextDocumentIdentifier(document.version + 1, uri)
        self.send(types.TEXT_DOCUMENT_DID_CHANGE, types.DidChangeTextDocumentParams(name, [change]))

    def close(self, uri: str) -> None:
        params = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        self.send(types.TEXT_DOCUMENT_DID_CLOSE, params)

    def idle(self) -> None:
        while self.session.work():
            pass

    def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """The newest that were published."""
        self.idle()
        return next(list(p.diagnostics) for p in reversed(self.server.published) if p.uri == uri)

    def codes(self, uri: str) -> list[str]:
        return [str(d.code) for d in self.diagnostics(uri)]

    def actions(self, uri: str, line: int, only: list[str] | None = None) -> list[types.CodeAction]:
        caret = types.Position(line, 0)
        return self.send(
            types.TEXT_DOCUMENT_CODE_ACTION,
            types.CodeActionParams(
                types.TextDocumentIdentifier(uri),
                types.Range(caret, caret),
                types.CodeActionContext([], only),
            ),
        )

    def resolve(self, action: types.CodeAction) -> types.CodeAction:
        return self.send(types.CODE_ACTION_RESOLVE, action)

    def text(self, uri: str) -> str:
        document = self.session.document(uri)
        assert document is not None
        return document.index.text

    def files_changed(self, *uris: str, kind: types.FileChangeType = types.FileChangeType.Changed) -> None:
        changes = [types.FileEvent(uri, kind) for uri in uris]
        self.send(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, types.DidChangeWatchedFilesParams(changes))


async def _awaited(answer: Any) -> Any:
    return await answer


def offset_of(text: str, position: types.Position) -> int:
    """For ASCII texts, in which all encodings agree."""
    return LineIndex(text).offset(position.line, position.character)
