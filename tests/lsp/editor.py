"""An editor as the server sees it: it starts the server, holds texts, and answers what it is asked.

It is written from the specification alone and shares no code with the server: the two check each other.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

CAPTURES = Path(__file__).with_name("captures")
EDITORS = tuple(sorted(path.stem for path in CAPTURES.glob("*.json")))
SERVER = Path(__file__).parents[2] / "server"
_PATIENCE = 30.0


class ServerError(Exception):
    def __init__(self, error: Mapping[str, Any]) -> None:
        super().__init__(error["message"])
        self.code: int = error["code"]
        self.data = error.get("data")


@dataclass
class Buffer:
    uri: str
    text: str
    version: int = 1


@dataclass
class Editor:
    """One running server and what it has said."""

    process: asyncio.subprocess.Process
    capabilities: dict[str, Any] = field(default_factory=dict)
    buffers: dict[str, Buffer] = field(default_factory=dict)
    published: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    registrations: dict[str, dict[str, Any]] = field(default_factory=dict)
    applied: list[dict[str, Any]] = field(default_factory=list)
    settings: Any = None
    button: str | None = None
    asked: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    refreshes: int = 0
    encoding: str = "utf-16"
    _ids: Any = field(default_factory=lambda: itertools.count(1))
    _waiting: dict[Any, asyncio.Future[Any]] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def pulls(self) -> bool:
        return self.capabilities.get("diagnosticProvider") is not None

    @property
    def logged(self) -> list[str]:
        return [m["params"]["message"] for m in self.messages if m["method"] == "window/logMessage"]

    @property
    def shown(self) -> list[str]:
        return [m["params"]["message"] for m in self.messages if m["method"] == "window/showMessage"]

    # Sending.

    def send(self, message: Mapping[str, Any]) -> None:
        self.send_bytes(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def send_bytes(self, body: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method: str, params: Any = None) -> None:
        self.send({"method": method, "params": params})

    async def request(self, method: str, params: Any = None) -> Any:
        return await self.request_raw({"method": method, "params": params})

    async def request_raw(self, message: Mapping[str, Any]) -> Any:
        number = next(self._ids)
        future = self._waiting[number] = asyncio.get_running_loop().create_future()
        self.send({"id": number, **message})
        return await asyncio.wait_for(future, _PATIENCE)

    async def until(self, condition: Any) -> None:
        """Waits for messages until ``condition()`` holds."""

        async def wait() -> None:
            while not condition():
                self._news.clear()
                await self._news.wait()

        await asyncio.wait_for(wait(), _PATIENCE)

    # Documents.

    def open(self, uri: str, text: str, language: str = "plaintext") -> Buffer:
        buffer = self.buffers[uri] = Buffer(uri, text)
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return buffer

    def replace(self, buffer: Buffer, start: int, end: int, text: str) -> None:
        """Types: one incremental change."""
        places = {"start": self.position(buffer.text, start), "end": self.position(buffer.text, end)}
        buffer.text = buffer.text[:start] + text + buffer.text[end:]
        self._change(buffer, [{"range": places, "text": text}])

    def set_text(self, buffer: Buffer, text: str) -> None:
        buffer.text = text
        self._change(buffer, [{"text": text}])

    def _change(self, buffer: Buffer, changes: list[dict[str, Any]]) -> None:
        buffer.version += 1
        document = {"uri": buffer.uri, "version": buffer.version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def save(self, buffer: Buffer, path: Path) -> None:
        path.write_text(buffer.text, encoding="utf-8", newline="")
        self.notify("textDocument/didSave", {"textDocument": {"uri": buffer.uri}})

    def close(self, buffer: Buffer) -> None:
        del self.buffers[buffer.uri]
        self.notify("textDocument/didClose", {"textDocument": {"uri": buffer.uri}})

    async def diagnostics(self, buffer: Buffer) -> list[dict[str, Any]]:
        """What the server says of the newest text, however this editor gets to know it."""
        if self.pulls:
            answer = await self.request("textDocument/diagnostic", {"textDocument": {"uri": buffer.uri}})
            assert answer["kind"] == "full"
            return answer["items"]
        await self.until(lambda: self.published.get(buffer.uri, {}).get("version") == buffer.version)
        return self.published[buffer.uri]["diagnostics"]

    async def settled(self, buffer: Buffer) -> list[dict[str, Any]]:
        """The same, once nothing goes on in the background."""
        await self.request("workspace/executeCommand", {"command": "piptrust.server.refresh"})
        return await self.diagnostics(buffer)

    async def command(self, name: str, *arguments: Any) -> Any:
        """``piptrust.server.<name>``."""
        params = {"command": f"piptrust.server.{name}", "arguments": list(arguments)}
        return await self.request("workspace/executeCommand", params)

    async def actions(self, buffer: Buffer, line: int, only: list[str] | None = None) -> list[dict[str, Any]]:
        caret = {"line": line, "character": 0}
        context: dict[str, Any] = {"diagnostics": []}
        if only is not None:
            context["only"] = only
        params = {
            "textDocument": {"uri": buffer.uri},
            "range": {"start": caret, "end": caret},
            "context": context,
        }
        return await self.request("textDocument/codeAction", params)

    async def choose(self, action: dict[str, Any]) -> None:
        """Does what editors do when an action is chosen."""
        if "edit" not in action and self.capabilities["codeActionProvider"].get("resolveProvider"):
            action = await self.request("codeAction/resolve", action)
        if "edit" in action:
            self.apply(action["edit"])
        if "command" in action:
            command = action["command"]
            params = {"command": command["command"], "arguments": command.get("arguments")}
            await self.request("workspace/executeCommand", params)

    def apply(self, edit: dict[str, Any]) -> None:
        self.applied.append(edit)
        for uri, edits in (edit.get("changes") or {}).items():
            self._edit(uri, edits, None)
        for operation in edit.get("documentChanges") or []:
            if operation.get("kind") == "create":
                assert operation["uri"] not in self.buffers
                self.buffers[operation["uri"]] = Buffer(operation["uri"], "", 0)
                continue
            document = operation["textDocument"]
            self._edit(document["uri"], operation["edits"], document["version"])

    def _edit(self, uri: str, edits: list[dict[str, Any]], version: int | None) -> None:
        buffer = self.buffers.get(uri) or _closed(uri)
        assert version is None or version == buffer.version, "an edit of an old version"
        spans = [
            (self.offset(buffer.text, e["range"]["start"]), self.offset(buffer.text, e["range"]["end"]), e)
            for e in edits
        ]
        for start, end, edit in sorted(spans, key=lambda s: s[0], reverse=True):
            buffer.text = buffer.text[:start] + edit["newText"] + buffer.text[end:]
        if uri not in self.buffers:
            _path(uri).write_text(buffer.text, encoding="utf-8", newline="")
        elif buffer.version:
            self._change(buffer, [{"text": buffer.text}])

    # Positions, straight from the specification.

    def position(self, text: str, offset: int) -> dict[str, int]:
        before = text[:offset]
        if before.endswith("\r") and text[offset : offset + 1] == "\n":
            before = before[:-1]
        lines = _split(before)
        return {"line": len(lines) - 1, "character": self._units(lines[-1])}

    def offset(self, text: str, position: Mapping[str, int]) -> int:
        lines = _split(text, keep=True)
        line = lines[position["line"]]
        content = line.rstrip("\r\n")
        column = next(c for c in range(len(content) + 1) if self._units(content[:c]) >= position["character"])
        return sum(map(len, lines[: position["line"]])) + column

    def _units(self, text: str) -> int:
        widths = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
        codec = self.encoding if self.encoding == "utf-8" else f"{self.encoding}-le"
        return len(text.encode(codec)) // widths[self.encoding]

    # Receiving.

    async def listen(self) -> None:
        assert self.process.stdout is not None
        stream = self.process.stdout
        reason: Exception = ConnectionError("the server is gone")
        try:
            while True:
                header = await stream.readuntil(b"\r\n\r\n")
                length = next(
                    int(h.split(b":")[1])
                    for h in header.split(b"\r\n")
                    if h.lower().startswith(b"content-length")
                )
                self._receive(json.loads(await stream.readexactly(length)))
                self._news.set()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        except Exception as error:
            reason = error
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(reason)

    def _receive(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            future = self._waiting.pop(message["id"], None)
            assert future is not None, f"an answer to nothing: {message}"
            if "error" in message:
                future.set_exception(ServerError(message["error"]))
            else:
                future.set_result(message["result"])
        elif "id" in message:
            answer = self._answer(message["method"], message.get("params"))
            if answer is not NotImplemented:
                self.send({"id": message["id"], "result": answer})
        else:
            self.messages.append(message)
            if message["method"] == "textDocument/publishDiagnostics":
                self.published[message["params"]["uri"]] = message["params"]

    def _answer(self, method: str, params: Any) -> Any:
        self.asked.append(method)
        if method == "workspace/configuration":
            return [self.settings for _ in params["items"]]
        if method == "client/registerCapability":
            self.registrations.update({r["id"]: r for r in params["registrations"]})
        elif method == "client/unregisterCapability":
            for one in params["unregisterations"]:
                del self.registrations[one["id"]]
        elif method == "workspace/applyEdit":
            self.apply(params["edit"])
            return {"applied": True}
        elif method == "window/showMessageRequest":
            self.messages.append({"method": "window/showMessage", "params": params})
            return None if self.button is None else {"title": self.button}
        elif method == "window/showDocument":
            self.opened.append(params["uri"])
            return {"success": True}
        elif method == "workspace/diagnostic/refresh":
            self.refreshes += 1
        return None


def _path(uri: str) -> Path:
    return Path(unquote(urlsplit(uri).path))


def _closed(uri: str) -> Buffer:
    """A file that the editor opens only to edit it."""
    with _path(uri).open(encoding="utf-8", newline="") as file:
        return Buffer(uri, file.read(), 0)


def _split(text: str, *, keep: bool = False) -> list[str]:
    """Lines as LSP has them: ended by LF, CRLF or CR."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not keep:
        return parts
    lines: list[str] = []
    rest = text
    for part in parts:
        end = 2 if rest[len(part) :].startswith("\r\n") else min(1, len(rest) - len(part))
        lines.append(rest[: len(part) + end])
        rest = rest[len(part) + end :]
    return lines


