"""``piptrust probe``: what pip would say of every index in effect, why, and what would help."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
from collections.abc import Generator
from typing import Callable, TextIO

from piptrust.commands.probing import Probing
from piptrust.locale import mark, tr
from piptrust.probe.report import ProbeReport, TargetReport
from piptrust.render.colour import in_colour
from piptrust.render.probe_words import Context
from piptrust.text.records import replace

VERIFIED = 0
NOT_VERIFIED = 1

_DESCRIPTION = mark("""\
Makes the TLS handshakes that pip would make, with the Python, the pip and the settings in effect here, for
every index, extra index, find-links place, file host and redirect. Says what pip will do with each, and why.
What would help is tried in the same Python before it is called proven.

No package is downloaded, and no password is sent to an index.""")

_EPILOG = mark("""\
examples:
  piptrust probe                                  what is in effect in this folder
  piptrust probe --python .venv requirements.txt
  piptrust probe --index-url https://packages.corp.example/simple
  piptrust probe --with-pip                       ask the real pip as well
  piptrust probe --apply                          apply the first proven fix
  piptrust probe --format markdown > for-it.md    a report for those who run the proxy

exit status:
  0  pip verifies every place
  1  some place fails, or is not verified
  2  could not run: wrong arguments, or no interpreter

docs: docs/cli.md; the JSON: docs/protocol.md""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = tr(_DESCRIPTION)
    parser.epilog = tr(_EPILOG)
    parser.usage = tr("piptrust probe [PATH] [options]")
    parser.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        help=tr("a folder, a requirements file, or a pip.conf (default: .)"),
    )
    parser.add_argument(
        "--python",
        metavar="PYTHON",
        help=tr(
            "the interpreter whose pip is meant (default: the active virtual environment's, else python3's)"
        ),
    )
    parser.add_argument(
        "--index-url",
        action="append",
        metavar="URL",
        default=[],
        help=tr("probe this index only; repeatable"),
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        metavar="SECONDS",
        default=5.0,
        help=tr("for each connection (default: 5)"),
    )
    parser.add_argument("--with-pip", action="store_true", help=tr("run the real pip too, and compare"))
    repair = parser.add_mutually_exclusive_group()
    repair.add_argument("--no-fixes", action="store_true", help=tr("only diagnose; try no repairs"))
    repair.add_argument(
        "--apply",
        action="store_true",
        help=tr("apply the first proven fix that does not lower security, then probe again"),
    )
    repair.add_argument(
        "--trust-root",
        metavar="SHA256",
        help=tr(
            "trust the presented root with this fingerprint, which you compared with the one of those who "
            "issue it: build a CA bundle with it, then probe again"
        ),
    )
    parser.add_argument("--format", choices=["plain", "json", "markdown"], default="plain")
    parser.add_argument(
        "--color", choices=["auto", "always", "never"], default="auto", help=tr("auto: on a terminal only")
    )


def run(arguments: argparse.Namespace, stdout: TextIO) -> int:
    """Probes and shows; the exit status."""
    probing = Probing(arguments.python, arguments.path, arguments.index_url)
    report = _probed(probing, arguments)
    if arguments.apply or arguments.trust_root:
        report = _applied(report, probing, arguments)
    context = Context(report.started, probing.workspace.snapshot().documents)
    if arguments.with_pip:
        context = replace(context, pip=probing.ask_pip(report, arguments.timeout))
    _show(report, context, arguments, stdout)
    return VERIFIED if report.all_verified else NOT_VERIFIED


def _probed(probing: Probing, arguments: argparse.Namespace) -> ProbeReport:
    with _progress(len(probing.targets), arguments) as on_report:
        return probing.run(arguments.timeout, fixes=not arguments.no_fixes, on_report=on_report)


def _applied(report: ProbeReport, probing: Probing, arguments: argparse.Namespace) -> ProbeReport:
    """The report after a fix was applied; the same where there is none to apply."""
    from piptrust.commands.applying import apply_confirmed, apply_proven

    if report.all_verified:
        return report
    snapshot, disk = probing.workspace.snapshot(), probing.disk
    if arguments.trust_root:
        applied = apply_confirmed(report, arguments.trust_root, snapshot, disk)
    else:
        applied = apply_proven(report, snapshot, disk)
    if applied is None:
        _tell(tr("no fix is proven that a file could hold; nothing was changed"))
        return report
    _tell(tr("applied: {title}", title=applied.title))
    for path in applied.paths:
        _tell(tr("wrote {path}", path=path))
    probing.look_again()
    return _probed(probing, arguments)


def _tell(message: str) -> None:
    # Programs read standard output.
    print(f"piptrust: {message}", file=sys.stderr)


def _show(report: ProbeReport, context: Context, arguments: argparse.Namespace, stdout: TextIO) -> None:
    if arguments.format == "json":
        from piptrust.render.probe_json import probe_json

        stdout.write(probe_json(report, context))
        return
    if arguments.format == "markdown":
        from piptrust.render.probe_markdown import report_markdown

        stdout.write(report_markdown(report, context))
        return
    from piptrust.render.probe_plain import WIDTH, glyphs_for, lines, probe_plain

    glyphs = glyphs_for(stdout.encoding)
    width = min(shutil.get_terminal_size((WIDTH, 24)).columns, 120) if stdout.isatty() else WIDTH
    if in_colour(arguments.color, stdout):
        from piptrust.render.terminal import print_lines

        print_lines(lines(report, context, width, glyphs), stdout, force=arguments.color == "always")
    else:
        stdout.write(probe_plain(report, context, width, glyphs))


@contextlib.contextmanager
def _progress(
    number: int, arguments: argparse.Namespace
) -> Generator[Callable[[TargetReport], None], None, None]:
    """Shows on a terminal what is being done; the lines are gone when the report comes."""
    if arguments.format != "plain" or not in_colour(arguments.color, sys.stderr) or not sys.stderr.isatty():
        yield lambda _: None
        return
    from piptrust.render.probe_progress import progress

    with progress(number, sys.stderr) as on_report:
        yield on_report


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0.1 <= seconds <= 600:
        raise argparse.ArgumentTypeError(tr("'{text}' is no number of seconds from 0.1 to 600", text=text))
    return seconds
