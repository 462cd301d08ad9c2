"""A command that only the user can give, because it changes what no file holds."""

from __future__ import annotations

from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.text.edit import Change


@fix("shell-command")
def shell_command(context: FixContext) -> tuple[Change, ...]:
    """Never changes a file. ``bash`` and ``powershell`` hold the command for each kind of shell.

    Raises:
        FixImpossible: always, with the commands.
    """
    bash, powershell = context.arguments["bash"], context.arguments["powershell"]
    if bash == powershell:
        raise FixImpossible(tr("No file can hold this. Run it yourself:\n{bash}", bash=bash))
    raise FixImpossible(
        tr(
            "No file can hold this. Run it where you start pip.\nIn bash, zsh and other POSIX shells: "
            "{bash}\nIn PowerShell: {powershell}",
            bash=bash,
            powershell=powershell,
        )
    )
