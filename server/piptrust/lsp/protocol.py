"""JSON-RPC as editors get to see it: every request is answered, whatever was wrong with it.

pygls 2.1.1 gives no reply to a request that it cannot decode, ignores requests after ``shutdown``, and sends
Python tracebacks to the editor; its own document store splits lines where LSP does not. All of that is
replaced here; what remains are its message types, its bookkeeping of requests, and its sending.
"""

# pygls leaves the types of its tables of handlers open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from typing import TYPE_CHECKING, Any, Callable, cast

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, lsp_method

from piptrust.locale import use_language
from piptrust.lsp.capabilities import capabilities_for
from piptrust.lsp.client import Client, client_of
from piptrust.lsp.json_text import JsonText

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

    from piptrust.lsp.session import Session

_log = logging.getLogger(__name__)
_SECONDS_TO_END = 1.0
_KEPT_BUILTINS = frozenset({types.INITIALIZE, types.SHUTDOWN, types.EXIT, types.SET_TRACE})


class PiptrustProtocol(LanguageServerProtocol):
    """One conversation with one editor."""

    def __init__(self, server: LanguageServer, converter: Any) -> None:
        super().__init__(server, converter)
        for method in set(self.fm.builtin_features) - _KEPT_BUILTINS:
            del self.fm.builtin_features[method]
        self.exit_code = 1
        self.client: Client | None = None
        self.session: Session | None = None
        self.wake: Callable[[], None] = _nothing
        self._finish: Callable[[], None] = _nothing
        self._initialize_params: types.InitializeParams | None = None
        self._leaving = False
        self._finishing: asyncio.Task[None] | None = None

    def connected(self, finish: Callable[[], None], wake: Callable[[], None]) -> None:
        """Takes from the transport how to end the conversation, and how to have :meth:`idle` called."""
        self._finish = finish
        self.wake = wake

    # What the transport calls.

    def decode(self, body: bytes) -> dict[str, Any] | None:
        try:
            message = json.loads(body)
        except (ValueError, RecursionError):
            self._fail(None, types.ErrorCodes.ParseError, "the message is not JSON")
            return None
        if not isinstance(message, dict):
            self._fail(None, types.ErrorCodes.InvalidRequest, "the message is not a JSON object")
            return None
        return cast("dict[str, Any]", message)

    def cancel(self, waiting: deque[dict[str, Any]], message: dict[str, Any]) -> bool:
        if message.get("method") != types.CANCEL_REQUEST:
            return False
        params = message.get("params")
        wanted = cast("dict[str, Any]", params).get("id") if isinstance(params, dict) else None
        for request in waiting:
            if "method" in request and request.get("id") == wanted is not None:
                waiting.remove(request)
                self._fail(wanted, types.LSPErrorCodes.RequestCancelled, "cancelled")
                return True
        # What runs for long is a task, and answered as cancelled by its end. All else is answered already, or
        # about to be. Requests of ours that wait for the client are futures, too, but no tasks.
        running = self._request_futures.get(wanted) if isinstance(wanted, (str, int)) else None
        if isinstance(running, asyncio.Task):
            running.cancel()
        return True

    def receive(self, message: dict[str, Any]) -> None:
        try:
            self._receive(message)
        except Exception:
            _log.exception("a message could not be handled")
            if "method" in message:
                self._fail(message.get("id"), types.ErrorCodes.InternalError, "piptrust failed; see its log")

    def idle(self) -> bool:
        try:
            return self.session is not None and self.session.work()
        except Exception:
            _log.exception("diagnostics could not be worked out")
            return False

    # Messages.

    def _receive(self, message: dict[str, Any]) -> None:
        method, message_id = message.get("method"), message.get("id")
        if method is None:
            self._receive_response(message)
            return
        if not isinstance(method, str) or not isinstance(message_id, (str, int, type(None))):
            self._fail(None, types.ErrorCodes.InvalidRequest, "method or id is of the wrong type")
            return
        refusal = self._refusal(method)
        if refusal is not None:
            self._fail(message_id, *refusal)
            return
        if method not in _KEPT_BUILTINS:
            self._open_session()
        if method not in self.fm.features and method not in self.fm.builtin_features:
            self._fail(message_id, types.ErrorCodes.MethodNotFound, f"piptrust has no method {method}")
            return
        if message.get("params") is None:
            message = {**message, "params": {}}
        try:
            structured = self.structure_message({**message, "jsonrpc": self.VERSION})
        except Exception:
            _log.warning("%s came with parameters that are not as the protocol has them", method)
            self._fail(
                message_id, types.ErrorCodes.InvalidParams, f"the parameters of {method} are not valid"
            )
            return
        self.handle_message(cast("Any", structured))

    def _refusal(self, method: str) -> tuple[types.ErrorCodes, str] | None:
        if method == types.EXIT:
            return None
        if self._leaving:
            return types.ErrorCodes.InvalidRequest, "the server is shutting down"
        if method == types.INITIALIZE and self._initialize_params is not None:
            return types.ErrorCodes.InvalidRequest, "the server is initialized already"
        if method != types.INITIALIZE and self._initialize_params is None:
            return types.ErrorCodes.ServerNotInitialized, "the server is not initialized yet"
        return None

    def _receive_response(self, message: dict[str, Any]) -> None:
        if message.get("id") not in self._request_futures:
            return
        if message.get("error") is None:
            message = {"result": None, **{k: v for k, v in message.items() if k != "error"}}
        try:
            structured = self.structure_message({**message, "jsonrpc": self.VERSION})
        except Exception:
            error = types.ResponseError(types.ErrorCodes.InvalidRequest, "the answer is not valid")
            structured = types.ResponseErrorMessage(id=message["id"], error=error)
        self.handle_message(cast("Any", structured))

    def _fail(self, message_id: str | int | None, code: int, reason: str) -> None:
        """Answers a request with an error; notifications get none."""
        if message_id is None and code not in (types.ErrorCodes.ParseError, types.ErrorCodes.InvalidRequest):
            return
        error = {"code": int(code), "message": reason}
        self._send_data({"jsonrpc": self.VERSION, "id": message_id, "error": error})

    def _send_data(self, data: Any) -> None:
        """Sends a message. A response that cannot be written still is one: an error."""
        if self.writer is None:
            return
        result = getattr(data, "result", None)
        try:
            if isinstance(result, JsonText):
                body = _response_body(data.id, result)
            else:
                body = json.dumps(data, default=self._serialize_message, separators=(",", ":")).encode(
                    "ascii"
                )
        except Exception:
            _log.exception("a message could not be written")
            if not hasattr(data, "method"):
                self._fail(getattr(data, "id", None), types.ErrorCodes.InternalError, "piptrust failed")
            return
        self.writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def _open_session(self) -> None:
        """Loads everything that the reply to ``initialize`` could do without."""
        if self.session is not None:
            return
        from piptrust.lsp.feature import all_features, guarded
        from piptrust.lsp.session import Session

        assert self.client is not None
        assert self._initialize_params is not None
        self.session = Session(self._server, self.client, self._initialize_params, self.wake)
        for method, handler in all_features().items():
            self.fm.feature(method)(guarded(method, handler, self.session))

    # Life and death.

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(  # pyright: ignore[reportIncompatibleMethodOverride] - pygls' own is a generator.
        self, params: types.InitializeParams
    ) -> types.InitializeResult:
        self._initialize_params = params
        self.client_capabilities = params.capabilities
        self.client = client_of(params)
        if params.locale is not None:
            # Without one, the language of the environment stays, in which the command was started.
            use_language(params.locale)
        self.server_capabilities = capabilities_for(self.client)
        return types.InitializeResult(self.server_capabilities, self.server_info)

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        self._leaving = True
        if self.session is not None:
            self.session.close()
        for task in self._running():
            task.cancel()

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        self.exit_code = 0 if self._leaving else 1
        running = self._running()
        if not running:
            self._finish()
            return

        async def finish_after() -> None:
            # What was cancelled is answered first.
            await asyncio.wait(running, timeout=_SECONDS_TO_END)
            self._finish()

        self._finishing = asyncio.ensure_future(finish_after())

    def _running(self) -> list[asyncio.Task[Any]]:
        """Requests that are being worked on. What was asked of the client is no task."""
        return [future for future in self._request_futures.values() if isinstance(future, asyncio.Task)]


def _response_body(message_id: object, result: JsonText) -> bytes:
    return f'{{"jsonrpc":"2.0","id":{json.dumps(message_id)},"result":{result.text}}}'.encode("ascii")


def _nothing() -> None:
    """Stands in until the transport is connected."""
