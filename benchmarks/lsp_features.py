"""Requests while somebody types into the middle of a file of 10,000 lines, beside other language servers.

``REQUESTS`` is the table: a feature is one line in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from lsp_client import SERVERS, Client, running
from lsp_keystroke import requirements
from lsp_peers import PEERS, REQUIREMENTS_LANGUAGE_SERVER, TOMBI, Peer, command_of
from measure import Result, in_turn, milliseconds, print_table

LINES = 10_000
ROUNDS = 15
LONGEST = 0.020
_HERE = LINES // 2
_FULL = 1
_CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"versionSupport": True},
        "completion": {
            "completionItem": {
                "snippetSupport": True,
                "insertReplaceSupport": True,
                "tagSupport": {"valueSet": [1]},
                "documentationFormat": ["markdown"],
                "resolveSupport": {"properties": ["documentation", "detail"]},
            }
        },
        "hover": {"contentFormat": ["markdown"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "semanticTokens": {
            "formats": ["relative"],
            "requests": {"full": {"delta": True}, "range": True},
            "tokenTypes": ["comment", "keyword", "string", "number", "operator", "property", "variable"],
            "tokenModifiers": [],
        },
        "inlayHint": {},
    },
}


@dataclass(frozen=True)
class Request:
    """One question.

    Attributes:
        feature: what is asked for.
        method: of LSP.
        line: the line in the middle of the requirements file; the caret stands where ``|`` does, and the character
            before it is typed just before the question.
        toml: the same line of a pyproject.toml, or empty where the question makes no sense there.
        whole: whether the question is for the document, and not for the caret's place.
        visible: whether it is for the lines on the screen.
        peers: who answers it.
    """

    feature: str
    method: str
    line: str
    toml: str = ""
    whole: bool = False
    visible: bool = False
    peers: tuple[Peer, ...] = ()


_BOTH = (REQUIREMENTS_LANGUAGE_SERVER, TOMBI)
_LINE, _TOML_LINE = "package-77[extra]>=7.1|", '  "package-77[extra]>=7.1|",'
REQUESTS = (
    Request(
        "completion of an option",
        "textDocument/completion",
        "--in|",
        "requires-p|",
        peers=_BOTH,
    ),
    Request("completion of a project's name", "textDocument/completion", "p|"),
    Request("completion of a version", "textDocument/completion", "pip=|="),
    Request("completion of a marker", "textDocument/completion", "pip; py|"),
    Request("completion of an included file", "textDocument/completion", "-r c|"),
    Request(
        "hover over an option", "textDocument/hover", "--trusted-ho|st a.example", "na|me = 'x'", peers=_BOTH
    ),
    Request("document symbols", "textDocument/documentSymbol", _LINE, _TOML_LINE, whole=True, peers=(TOMBI,)),
    Request(
        "semantic tokens", "textDocument/semanticTokens/full", _LINE, _TOML_LINE, whole=True, peers=(TOMBI,)
    ),
    Request("semantic tokens that changed", "textDocument/semanticTokens/full/delta", _LINE, whole=True),
    Request("semantic tokens on the screen", "textDocument/semanticTokens/range", _LINE, visible=True),
    Request("inlay hints on the screen", "textDocument/inlayHint", _LINE, visible=True),
)


class Typist:
    """Types into the middle of one file of one server, and asks."""

    def __init__(self, client: Client, toml: bool) -> None:
        self._client = client
        self._toml = toml
        self._tokens: str | None = None
        self._number = 1
        self._version = 1
        self._uri = "file:///project/" + ("pyproject.toml" if toml else "requirements.txt")
        folders = [{"uri": "file:///project", "name": "project"}]
        params = {
            "processId": None,
            "rootUri": None,
            "workspaceFolders": folders,
            "capabilities": _CAPABILITIES,
        }
        capabilities = self._ask("initialize", params)["result"]["capabilities"]
        sync = capabilities["textDocumentSync"]
        self._sends_all = (sync["change"] if isinstance(sync, dict) else sync) == _FULL
        client.send({"method": "initialized", "params": {}})
        text = _pyproject() if toml else requirements(LINES)
        lines = text.splitlines(keepends=True)
        self._above, self._below = "".join(lines[:_HERE]), "".join(lines[_HERE + 1 :])
        self._line = lines[_HERE].rstrip("\n")
        item = {
            "uri": self._uri,
            "languageId": "toml" if toml else "requirements",
            "version": 1,
            "text": text,
        }
        client.send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        self._settle()

    def asks(self, request: Request) -> Callable[[], float]:
        """What types and asks once, and gives the seconds from the character until the answer has arrived."""
        marked = request.toml if self._toml else request.line
        caret = marked.index("|")
        line = marked.replace("|", "")

        def once() -> float:
            self._change(0, len(self._line), line[: caret - 1] + line[caret:])
            self._settle()
            begin = time.perf_counter()
            self._change(caret - 1, caret - 1, line[caret - 1])
            answer = self._ask(request.method, self._params(request, caret))
            taken = self._client.arrived - begin
            if "error" in answer:
                raise RuntimeError(f"{request.method}: {answer['error']}")
            if request.method.startswith("textDocument/semanticTokens/full"):
                self._tokens = answer["result"].get("resultId")
            return taken

        return once

    def _params(self, request: Request, caret: int) -> dict[str, Any]:
        params: dict[str, Any] = {"textDocument": {"uri": self._uri}}
        if request.method.endswith("/delta"):
            params["previousResultId"] = self._tokens
        if request.visible:
            ends = ({"line": _HERE - 30, "character": 0}, {"line": _HERE + 30, "character": 0})
            return {**params, "range": dict(zip(("start", "end"), ends))}
        if request.whole:
            return params
        return {**params, "position": {"line": _HERE, "character": caret}}

    def _change(self, start: int, end: int, text: str) -> None:
        self._version += 1
        self._line = self._line[:start] + text + self._line[end:]
        ends = ({"line": _HERE, "character": start}, {"line": _HERE, "character": end})
        change: dict[str, Any] = {"range": dict(zip(("start", "end"), ends)), "text": text}
        if self._sends_all:
            change = {"text": f"{self._above}{self._line}\n{self._below}"}
        params = {
            "textDocument": {"uri": self._uri, "version": self._version},
            "contentChanges": [change],
        }
        self._client.send({"method": "textDocument/didChange", "params": params})

    def _settle(self) -> None:
        """Until the server has nothing else to do, as far as one can tell: a quick answer says so."""
        place = {"textDocument": {"uri": self._uri}, "position": {"line": 0, "character": 0}}
        for _ in range(20):
            begin = time.perf_counter()
            self._ask("textDocument/hover", place)
            if time.perf_counter() - begin < 0.05:
                return

    def _ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        number = self._number
        self._client.send({"id": number, "method": method, "params": params})
        return self._client.until(lambda m: m.get("id") == number and "method" not in m)


def _pyproject() -> str:
    """The same number of requirements as a pyproject.toml; the line that is typed in stands between two lists."""
    lines = ["[project]", 'version = "1"', "dependencies = ["]
    while len(lines) < LINES - 1:
        number = len(lines)
        if number == _HERE - 2:
            lines += ["]", "", 'name = "x"', "", "optional-dependencies.all = ["]
        lines.append(f"  \"package-{number}[extra]>={number}.0,<{number + 9}; python_version >= '3.9'\",")
    return "\n".join([*lines, "]", ""])


def measure() -> list[Result]:
    """For each request our median, beside each server that answers it."""
    with ExitStack() as stack:
        ours = Typist(stack.enter_context(running("piptrust")), toml=False)
        typists: dict[str, Typist] = {}
        for peer in PEERS:
            command = command_of(peer)
            if command is not None:
                SERVERS[peer.package] = command
                client = stack.enter_context(running(peer.package, peer.variables))
                typists[peer.package] = Typist(client, peer.toml)
        time.sleep(2)  # The interpreter is asked in the background.
        return [result for request in REQUESTS for result in _measured(request, ours, typists)]


def _measured(request: Request, ours: Typist, typists: dict[str, Typist]) -> list[Result]:
    beside = [peer for peer in request.peers if peer.package in typists]
    subjects = {"piptrust": ours.asks(request)}
    subjects.update({peer.package: typists[peer.package].asks(request) for peer in beside})
    medians = in_turn(subjects, ROUNDS)
    mine = medians["piptrust"]
    limit, kept = f"≤ {milliseconds(LONGEST)}", mine <= LONGEST
    what = f"lsp: {request.feature}, {LINES:,} lines"
    if not beside:
        return [Result(what, milliseconds(mine), "", 0.0, limit, kept)]
    return [
        Result(
            f"{what}, beside {peer.package} {peer.version}",
            milliseconds(mine),
            milliseconds(medians[peer.package]),
            mine / medians[peer.package],
            limit,
            kept,
        )
        for peer in beside
    ]


if __name__ == "__main__":
    print_table(measure())
