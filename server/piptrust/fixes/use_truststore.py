"""Switches the truststore feature on, for pips that have it and do not use it by default."""

from __future__ import annotations

from piptrust.engine.edits.config import readable, set_option, setting_in_global
from piptrust.engine.edits.config_target import config_target
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.text.edit import Change, CreateFile, EditFile, TextEdit
from piptrust.text.span import Span

FEATURE = "truststore"


@fix("use-truststore")
def use_truststore(context: FixContext) -> tuple[Change, ...]:
    """Adds ``truststore`` to ``use-feature`` in ``[global]``; other features stay."""
    target = config_target(context.view)
    if target is None:
        raise FixImpossible(
            tr("pip reads no configuration file here: PIP_CONFIG_FILE switches them all off.")
        )
    if target.document is None:
        return (CreateFile(target.uri, f"[global]\nuse-feature = {FEATURE}\n"),)
    present = setting_in_global(readable(target.document), "use-feature")
    if present is None or not present.values:
        return (EditFile(target.uri, (set_option(target.document, "use-feature", FEATURE),)),)
    if any(value.text == FEATURE for value in present.values):
        raise FixImpossible(tr("The feature is switched on already."))
    end = present.values[-1].span.end
    return (EditFile(target.uri, (TextEdit(Span(end, end), f" {FEATURE}"),)),)
