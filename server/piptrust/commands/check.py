"""``piptrust check``: finds, shows, and on request repairs."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timezone
from typing import TextIO

from piptrust.cli import COULD_NOT_RUN, CommandFailed
from piptrust.commands.inspection import Inspection
from piptrust.engine.analyze import INTERNAL_ERROR, Selection
from piptrust.engine.environment import current_environment, machine
from piptrust.engine.finding import Severity
from piptrust.engine.rule import all_rules
from piptrust.locale import mark, tr
from piptrust.render.colour import in_colour
from piptrust.render.plain import failures, plain
from piptrust.render.report import Report
from piptrust.resolve.environment import Environment

CLEAN = 0
FINDINGS = 1

_DESCRIPTION = mark("""\
Checks pip.conf, pip.ini, requirements and constraints files: what in them is insecure, has no effect, or
stops pip, as the pip of this environment reads them.

Without a PATH it checks the current folder and the configuration files that this pip reads.
A folder is searched for files that pip could be given; a file is read whatever its name.""")

_EPILOG = mark("""\
examples:
  piptrust check                         this folder, and pip's own configuration
  piptrust check --fix                   apply the fixes that are safe, show what remains
  piptrust check --diff docker/          show what --fix would change, change nothing
  piptrust check --format sarif > piptrust.sarif
  piptrust check --select ca-file-missing,trusted-host-has-scheme requirements.txt

exit status:
  0  nothing found (with --fix: nothing left)
  1  something found
  2  could not run: wrong arguments, or a file that could not be read or written

docs: docs/cli.md; what a rule means: piptrust rules RULE""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = tr(_DESCRIPTION)
    parser.epilog = tr(_EPILOG)
    parser.usage = tr("piptrust check [PATH ...] [options]")
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help=tr("a file, a folder, or - for standard input")
    )
    rules = parser.add_argument_group(tr("what to look for"))
    rules.add_argument(
        "--select", action="append", metavar="RULE[,RULE]", default=[], help=tr("run only these rules")
    )
    rules.add_argument(
        "--ignore", action="append", metavar="RULE[,RULE]", default=[], help=tr("do not run these rules")
    )
    rules.add_argument(
        "--min-severity",
        choices=[severity.word for severity in Severity],
        default=Severity.HINT.word,
        metavar="LEVEL",
        help=tr("leave out what is milder than hint (default), information, warning, error"),
    )
    python = parser.add_argument_group(tr("which pip")).add_mutually_exclusive_group()
    python.add_argument(
        "--python",
        metavar="PYTHON",
        help=tr(
            "the interpreter whose pip is meant (default: the active virtual environment's, else python3's)"
        ),
    )
    python.add_argument(
        "--no-python", action="store_true", help=tr("start no interpreter; assume a current pip")
    )
    repair = parser.add_argument_group(tr("repair")).add_mutually_exclusive_group()
    repair.add_argument(
        "--fix", action="store_true", help=tr("apply all safe fixes; none of them ever lowers security")
    )
    repair.add_argument("--diff", action="store_true", help=tr("show what --fix would change; write nothing"))
    output = parser.add_argument_group(tr("output"))
    output.add_argument(
        "--format",
        choices=["plain", "json", "sarif", "github"],
        default="plain",
        metavar="FORMAT",
        help=tr("plain (default), json, sarif, or github"),
    )
    output.add_argument(
        "--color",
        choices=["auto", "always", "never"],
        default="auto",
        metavar="WHEN",
        help=tr("auto (default): on a terminal only; always, or never"),
    )
    output.add_argument(
        "--stdin-filename", metavar="NAME", help=tr("the name of the file that standard input holds")
    )
    output.add_argument(
        "--exit-zero", action="store_true", help=tr("exit with 0 although something was found")
    )
    output.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help=tr("tell on standard error what is done and what goes wrong"),
    )


