"""What the server says to people: the editor's log, and now and then a message on the screen."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Generator

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from piptrust.text.uri import redact

_LEVELS = (
    (logging.ERROR, types.MessageType.Error),
    (logging.WARNING, types.MessageType.Warning),
    (logging.INFO, types.MessageType.Info),
)


@contextlib.contextmanager
def log_to_client(server: LanguageServer) -> Generator[None, None, None]:
    """Sends the log of piptrust, and pygls' warnings, to the editor, with credentials taken out.

    Standard error would do for most editors, but some show all of it as errors.
    """
    handler = _ClientLog(server)
    # pygls.protocol logs whole messages, and errors with tracebacks that our own protocol has spoken of.
    levels = {"piptrust": logging.INFO, "pygls": logging.WARNING, "pygls.protocol": logging.CRITICAL}
    loggers = [logging.getLogger(name) for name in levels]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.setLevel(levels[logger.name])
        logger.propagate = False
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger, (level, propagate) in zip(loggers, before):
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate


def tell(server: LanguageServer, message: str, kind: types.MessageType = types.MessageType.Warning) -> None:
    """Puts a message on the screen; for answers to what the user just asked for, and for nothing else."""
    server.window_show_message(types.ShowMessageParams(kind, redact(message)))


class _ClientLog(logging.Handler):
    def __init__(self, server: LanguageServer) -> None:
        super().__init__()
        self._server = server

    def emit(self, record: logging.LogRecord) -> None:
        kind = next((kind for level, kind in _LEVELS if record.levelno >= level), types.MessageType.Log)
        try:
            text = self.format(record)
            self._server.window_log_message(types.LogMessageParams(kind, redact(text)))
        except Exception:
            self.handleError(record)
