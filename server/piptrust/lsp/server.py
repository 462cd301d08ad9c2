"""Makes the server and runs it."""

from __future__ import annotations

import logging
import sys

from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer

from piptrust import __version__
from piptrust.lsp.messages import log_to_client
from piptrust.lsp.protocol import PiptrustProtocol
from piptrust.lsp.transport import serve_stdio, serve_tcp

_log = logging.getLogger(__name__)


class PiptrustServer(LanguageServer):
    """pygls' server with our protocol; it is never started by pygls' own loops."""

    def __init__(self) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType] - pygls leaves *args untyped.
            "piptrust", __version__, protocol_cls=PiptrustProtocol
        )

    def report_server_error(self, error: Exception, source: object) -> None:
        """To the log; pygls would open a message box in the editor. A failed request is answered already."""
        if source is not FeatureRequestError:
            _log.error("%s", error)


def serve(tcp_port: int | None = None) -> int:
    """Serves one client over stdio, or over a loopback socket for debugging; the exit status.

    The port that is listened on (0 takes any free one) is written to standard error.
    """
    server = PiptrustServer()
    protocol = server.protocol
    assert isinstance(protocol, PiptrustProtocol)
    with log_to_client(server):
        try:
            if tcp_port is None:
                serve_stdio(protocol)
            else:
                serve_tcp(protocol, tcp_port, _say_port)
        except KeyboardInterrupt:
            return 130
    return protocol.exit_code


def _say_port(port: int) -> None:
    print(f"piptrust listens on 127.0.0.1:{port}", file=sys.stderr, flush=True)
