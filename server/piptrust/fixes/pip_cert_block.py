"""PIP_CERT in a ``.env`` file beside the document."""

from __future__ import annotations

from piptrust.engine.edits.variable_file import write_variables
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.text.edit import Change
from piptrust.text.shell_quoting import CannotQuote, dotenv_quoted
from piptrust.text.uri import uri_to_path

VARIABLES = ("PIP_CERT", "REQUESTS_CA_BUNDLE")
_HEADING = (
    "# Certificate authorities for pip, and for what uses requests. pip does not read this file by itself.\n"
)
_ASSIGNMENT = (
    r"(?P<before>[ \t]*(?:export[ \t]+)?)NAME[ \t]*="
    r"(?:[ \t]*(?:'[^'\r\n]*'|\"[^\"\r\n]*\")|[^\r\n]*?)(?P<after>[ \t]+#[^\r\n]*|[ \t]*)"
)


@fix("pip-cert-block")
def pip_cert_block(context: FixContext) -> tuple[Change, ...]:
    """Sets the variables to ``path``; lines that set them already are changed, all others stay.

    Both get the same value, because REQUESTS_CA_BUNDLE beats PIP_CERT where it is set elsewhere (requests'
    ``sessions.py:merge_environment_settings``).
    """
    try:
        value = dotenv_quoted(context.arguments["path"])
    except CannotQuote:
        raise FixImpossible(tr("Readers of .env files do not agree on how to write this path.")) from None
    lines = {name: f"{name}={value}" for name in VARIABLES}
    path = f"{folder_of(context)}/.env"
    return write_variables(context.disk, path, _HEADING, lines, _ASSIGNMENT)


def folder_of(context: FixContext) -> str:
    """The folder in which the document stands.

    Raises:
        FixImpossible: it stands in none yet.
    """
    path = uri_to_path(context.view.document.uri)
    if path is None or "/" not in path:
        raise FixImpossible(tr("This document is not in a folder yet; save it first."))
    return path.rpartition("/")[0]
