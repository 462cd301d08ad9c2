"""The section [DEFAULT], which is configparser's, not pip's."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.edits.config_repair import replacement, structure_of
from piptrust.engine.finding import Severity
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.pip_conf import DEFAULT_SECTION


@rule(
    "config-default-section",
    summary=mark("settings stand in [DEFAULT], which does not work as [global] does"),
    severity=Severity.INFORMATION,
    kinds=CONFIG_FILES,
)
def config_default_section(view: View) -> Iterator[Diagnosis]:
    """``RawConfigParser.items`` adds ``[DEFAULT]`` to each section that exists; it is no section itself."""
    structure = structure_of(view.document)
    names = structure.section_names()
    for section in structure.sections:
        if section.name != DEFAULT_SECTION or not section.entries:
            continue
        name = view.environment.pip_name
        if names:
            shown = ", ".join(f"'[{other}]'" for other in names[:5]) + (", …" if len(names) > 5 else "")
            message = tr(
                "{pip} adds the settings of '[DEFAULT]' to the other sections of this file "
                "({sections}), and to none else. For every command, write them below '[global]'.",
                pip=name,
                sections=shown,
            )
        else:
            message = tr(
                "{pip} ignores these settings: '[DEFAULT]' only adds to the other sections of a "
                "file, and this file has none. Write them below '[global]'.",
                pip=name,
            )
        offers = ()
        if "global" not in names:
            title = tr("Rename the section to '[global]'")
            offers = (replacement(view.document, section.name_span, "global", title, preferred=True),)
        yield Diagnosis(section.header_span, message, None if names else Severity.WARNING, offers=offers)
