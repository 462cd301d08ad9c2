"""The configuration file into which a setting goes that belongs to a document."""

from __future__ import annotations

from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.resolve.effective import ConfigFile, Level
from piptrust.text.records import dataclass
from piptrust.text.uri import uri_to_path


@dataclass(frozen=True)
class ConfigTarget:
    """A configuration file that exists, or that would be created.

    Attributes:
        uri: of the file.
        path: of the file, as messages show it.
        owner: whose it is, as in "the virtual environment's configuration"; empty for the document itself.
        document: what stands in it, or None where it does not exist.
    """

    uri: str
    path: str
    owner: str
    document: Document | None


def config_target(view: View) -> ConfigTarget | None:
    """The document itself where it is a configuration file.

    For a requirements file, in which pip takes no ``cert``: the configuration of the virtual environment that
    pip runs in, or else the user's. None where pip reads neither (``PIP_CONFIG_FILE`` is the null device).
    """
    document = view.document
    if document.kind is FileKind.PIP_CONF:
        return ConfigTarget(document.uri, uri_to_path(document.uri) or document.uri, "", document)
    interpreter = view.environment.interpreter
    if interpreter is not None and interpreter.in_virtual_environment:
        site = _files(view, Level.SITE)
        if site:
            return _target(view, site[-1], tr("the virtual environment's configuration"))
    # PIP_CONFIG_FILE stands in for the user's files (pip 26.3, configuration.py:iter_config_files).
    named = [file for file in _files(view, Level.ENV) if file.document is not None]
    user = _files(view, Level.USER)
    if named:
        return _target(view, named[-1], tr("the configuration that PIP_CONFIG_FILE names"))
    if user:
        existing = [file for file in user if file.document is not None]
        return _target(view, (existing or user)[-1], tr("your own configuration"))
    return None


def _files(view: View, level: Level) -> list[ConfigFile]:
    return [file for file in view.snapshot.configuration if file.level is level]


def _target(view: View, file: ConfigFile, owner: str) -> ConfigTarget:
    document = view.snapshot.documents.get(file.uri, file.document)
    return ConfigTarget(file.uri, file.path, owner, document)
