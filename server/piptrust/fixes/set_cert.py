"""Writes ``cert = <path>`` into ``[global]`` of a configuration file, which may have to be created."""

from __future__ import annotations

from piptrust.engine.edits.config import set_option
from piptrust.engine.edits.config_target import ConfigTarget, config_target
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.fixes.remove_value import removal
from piptrust.locale import tr
from piptrust.resolve.disk import EntryKind
from piptrust.text.edit import Change, CreateFile, EditFile, TextEdit
from piptrust.text.span import Span
from piptrust.text.uri import uri_to_path


@fix("set-cert")
def set_cert(context: FixContext) -> tuple[Change, ...]:
    """Sets ``cert`` to ``path``; removes the trusted-host entry at ``[start, end)`` where one is given."""
    target = config_target(context.view)
    if target is None:
        raise FixImpossible(
            tr("pip reads no configuration file here: PIP_CONFIG_FILE switches them all off.")
        )
    path = context.arguments["path"]
    if path != path.strip() or "\n" in path or "\r" in path:
        raise FixImpossible(tr("A configuration file cannot hold this path: pip would read another one."))
    removed = _removed_entry(context)
    own_uri = context.view.document.uri
    if target.document is None:
        created = _created(context, target, path)
        return (created, EditFile(own_uri, removed)) if removed else (created,)
    edits = (set_option(target.document, "cert", path),)
    if target.uri == own_uri:
        return (EditFile(own_uri, (*edits, *removed)),)
    changed = EditFile(target.uri, edits)
    return (changed, EditFile(own_uri, removed)) if removed else (changed,)


def _removed_entry(context: FixContext) -> tuple[TextEdit, ...]:
    if "start" not in context.arguments:
        return ()
    word = Span(int(context.arguments["start"]), int(context.arguments["end"]))
    return (removal(context.view.document, word),)


def _created(context: FixContext, target: ConfigTarget, path: str) -> CreateFile:
    if context.disk.entry(uri_to_path(target.uri) or target.path).kind is not EntryKind.MISSING:
        raise FixImpossible(tr("{path} exists, but piptrust cannot read it.", path=target.path))
    return CreateFile(target.uri, f"[global]\ncert = {path}\n")
