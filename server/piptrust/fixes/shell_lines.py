"""PIP_CERT in a script for a shell, beside the document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable

from piptrust.engine.edits.variable_file import write_variables
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.engine.offers.variables import SHELLS
from piptrust.fixes.pip_cert_block import VARIABLES, folder_of
from piptrust.locale import tr
from piptrust.text.edit import Change
from piptrust.text.records import dataclass
from piptrust.text.shell_quoting import posix_quoted, powershell_quoted

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class _Shell:
    """How one kind of shell sets variables.

    Attributes:
        heading: the comment at the top of a new file, which says how to use it.
        line: one assignment, to be formatted with name and value.
        assignment: the pattern of a line that sets a variable and nothing else.
        quoted: quotes a value.
        mark: starts a file that is not plain ASCII.
    """

    heading: str
    line: str
    assignment: str
    quoted: Callable[[str], str]
    mark: str = ""


_WHAT = "Certificate authorities for pip, and for what uses requests, in this shell. Load it with:"
_SHELLS: Mapping[str, _Shell] = {
    "bash": _Shell(
        f"# {_WHAT} . ./{SHELLS['bash']}\n",
        "export {name}={value}",
        r"(?P<before>[ \t]*)(?:export[ \t]+)?NAME=(?:'[^'\r\n]*'|\"[^\"\r\n]*\"|[^\s'\"#;]*)"
        r"(?P<after>[ \t]+#[^\r\n]*|[ \t]*)",
        posix_quoted,
    ),
    # Windows PowerShell 5 takes a file without a byte order mark for one in the machine's code page.
    "powershell": _Shell(
        f"# {_WHAT} . .\\{SHELLS['powershell']}\n",
        "$env:{name} = {value}",
        r"(?P<before>[ \t]*)(?i:\$env:NAME)[ \t]*=[ \t]*(?:'[^'\r\n]*'|\"[^\"\r\n]*\")"
        r"(?P<after>[ \t]+#[^\r\n]*|[ \t]*)",
        powershell_quoted,
        _BYTE_ORDER_MARK,
    ),
}


@fix("shell-lines")
def shell_lines(context: FixContext) -> tuple[Change, ...]:
    """A script that sets the variables to ``path`` in the shell, bash or powershell, that loads it."""
    name = context.arguments["shell"]
    shell, value = _SHELLS[name], context.arguments["path"]
    if "\n" in value or "\r" in value:
        raise FixImpossible(tr("A path with a line end is better not put into scripts."))
    lines = {v: shell.line.format(name=v, value=shell.quoted(value)) for v in VARIABLES}
    path = f"{folder_of(context)}/{SHELLS[name]}"
    return write_variables(context.disk, path, shell.heading, lines, shell.assignment, shell.mark)
