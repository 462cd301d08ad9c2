"""A section that pip never looks into."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import command_history
from piptrust.engine.finding import Offer, Severity, Tag
from piptrust.engine.judgement.config_settings import knowledge, reads_section, shown
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.pip_conf import PipConf, Section
from piptrust.parse.pip_version import parse_pip_version
from piptrust.resolve.name_suggestions import meant_section


@rule(
    "unknown-section",
    summary=mark("pip reads no section of this name and ignores everything in it"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES,
)
def unknown_section(view: View) -> Iterator[Diagnosis]:
    """Only ``[global]`` and the running command's section count (``_get_ordered_configuration_items``)."""
    structure = view.document.structure
    sections = structure.sections if isinstance(structure, PipConf) else ()
    confidence, evidence = knowledge(view)
    for section in sections:
        if not section.name or not section.entries or reads_section(view, section.name):
            continue
        meant = meant_section(section.name, view.environment.pip_version)
        advice = (
            tr("Did you mean [{meant}]?", meant=meant)
            if meant
            else tr("Write the entries under [global] or a command.")
        )
        yield Diagnosis(
            section.name_span,
            tr(
                "pip ignores everything in this section: {why}. {advice}",
                why=_why(view, section),
                advice=advice,
            ),
            confidence=confidence,
            evidence=(evidence,),
            tags=(Tag.UNNECESSARY,),
            offers=tuple(_offers(structure, section, meant)) if isinstance(structure, PipConf) else (),
        )


def _why(view: View, section: Section) -> str:
    history = command_history(section.name)
    version = view.environment.pip_version
    if history is None:
        return tr(
            "it reads [global] and sections named like its commands, and [{name}] is neither",
            name=shown(section.name),
        )
    if version is not None and history.since is not None and version < parse_pip_version(history.since):
        return tr(
            "the command came with pip {since}, and this is {pip}",
            since=history.since,
            pip=view.environment.pip_name,
        )
    return tr("pip {until} took the command away", until=history.until)


def _offers(structure: PipConf, section: Section, meant: str | None) -> Iterator[Offer]:
    if meant is None:
        return
    present = [other for other in structure.sections if other.name == meant]
    taken = {entry.setting.key for other in present for entry in other.entries}
    clash = next((e.setting.key for e in section.entries if e.setting.key in taken), None)
    opens = any(entry.setting.key == "trusted-host" for entry in section.entries)
    yield Offer(
        "rename-section",
        _title(meant, bool(present), opens),
        {"start": str(section.header_span.start), "name": section.name, "to": meant},
        safe=not opens and clash is None and section.name.strip().lower() == meant,
        lowers_security=opens,
        preferred=not opens,
        disabled=tr("[{meant}] sets '{clash}' already.", meant=meant, clash=clash) if clash else None,
    )


def _title(meant: str, present: bool, opens: bool) -> str:
    if present and opens:
        return tr(
            "Move its entries to [{section}], where trusted-host turns certificate checks off", section=meant
        )
    if present:
        return tr("Move its entries to [{section}]", section=meant)
    if opens:
        return tr("Rename it to [{section}], where trusted-host turns certificate checks off", section=meant)
    return tr("Rename it to [{section}]", section=meant)
