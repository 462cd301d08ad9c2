"""A section that one file holds twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from piptrust.engine.edits.config_repair import line_number, pips_words, stops, structure_of
from piptrust.engine.finding import Offer, Related, Severity
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "config-duplicate-section",
    summary=mark("a section stands twice in the file, and pip refuses to run with it"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES,
)
def config_duplicate_section(view: View) -> Iterator[Diagnosis]:
    """``configparser`` raises DuplicateSectionError, and pip ends (rc 2); only ``[DEFAULT]`` may repeat."""
    entries = {section.header_span: section.entries for section in structure_of(view.document).sections}
    with_repeated_keys = _with_repeated_keys(view)
    for problem in view.document.problems:
        if problem.code != "config-duplicate-section" or problem.related is None:
            continue
        name = problem.fact("name")
        line = line_number(view.document, problem.related)
        message = tr(
            "{stops}: the section '[{name}]' is in line {line} already. Move the settings below "
            "this header to that section.",
            stops=stops(view),
            name=name,
            line=line,
        )
        title = tr("Move these settings to '[{name}]' in line {line}", name=name, line=line)
        if not entries.get(problem.span):
            title = tr("Remove this empty section")
        offer = Offer(
            "merge-section",
            title,
            {"start": str(problem.span.start)},
            safe=name not in with_repeated_keys,
            preferred=True,
        )
        related = Related(view.document.uri, problem.related, tr("'[{name}]' is here first", name=name))
        yield Diagnosis(
            problem.span, message, evidence=pips_words(view, problem), related=(related,), offers=(offer,)
        )


def _with_repeated_keys(view: View) -> frozenset[str]:
    """The sections in which some key stands twice: whoever joins their parts has to choose."""
    keys = Counter((setting.section or "", setting.key) for setting in view.document.settings)
    return frozenset(section for (section, _), count in keys.items() if count > 1)
