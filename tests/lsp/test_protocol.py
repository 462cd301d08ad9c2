"""Whatever arrives, every request gets one answer, and the server stays."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

from lsp.editor import EDITORS, SERVER, ServerError, environment, start

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
NOT_INITIALIZED, REQUEST_CANCELLED = -32002, -32800


async def error_of(editor, message) -> int:
    with pytest.raises(ServerError) as raised:
        await editor.request_raw(message)
    assert raised.value.data is None
    assert "Traceback" not in str(raised.value)
    assert str(Path(SERVER).parent) not in str(raised.value)
    return raised.value.code


async def test_malformed_messages_are_answered(tmp_path):
    async with start(tmp_path) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), "[global]\n")
        document = {"textDocument": {"uri": buffer.uri}}
        assert await error_of(editor, {"method": "no/such"}) == METHOD_NOT_FOUND
        assert await error_of(editor, {"method": "$/no/such"}) == METHOD_NOT_FOUND
        assert await error_of(editor, {"method": "textDocument/moniker", "params": {}}) == METHOD_NOT_FOUND
        assert await error_of(editor, {"method": "textDocument/hover"}) == INVALID_PARAMS
        assert await error_of(editor, {"method": "textDocument/hover", "params": None}) == INVALID_PARAMS
        assert await error_of(editor, {"method": "textDocument/hover", "params": [1, 2]}) == INVALID_PARAMS
        assert await error_of(editor, {"method": "textDocument/hover", "params": document}) == INVALID_PARAMS
        assert (
            await error_of(
                editor,
                {"method": "codeAction/resolve", "params": {"title": "x", "kind": 5, "diagnostics": 5}},
            )
            == INVALID_PARAMS
        )
        command = {"method": "workspace/executeCommand", "params": {"command": "nobody.knows"}}
        assert await error_of(editor, command) == INVALID_PARAMS
        assert (
            await error_of(editor, {"method": "initialize", "params": {"capabilities": {}}})
            == INVALID_REQUEST
        )
        # Nothing that is wrong is answered where no answer is due.
        editor.notify("no/such", {"a": 1})
        editor.notify("textDocument/didOpen", {"textDocument": "x"})
        editor.notify(
            "textDocument/didChange", {"textDocument": {"uri": "file:///never/opened", "version": 1}}
        )
        editor.notify("$/cancelRequest", {"id": 99_999})
        editor.notify("$/cancelRequest")
        editor.send({"id": 4711, "result": {"an answer": "to nothing"}})
        editor.send({"id": 4712, "error": None})
        # Answers without a number cannot be matched: the server's own words, and no more.
        position = {**document, "position": {"line": 0, "character": 0}}
        assert await editor.request("textDocument/hover", position) is None


async def test_bytes_that_are_no_message(tmp_path):
    answers: list[dict] = []
    async with start(tmp_path) as editor:
        original = editor._receive
        editor._receive = lambda m: answers.append(m) if m.get("id", 0) is None else original(m)
        for body in (b"{", b"[]", b"null", b"\xff\xfe", b'"text"', b"[" * 100_000, b'{"method": 3, "id": 4}'):
            editor.send_bytes(body)
        assert editor.process.stdin is not None
        editor.process.stdin.write(b"Nonsense: 1\r\n\r\ncontent-LENGTH: 2\n\n{}")
        position = {"textDocument": {"uri": "file:///x"}, "position": {"line": 9, "character": 10**9}}
        assert await editor.request("textDocument/hover", position) is None
        codes = [a["error"]["code"] for a in answers]
        assert [c == PARSE_ERROR for c in codes] == [True, False, False, True, False, True, False]
        assert set(codes) == {PARSE_ERROR, INVALID_REQUEST}


async def test_a_request_that_still_waits_can_be_cancelled(tmp_path):
    async with start(tmp_path) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), "[global]\n")
        position = {"textDocument": {"uri": buffer.uri}, "position": {"line": 0, "character": 0}}
        params = {"method": "textDocument/hover", "params": position}
        first = asyncio.ensure_future(editor.request_raw(params))
        await asyncio.sleep(0)
        second = asyncio.ensure_future(editor.request_raw(params))
        await asyncio.sleep(0)
        number = max(editor._waiting)
        editor.notify("$/cancelRequest", {"id": number})
        answers = await asyncio.gather(first, second, return_exceptions=True)
        # It may have been answered before the wish to cancel came.
        assert [getattr(a, "code", a) for a in answers] in ([None, None], [None, REQUEST_CANCELLED])


async def talk(folder: Path, *messages: dict, arguments: tuple[str, ...] = ()) -> tuple[int, list[dict], str]:
    """Everything a server says to these messages before its standard input ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, "-W", "error", "-m", "piptrust", "lsp", "--stdio",
        stdin=-1, stdout=-1, stderr=-1, env=environment(folder),
    )  # fmt: skip
    bodies = [json.dumps({"jsonrpc": "2.0", **m}).encode() for m in messages]
    data = b"".join(b"Content-Length: %d\r\n\r\n" % len(b) + b for b in bodies)
    out, err = await asyncio.wait_for(process.communicate(data), 30)
    said: list[dict] = []
    while out:
        header, _, out = out.partition(b"\r\n\r\n")
        length = int(header.split(b":")[1])
        said.append(json.loads(out[:length]))
        out = out[length:]
    assert process.returncode is not None
    return process.returncode, said, err.decode()