def run(arguments: argparse.Namespace, stdout: TextIO) -> int:
    """Checks, repairs, shows; the exit status."""
    if arguments.verbose:
        _log_to_standard_error()
    inspection = Inspection(
        _environment(arguments),
        _selection(arguments),
        Severity[arguments.min_severity.upper()],
        lambda: datetime.now(timezone.utc),
    )
    standard_input = _add_paths(inspection, arguments)
    if arguments.diff:
        from piptrust.commands.fixing import print_differences

        found = print_differences(inspection, stdout)
        return _status(found, inspection.report(), arguments)
    if arguments.fix:
        from piptrust.commands.fixing import apply_fixes

        apply_fixes(inspection, standard_input)
    report = inspection.report()
    if arguments.fix and standard_input is not None:
        # As formatters do: the repaired text goes out, and what there is to say goes beside it.
        stdout.buffer.write(inspection.overlay.written[standard_input])
        _show(report, arguments, sys.stderr)
    else:
        _show(report, arguments, stdout)
    return _status(bool(report.findings), report, arguments)


def _add_paths(inspection: Inspection, arguments: argparse.Namespace) -> str | None:
    """Hands the files over; the path that standard input stands for, or None."""
    if not arguments.paths:
        inspection.add_configuration()
        inspection.add_path(".")
    for path in arguments.paths:
        if path != "-":
            inspection.add_path(path)
    if "-" not in arguments.paths:
        return None
    if arguments.stdin_filename is None:
        raise CommandFailed(
            tr("standard input has no name: say which file it is with --stdin-filename pip.conf")
        )
    return inspection.add_content(arguments.stdin_filename, sys.stdin.buffer.read())


def _environment(arguments: argparse.Namespace) -> Environment:
    environment = machine() if arguments.no_python else current_environment(arguments.python)
    if environment.interpreter is None and environment.no_interpreter is not None:
        if arguments.python is not None:
            raise CommandFailed(environment.no_interpreter)
        assumed = tr("{reason} A current pip is assumed.", reason=environment.no_interpreter)
        print(f"piptrust: {assumed}", file=sys.stderr)
    return environment


def _selection(arguments: argparse.Namespace) -> Selection:
    only = _rules(arguments.select) if arguments.select else None
    return Selection(only=only, off=_rules(arguments.ignore))


def _rules(lists: list[str]) -> frozenset[str]:
    named = {name.strip() for one in lists for name in one.split(",") if name.strip()}
    known = {rule.id for rule in all_rules()} | {INTERNAL_ERROR}
    for name in sorted(named - known):
        import difflib

        similar = difflib.get_close_matches(name, known, 1)
        if similar:
            raise CommandFailed(
                tr("there is no rule '{name}'. Did you mean '{similar}'?", name=name, similar=similar[0])
            )
        raise CommandFailed(tr("there is no rule '{name}'. See: piptrust rules", name=name))
    return frozenset(named)


def _show(report: Report, arguments: argparse.Namespace, stream: TextIO) -> None:
    if arguments.format == "json":
        from piptrust.render.json import json

        stream.write(json(report))
    elif arguments.format == "sarif":
        from piptrust.render.sarif import sarif

        stream.write(sarif(report))
    elif arguments.format == "github":
        from piptrust.render.github import github

        stream.write(github(report))
    elif in_colour(arguments.color, stream):
        from piptrust.render.terminal import print_report

        print_report(report, stream, force=arguments.color == "always")
    else:
        stream.write(plain(report))


def _status(found: bool, report: Report, arguments: argparse.Namespace) -> int:
    for failure in failures(report):
        print(f"piptrust: {failure}", file=sys.stderr)
    if report.failures:
        return COULD_NOT_RUN
    return FINDINGS if found and not arguments.exit_zero else CLEAN


def _log_to_standard_error() -> None:
    """Rules that fail inside write a traceback to the log; people see the finding that goes with it."""
    import logging

    logger = logging.getLogger("piptrust")
    logger.handlers[:] = [logging.StreamHandler(sys.stderr)]
    logger.setLevel(logging.DEBUG)
