"""Settings above the first section header."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.edits.config_repair import meant_section, pips_words, replacement, stops, structure_of
from piptrust.engine.finding import Offer, Severity
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Problem


@rule(
    "config-no-section-header",
    summary=mark("the file does not start with a section header, and pip refuses to run with it"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES,
)
def config_no_section_header(view: View) -> Iterator[Diagnosis]:
    """``configparser`` raises MissingSectionHeaderError on the first such line, and pip ends (rc 2)."""
    for problem in view.document.problems:
        if problem.code != "config-no-section-header":
            continue
        if problem.fact("cause") == "key":
            message = tr(
                "{stops}: this setting stands above the first section header, so it belongs to no "
                "section. Write '[global]' above it.",
                stops=stops(view),
            )
        else:
            message = tr(
                "{stops}: this is neither a section header nor a setting nor a comment. Start the "
                "file with a header such as '[global]'.",
                stops=stops(view),
            )
        yield Diagnosis(
            problem.span, message, evidence=pips_words(view, problem), offers=tuple(_offers(view, problem))
        )


def _offers(view: View, problem: Problem) -> Iterator[Offer]:
    meant = meant_section(view, view.document.source(problem.span))
    if meant is not None:
        yield replacement(
            view.document, problem.span, f"[{meant}]", tr("Write '[{meant}]'", meant=meant), preferred=True
        )
    elif problem.fact("cause") == "key":
        if "global" in structure_of(view.document).section_names():
            title = tr("Move these settings below '[global]'")
        else:
            title = tr("Write '[global]' above this setting")
        yield Offer("add-section-header", title, safe=True, preferred=True)
