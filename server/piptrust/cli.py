"""The command line's front door: finds the sub-command, and ends well whatever happens."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Generator, Sequence
from typing import NoReturn, Protocol, TextIO, cast

from piptrust.locale import DOMAIN, FOLDER, SOURCE_LANGUAGE, language, language_of, mark, tr, use_language

COULD_NOT_RUN = 2
# What a shell reports for a program that SIGINT or SIGPIPE ended.
_INTERRUPTED = 130
_READER_GONE = 141

# Modules in commands/, with what the overview says of them.
_COMMANDS = {
    "check": mark("find what is insecure, ineffective or broken, and fix what can be fixed safely"),
    "probe": mark("make the handshakes that pip would make; say why they fail and what helps"),
    "explain": mark("say what the output of a failed pip means"),
    "config": mark("show what is in effect for pip, who set it, and what it beat"),
    "rules": mark("list the rules, or show one rule's page"),
    "lsp": mark("run the language server, for editors"),
}


class Command(Protocol):
    """What a module in ``commands/`` offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declares what the command takes, and describes it."""
        ...

    def run(self, arguments: argparse.Namespace, stdout: TextIO) -> int:
        """Does it; the exit status."""
        ...


class CommandFailed(Exception):  # noqa: N818 - a result with a reason, not a fault of ours.
    """The command could not run; the message says why, in the user's terms."""


def program() -> NoReturn:
    """The process ``piptrust``: does what its arguments say, and ends."""
    if sys.argv[1:2] == ["lsp"]:
        sys.exit(main())
    import gc

    # Loading our modules makes many objects and no garbage; looking for some takes a twentieth of a check.
    gc.set_threshold(100_000)
    status = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    # Everything is written and nothing runs any more. Taking the interpreter apart, object by object, would
    # take an eighth of a check.
    os._exit(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs piptrust with ``argv`` (the process's own arguments where None); the exit status."""
    words = sys.argv[1:] if argv is None else list(argv)
    use_language(language_of(os.environ))
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_print(stream)
    try:
        status = _run(words)
        sys.stdout.flush()
    except CommandFailed as reason:
        return _complain(str(reason))
    except KeyboardInterrupt:
        _complain(tr("interrupted"))
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _READER_GONE
    except Exception as error:
        if "-v" in words or "--verbose" in words:
            raise
        return _complain(
            tr(
                "something went wrong inside piptrust ({error}). This is a fault of ours: please report it with "
                "the output of the same command and --verbose.",
                error=f"{type(error).__name__}: {error}",
            )
        )
    return status


def _run(words: list[str]) -> int:
    name = words[0] if words else ""
    if name not in _COMMANDS:
        if name and not name.startswith("-"):
            raise CommandFailed(tr("there is no command '{name}'. See: piptrust --help", name=name))
        # With no command there is nothing to do but to tell what there is; this ends the process.
        with _argparse_in_our_language():
            _overview().parse_args(words or ["--help"])
        raise CommandFailed(tr("a command is missing. See: piptrust --help"))
    command = cast("Command", importlib.import_module(f"piptrust.commands.{name}"))
    with _argparse_in_our_language():
        parser = argparse.ArgumentParser(
            prog=f"piptrust {name}", formatter_class=_help_formatter, allow_abbrev=False
        )
        command.add_arguments(parser)
        arguments = parser.parse_args(words[1:])
    return command.run(arguments, sys.stdout)


@contextlib.contextmanager
def _argparse_in_our_language() -> Generator[None, None, None]:
    """Argparse looks its own words up in gettext's current domain: for as long as it parses, that is ours."""
    if language() == SOURCE_LANGUAGE:
        yield
        return
    import gettext

    before = gettext.textdomain()
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        gettext.textdomain(before)


def _help_formatter(prog: str) -> argparse.HelpFormatter:
    """Paragraphs as they are written, and no wider than can be read.

    Without a width argparse loads shutil with all its archive formats for each option that is declared.
    """
    try:
        width = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        width = 80
    return argparse.RawDescriptionHelpFormatter(
        prog, max_help_position=28, width=max(min(width, 112) - 2, 40)
    )


def _overview() -> argparse.ArgumentParser:
    from piptrust import __version__

    listed = "".join(f"  {name:<8}{tr(summary)}\n" for name, summary in _COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="piptrust",
        usage=tr("piptrust <command> [options]"),
        description=tr("Shows what decides whom pip trusts, and repairs it."),
        epilog=tr(
            "commands:\n{commands}\nEach command explains itself: piptrust <command> --help.", commands=listed
        ),
        formatter_class=_help_formatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"piptrust {__version__}",
        help=tr("show program's version number and exit"),
    )
    return parser


def _never_fail_to_print(stream: TextIO) -> None:
    """File names may hold bytes, and messages characters, that the terminal's encoding lacks."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _complain(message: str) -> int:
    with contextlib.suppress(OSError):
        print(f"piptrust: {message}", file=sys.stderr, flush=True)
    return COULD_NOT_RUN
