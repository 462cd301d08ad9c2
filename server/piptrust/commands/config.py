"""``piptrust config``: what is in effect for pip, who set it, and what it beat."""

from __future__ import annotations

import argparse
import difflib
from datetime import datetime, timezone
from typing import TextIO

from piptrust.cli import CommandFailed
from piptrust.data.options import commands, known_keys
from piptrust.engine.environment import current_environment, machine
from piptrust.engine.in_effect import in_effect
from piptrust.engine.workspace import Workspace
from piptrust.locale import mark, tr
from piptrust.render.colour import in_colour
from piptrust.resolve.disk import OsDisk
from piptrust.resolve.effective import ALIASES, split_key
from piptrust.resolve.environment import Environment

_DESCRIPTION = mark("""\
Shows what is in effect for one command of pip: each option that a file or variable sets, who set it, and what
that beat; the configuration files that pip reads; the certificates that it trusts; the indexes that it uses.

With OPTION names it shows these options only. Passwords are never shown.""")

_EPILOG = mark("""\
examples:
  piptrust config                        everything, for pip install
  piptrust config cert trusted-host      two options
  piptrust config --command download     sections differ by command
  piptrust config --python .venv --format json""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = tr(_DESCRIPTION)
    parser.epilog = tr(_EPILOG)
    parser.usage = tr("piptrust config [OPTION ...] [options]")
    parser.add_argument("names", nargs="*", metavar="OPTION", help=tr("an option of pip, as in a pip.conf"))
    parser.add_argument(
        "--command",
        default="install",
        metavar="COMMAND",
        help=tr("the command of pip that is meant (install)"),
    )
    python = parser.add_mutually_exclusive_group()
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
    parser.add_argument("--format", choices=["plain", "json"], default="plain")
    parser.add_argument(
        "--color", choices=["auto", "always", "never"], default="auto", help=tr("auto: on a terminal only")
    )


def run(arguments: argparse.Namespace, stdout: TextIO) -> int:
    """Prints; successful whatever pip would do with what is in effect."""
    environment = machine() if arguments.no_python else current_environment(arguments.python)
    if arguments.python is not None and environment.interpreter is None:
        raise CommandFailed(
            environment.no_interpreter or tr("{program} cannot be used", program=arguments.python)
        )
    _check_command(arguments.command, environment)
    names = [_option_name(name) for name in arguments.names]
    disk = OsDisk()
    workspace = Workspace(environment, disk, lambda: datetime.now(timezone.utc))
    report = in_effect(workspace, disk, arguments.command)
    if arguments.format == "json":
        from piptrust.render.config_json import config_json

        stdout.write(config_json(report, names))
        return 0
    from piptrust.render.config_table import config_table, lines

    if in_colour(arguments.color, stdout):
        from piptrust.render.terminal import print_lines

        print_lines(lines(report, names), stdout, force=arguments.color == "always")
    else:
        stdout.write(config_table(report, names))
    return 0


def _check_command(command: str, environment: Environment) -> None:
    known = commands(environment.pip_version)
    if command not in known:
        missing = tr("{pip} has no command '{command}'.", pip=environment.pip_name, command=command)
        raise CommandFailed(missing + _similar(command, known))


def _option_name(name: str) -> str:
    key = split_key(name)
    if key not in known_keys():
        raise CommandFailed(tr("pip has no option '{name}'.", name=name) + _similar(key, known_keys()))
    return ALIASES.get(key, key)


def _similar(name: str, known: tuple[str, ...]) -> str:
    found = difflib.get_close_matches(name, known, 1)
    return " " + tr("Did you mean '{similar}'?", similar=found[0]) if found else ""