INITIALIZE = {
    "id": 1,
    "method": "initialize",
    "params": {"processId": None, "rootUri": None, "capabilities": {}},
}


async def test_before_initialize_there_is_nothing(tmp_path):
    status, said, err = await talk(tmp_path, {"id": 1, "method": "textDocument/hover", "params": {}})
    assert (status, [m["error"]["code"] for m in said], err) == (1, [NOT_INITIALIZED], "")


async def test_the_end_of_input_ends_the_server(tmp_path):
    status, said, err = await talk(tmp_path, INITIALIZE)
    assert (status, [m["id"] for m in said], err) == (1, [1], "")


async def test_after_shutdown_requests_are_refused(tmp_path):
    hover = {"id": 3, "method": "textDocument/hover", "params": {}}
    status, said, err = await talk(
        tmp_path, INITIALIZE, {"id": 2, "method": "shutdown"}, hover, {"method": "exit"}
    )
    assert (status, err) == (0, "")
    assert [m.get("error", {}).get("code") for m in said] == [None, None, INVALID_REQUEST]


async def test_exit_without_shutdown_is_a_failure(tmp_path):
    status, _, _ = await talk(tmp_path, INITIALIZE, {"method": "exit"})
    assert status == 1


async def test_it_serves_where_ssl_cannot_be_imported(tmp_path):
    """A Python whose ssl module is broken is what some users came for."""
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text("import sys\nsys.modules['_ssl'] = sys.modules['ssl'] = None\n")
    item = {"uri": (tmp_path / "pip.conf").as_uri(), "languageId": "x", "version": 1}
    item["text"] = "[global]\ntrusted-host = https://a.example\n"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", "-m", "piptrust", "lsp", stdin=-1, stdout=-1, stderr=-1,
        env={**environment(tmp_path), "PYTHONPATH": f"{broken}:{SERVER}"},
    )  # fmt: skip
    assert process.stdin is not None
    for message in (
        INITIALIZE,
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": item}},
    ):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    assert process.stdout is not None
    seen = b""
    while b"trusted-host-has-scheme" not in seen:
        piece = await asyncio.wait_for(process.stdout.read(65_536), 30)
        assert piece, "it ended"
        seen += piece
    process.stdin.close()
    await asyncio.wait_for(process.communicate(), 30)


def vars_of(value) -> dict:
    import attrs

    return {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}


@pytest.mark.parametrize("capture", EDITORS)
def test_each_promise_has_a_feature_behind_it(capture):
    from lsprotocol import converters, types

    from lsp.editor import CAPTURES
    from piptrust.lsp.capabilities import COMMANDS, capabilities_for
    from piptrust.lsp.client import client_of
    from piptrust.lsp.command import all_commands
    from piptrust.lsp.feature import all_features
    from piptrust.lsp.promises import PROMISES, promised

    raw = json.loads((CAPTURES / f"{capture}.json").read_text())
    params = converters.get_converter().structure(raw, types.InitializeParams)
    capabilities = capabilities_for(client_of(params))
    assert set(all_commands()) == set(COMMANDS) == set(capabilities.execute_command_provider.commands)
    features = all_features()
    without = {method for method in PROMISES if promised(capabilities, method)} - features.keys()
    assert without == set()
    known = {path.partition(".")[0] for path in PROMISES.values()} | {"position_encoding"}
    given = {field for field, value in vars_of(capabilities).items() if value}
    assert given <= known
