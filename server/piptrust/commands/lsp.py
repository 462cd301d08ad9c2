"""``piptrust lsp``: the language server."""

from __future__ import annotations

import argparse
from typing import TextIO

from piptrust.locale import mark, tr

_DESCRIPTION = mark("""\
Runs the language server over standard input and output, for an editor that starts it.""")

_EPILOG = mark("""\
docs: docs/protocol.md""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = tr(_DESCRIPTION)
    parser.epilog = tr(_EPILOG)
    # Some clients add this to every server that they talk to over standard input and output.
    parser.add_argument("--stdio", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--tcp",
        type=int,
        metavar="PORT",
        help=tr("for debugging: serve one client on this port of 127.0.0.1 (0: any free port)"),
    )


def run(arguments: argparse.Namespace, stdout: TextIO) -> int:
    """Serves until the client leaves; the exit status."""
    del stdout
    from piptrust.lsp.server import serve

    return serve(arguments.tcp)