def environment(folder: Path, **further: str) -> dict[str, str]:
    """The variables of a machine on which nobody has set anything."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return {
        "HOME": str(home),
        "PATH": str(Path(sys.executable).parent),
        "PYTHONPATH": str(SERVER),
        "PIP_CONFIG_FILE": os.devnull,
        # Nothing but loopback is contacted: only tests of the probe let it run, in the lab.
        "PIPTRUST_PROBE": "off",
        **further,
    }


@contextlib.asynccontextmanager
async def start(
    folder: Path,
    capture: str = "nvim-0.11",
    *,
    folders: tuple[str, ...] | None = None,
    options: Any = None,
    settings: Any = None,
    encodings: list[str] | None = None,
    variables: Mapping[str, str] | None = None,
    command: tuple[str, ...] | None = None,
    locale: str | None = "en",
) -> AsyncIterator[Editor]:
    """A server for the workspace ``folder/project``, as the recorded editor starts it."""
    project = folder / "project"
    project.mkdir(exist_ok=True)
    process = await asyncio.create_subprocess_exec(
        *(command or (sys.executable, "-W", "error", "-m", "piptrust", "lsp")),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment(folder, **(variables or {})),
        limit=2**24,
    )
    editor = Editor(process, settings=settings)
    listening = asyncio.ensure_future(editor.listen())
    params = json.loads((CAPTURES / f"{capture}.json").read_text(encoding="utf-8"))
    uris = (project.as_uri(),) if folders is None else folders
    params.update(
        processId=None,
        rootUri=uris[0] if uris else None,
        rootPath=None,
        workspaceFolders=[{"uri": uri, "name": uri.rpartition("/")[2]} for uri in uris],
        initializationOptions=options,
        locale=locale,
    )
    if encodings is not None:
        params["capabilities"]["general"]["positionEncodings"] = encodings
    answer = await editor.request("initialize", params)
    editor.capabilities = answer["capabilities"]
    editor.encoding = editor.capabilities["positionEncoding"]
    editor.notify("initialized", {})
    try:
        yield editor
        await editor.request("shutdown")
        editor.notify("exit")
        assert await asyncio.wait_for(process.wait(), _PATIENCE) == 0
        assert process.stderr is not None
        assert (await process.stderr.read()).decode() == ""
    finally:
        listening.cancel()
        if process.returncode is None:
            process.kill()
            await process.wait()
        process._transport.close()  # nothing public closes the pipes at once.
