"""Moves an option out of a requirements file, in which pip does not take it, into pip's configuration."""

from __future__ import annotations

import ntpath
import posixpath

from piptrust.engine.edits.config import readable, set_option, setting_in_global
from piptrust.engine.edits.config_target import ConfigTarget, config_target
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.fixes.remove_faulty_text import faulty_text, problem_at
from piptrust.locale import tr
from piptrust.parse.document import Document
from piptrust.parse.requirement_line import VARIABLE
from piptrust.resolve.disk import EntryKind
from piptrust.resolve.paths import is_absolute
from piptrust.text.edit import Change, CreateFile, EditFile, TextEdit
from piptrust.text.uri import uri_to_path

_PATHS = frozenset({"cert", "client-cert"})


@fix("move-to-configuration")
def move_to_configuration(context: FixContext) -> tuple[Change, ...]:
    """Writes the option at ``start`` into ``[global]`` and takes it out of the document.

    The configuration is that of the virtual environment that pip runs in, or else the user's; the file is
    created where it is missing.
    """
    document = context.view.document
    problem = problem_at(document, context.arguments)
    key, value = (
        problem.fact("option").lstrip("-"),
        _value(context, problem.fact("option"), problem.fact("value")),
    )
    removed = EditFile(document.uri, (TextEdit(faulty_text(document, problem), ""),))
    target = config_target(context.view)
    if target is None:
        raise FixImpossible(
            tr("pip reads no configuration file here: PIP_CONFIG_FILE switches them all off.")
        )
    if target.document is None:
        return (_created(context, target, key, value), removed)
    edit = _inserted(target.document, target, key, value)
    return (removed,) if edit is None else (EditFile(target.uri, (edit,)), removed)


def _value(context: FixContext, written: str, value: str) -> str:
    """The value as a configuration file must hold it, which is read from another folder."""
    if VARIABLE.search(value):
        raise FixImpossible(
            tr("pip replaces no ${NAME} in its configuration: the variable's value must stand there.")
        )
    if not value or value != value.strip() or len(value.splitlines()) > 1:
        raise FixImpossible(tr("A configuration file cannot hold this value: pip would read another one."))
    environment = context.view.environment
    folder = uri_to_path(context.view.document.uri)
    if written.lstrip("-") not in _PATHS or value.startswith("~") or is_absolute(value, environment):
        return value
    if folder is None:
        raise FixImpossible(
            tr("This document is in no folder yet, so the path leads nowhere; save it first.")
        )
    module = ntpath if environment.platform == "win32" else posixpath
    return module.normpath(module.join(module.dirname(folder), value))


def _inserted(document: Document, target: ConfigTarget, key: str, value: str) -> TextEdit | None:
    """The edit of an existing file; None where it says the same already."""
    present = setting_in_global(readable(document), key)
    if present is None or not present.value:
        return set_option(document, key, value)
    if present.value == value:
        return None
    raise FixImpossible(
        tr("{path} sets {key} to another value already; remove one of the two.", path=target.path, key=key)
    )


def _created(context: FixContext, target: ConfigTarget, key: str, value: str) -> CreateFile:
    if context.disk.entry(uri_to_path(target.uri) or target.path).kind is not EntryKind.MISSING:
        raise FixImpossible(tr("{path} exists, but piptrust cannot read it.", path=target.path))
    return CreateFile(target.uri, f"[global]\n{key} = {value}\n")
