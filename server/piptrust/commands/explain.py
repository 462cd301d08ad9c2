"""``piptrust explain``: what the output of a failed pip means."""

from __future__ import annotations

import argparse
import sys
from typing import BinaryIO, TextIO

from piptrust.cli import CommandFailed
from piptrust.locale import mark, tr
from piptrust.probe.explain_log import LARGEST_LOG, explain_log
from piptrust.render.explained_log import explained_json, explained_plain

EXPLAINED = 0
NOT_RECOGNISED = 1
_STANDARD_INPUT = "-"

_DESCRIPTION = mark("""\
Reads the output of a failed pip (uv and conda, too) and names the cause: with fixes, and where the words
stand for several causes, with what decides between them. Nothing is connected to, and nothing changed.""")

_EPILOG = mark("""\
examples:
  pip install -r requirements.txt 2>&1 | piptrust explain
  piptrust explain build.log
  piptrust explain --format json build.log

exit status:
  0  something was explained
  1  nothing was recognised
  2  could not run: wrong arguments, or a file that cannot be read

docs: docs/causes/README.md""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = tr(_DESCRIPTION)
    parser.epilog = tr(_EPILOG)
    parser.usage = tr("piptrust explain [FILE|-] [options]")
    parser.add_argument("file", nargs="?", default=_STANDARD_INPUT, metavar="FILE", help=tr("default: -"))
    parser.add_argument("--format", choices=["plain", "json"], default="plain")


def run(arguments: argparse.Namespace, stdout: TextIO) -> int:
    """Reads, prints, and says by its status whether anything was recognised."""
    explanations = explain_log(_text(_content(arguments.file)))
    if arguments.format == "json":
        stdout.write(explained_json(explanations))
    elif explanations:
        stdout.write(explained_plain(explanations))
    else:
        nothing = tr(
            "Nothing in this output speaks of certificates, proxies or connections in words that are known. "
            "piptrust probe shows whether pip reaches its indexes; with -v, pip says more."
        )
        stdout.write(f"{nothing}\n")
    return EXPLAINED if explanations else NOT_RECOGNISED


def _content(name: str) -> bytes:
    if name == _STANDARD_INPUT:
        return _end_of(sys.stdin.buffer)
    try:
        with open(name, "rb") as stream:  # noqa: PTH123 - any name that the system takes.
            return _end_of(stream)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CommandFailed(tr("cannot read {path}: {reason}", path=name, reason=reason)) from None


def _end_of(stream: BinaryIO) -> bytes:
    """The last bytes, however much comes: a failure stands at the end."""
    kept: bytes = b""
    while block := stream.read(1 << 20):
        kept = (kept + block)[-4 * LARGEST_LOG :] if len(kept) > 4 * LARGEST_LOG else kept + block
    return kept


def _text(content: bytes) -> str:
    # PowerShell writes UTF-16 with a byte order mark when output goes to a file.
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace")
