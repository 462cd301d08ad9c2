"""Everything that is registered, asked as seven real editors ask it, by a client that takes every answer apart.

pytest-lsp decodes each answer by its type in the protocol, and warns (an error here) of what the recorded editor could
not make use of.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import converters, types
from pygls.exceptions import JsonRpcException
from pytest_lsp import LspSpecificationWarning

from lsp.editor import CAPTURES, EDITORS, ServerError, environment, start
from lsp.walk import BY_STATE, QUESTIONS, RESOLVED_BY, items, questions, registered_requests
from piptrust.lsp.promises import PROMISES, promised

CONFIG = """\
[global]
index-url=https://a.example/simple
trusted-host = https://a.example
    a.example
cert = /none/x.pem
"""
REQUIREMENTS = "-r more.txt\n--extra-index-url https://a.example/simple\nrequests==2.0\n"
_CONVERTER = converters.get_converter()
# Where each has something to say: the file, and the text at which the caret stands.
CARETS = (("pip.conf", "a.example\n"), ("pip.conf", "index-url"), ("requirements.txt", "more"))
# Nothing to say here, or nothing in these files; their own tests have more.
REFUSED_IN_WORDS = {types.TEXT_DOCUMENT_RENAME, types.TEXT_DOCUMENT_PREPARE_RENAME}
REFRESHES = (
    types.WORKSPACE_CODE_LENS_REFRESH,
    types.WORKSPACE_DIAGNOSTIC_REFRESH,
    types.WORKSPACE_INLAY_HINT_REFRESH,
    types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
)
INTERNAL_ERROR = -32603
_PATIENCE = 30
QUIET = {
    types.TEXT_DOCUMENT_CODE_LENS,
    types.CODE_LENS_RESOLVE,
    types.WORKSPACE_WILL_RENAME_FILES,
    types.TEXT_DOCUMENT_INLAY_HINT,
}


def position(text: str, at: int) -> dict[str, int]:
    """In ASCII all encodings agree."""
    before = text[:at]
    return {"line": before.count("\n"), "character": at - before.rfind("\n") - 1}


def recorded(capture: str, project: Path) -> types.InitializeParams:
    raw = json.loads((CAPTURES / f"{capture}.json").read_text(encoding="utf-8"))
    folders = [{"uri": project.as_uri(), "name": "project"}]
    raw.update(processId=None, rootUri=project.as_uri(), rootPath=None, workspaceFolders=folders)
    raw["initializationOptions"] = None
    return _CONVERTER.structure(raw, types.InitializeParams)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "more.txt").write_text("--index-url https://a.example/simple\n")
    return folder


@pytest.mark.parametrize("capture", EDITORS)
async def test_every_promise_is_kept_in_the_form_of_the_protocol(
    tmp_path: Path, project: Path, capture: str
) -> None:
    config = pytest_lsp.ClientServerConfig(
        server_command=[sys.executable, "-W", "error", "-m", "piptrust", "lsp"],
        server_env=environment(tmp_path, PIP_CONFIG_FILE=str(project / "pip.conf")),
    )
    client = await config.start()
    assert isinstance(client, pytest_lsp.LanguageClient)
    # Raised while a message is taken in, they would be lost together with the message.
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            await asyncio.wait_for(all_promises(client, project, capture), _PATIENCE)
        finally:
            if client._server is not None and not client.protocol._shutdown:
                # It was not asked to end, and stop() waits until it has ended.
                with contextlib.suppress(ProcessLookupError):
                    client._server.kill()
            await asyncio.wait_for(client.stop(), _PATIENCE)
    assert [str(w.message) for w in caught if issubclass(w.category, LspSpecificationWarning)] == []


async def all_promises(client: pytest_lsp.LanguageClient, project: Path, capture: str) -> None:
    for method in (types.CLIENT_REGISTER_CAPABILITY, types.CLIENT_UNREGISTER_CAPABILITY, *REFRESHES):
        if method not in client.protocol.fm.features:
            client.feature(method)(nothing)
    client.feature("piptrust/status")(nothing)
    result = await client.initialize_session(recorded(capture, project))
    files = {}
    for name, text in (("pip.conf", CONFIG), ("requirements.txt", REQUIREMENTS)):
        (project / name).write_text(text)
        item = types.TextDocumentItem((project / name).as_uri(), "plaintext", 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        files[name] = item.uri, text
    await client.workspace_execute_command_async(types.ExecuteCommandParams("piptrust.server.refresh"))
    said = await everything(client, files)
    silent = {
        method
        for method in (*QUESTIONS, *RESOLVED_BY)
        if method not in QUIET and promises(result.capabilities, method) and not said.get(method)
    }
    assert silent == set()
    await client.shutdown_session()


def nothing(params: Any) -> None:
    """Takes what this client has no use for."""


def promises(capabilities: types.ServerCapabilities, method: str) -> bool:
    return promised(capabilities, method) if method in PROMISES else False


async def everything(client: Any, files: dict[str, tuple[str, str]]) -> dict[str, list[Any]]:
    """All that is said, by method; an error to any of it fails the test."""
    said: dict[str, list[Any]] = {}
    for name, caret in CARETS:
        uri, text = files[name]
        for method, params in questions(uri, position(text, text.index(caret)), position(text, len(text))):
            typed = _CONVERTER.structure(params, types.METHOD_TO_TYPES[method][2])
            try:
                answer = await client.protocol.send_request_async(method, typed)
            except JsonRpcException:
                if method in REFUSED_IN_WORDS:
                    continue
                raise
            if answer:
                said.setdefault(method, []).append(answer)
            for resolve, asked in RESOLVED_BY.items():
                if asked == method:
                    for item in items(_CONVERTER.unstructure(answer)):
                        if "data" not in item:
                            continue
                        typed_item = _CONVERTER.structure(item, types.METHOD_TO_TYPES[resolve][2])
                        resolved = await client.protocol.send_request_async(resolve, typed_item)
                        said.setdefault(resolve, []).append(resolved)
    return said


NONSENSE: tuple[Any, ...] = (
    None,
    {},
    [],
    [1, 2],
    "x",
    7,
    {"textDocument": None},
    {"textDocument": {"uri": 5}, "position": 5},
    {"textDocument": {"uri": "file:///nowhere/pip.conf"}, "position": {"line": -1, "character": -5}},
    {"textDocument": {"uri": "%%%"}, "range": {"start": {"line": 10**9, "character": 10**9}}, "context": 3},
)


@pytest.mark.parametrize("capture", ["vscode-1.139", "nvim-0.12", "emacs-30.1"])
async def test_no_request_goes_unanswered(tmp_path: Path, capture: str) -> None:
    """Whatever stands in its parameters: a result, or an error with a code, and none is the server's own fault."""
    async with start(tmp_path, capture) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), CONFIG)
        methods = [*registered_requests(), "no/such", "$/no/such"]
        for method in methods:
            for params in NONSENSE:
                await answered(editor, method, params)
        huge = {"line": 2**31 - 1, "character": 2**31 - 1}
        for method, params in questions(buffer.uri, huge, huge):
            await answered(editor, method, params)
        for method, params in questions("untitled:nothing", {"line": 0, "character": 0}, huge):
            await answered(editor, method, params)
        assert await editor.request("textDocument/hover", {
            "textDocument": {"uri": buffer.uri}, "position": {"line": 1, "character": 1}
        })  # fmt: skip
        assert [text for text in editor.logged if "failed" in text] == []


async def answered(editor: Any, method: str, params: Any) -> None:
    try:
        await editor.request(method, params)
    except ServerError as error:
        if error.code == INTERNAL_ERROR:
            raise AssertionError(f"{method} failed with {params}") from error


def test_nothing_that_is_registered_is_left_out() -> None:
    assert set(registered_requests()) == {*QUESTIONS, *RESOLVED_BY, *BY_STATE}
