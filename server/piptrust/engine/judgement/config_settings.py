"""The entries of a configuration file that pip looks at, and how messages name them."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import GLOBAL, commands, versions
from piptrust.engine.finding import Confidence, Evidence
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.document import Document, Setting
from piptrust.parse.pip_conf import DEFAULT_SECTION, PipConf
from piptrust.parse.pip_version import parse_pip_version
from piptrust.text.uri import redact

# The name that pip itself uses for its variables (``configuration.py``): a section of that name is read.
_VARIABLES_SECTION = ":env:"
_LONGEST_SHOWN = 60


def config_settings(view: View) -> Iterator[tuple[Setting, str]]:
    """Every entry that stands in a section which pip reads, with that section's name.

    Entries of ``[DEFAULT]`` join every section of the file, so ``[global]`` stands for where they count.
    """
    for setting in view.document.settings:
        section = setting.section or ""
        if section in {DEFAULT_SECTION, _VARIABLES_SECTION}:
            yield setting, GLOBAL
        elif reads_section(view, section):
            yield setting, section


def reads_section(view: View, section: str) -> bool:
    """Whether pip looks at a section of this name at all."""
    if section in {GLOBAL, DEFAULT_SECTION, _VARIABLES_SECTION}:
        return True
    return section in commands(view.environment.pip_version)


def replacing_document(view: View, setting: Setting) -> Document | None:
    """The file whose value for the same key and section pip takes instead, or None.

    pip merges each section over all files first and looks at what is left (``configuration.py:_dictionary``),
    so that it never notices a bad value which a higher file replaces.
    """
    replacing: Document | None = None
    for file in view.configuration:
        if file.document is None or not isinstance(file.document.structure, PipConf):
            continue
        if file.uri == view.document.uri:
            replacing = None
        elif any(s.key == setting.key for s in file.document.structure.settings_in(setting.section or "")):
            replacing = file.document
    return replacing


def shown(text: str) -> str:
    """Text from a file, as messages quote it: credentials hidden, on one line, not too long."""
    line = " ".join(redact(text).split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"


def knowledge(view: View) -> tuple[Confidence, Evidence]:
    """How far statements on pip's names can be trusted: a pip newer than the table may know more."""
    newest = versions()[-1]
    version = view.environment.pip_version
    newer = version is not None and version > parse_pip_version(newest)
    evidence = Evidence(
        tr("Names and values of pip {oldest} to {newest}.", oldest=versions()[0], newest=newest),
        tr("pip's own option parsers"),
    )
    return (Confidence.LIKELY if newer else Confidence.CERTAIN), evidence
