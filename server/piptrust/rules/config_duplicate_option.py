"""An option that one section sets twice."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import option_named
from piptrust.engine.edits.config_repair import line_number, pips_words, replacement, stops
from piptrust.engine.finding import Offer, Related, Severity, Tag
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Problem, Setting


@rule(
    "config-duplicate-option",
    summary=mark("an option is set twice in one section, and pip refuses to run with the file"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES,
)
def config_duplicate_option(view: View) -> Iterator[Diagnosis]:
    """``configparser`` raises DuplicateOptionError, and pip ends (rc 2).

    Keys that differ in dashes or underscores only are one key to the parser since pip 26.3
    (``configuration.py:_RawConfigParser``); before, the last of them won silently.
    """
    by_key_span = {setting.key_span: setting for setting in view.document.settings}
    for problem in view.document.problems:
        if problem.code != "config-duplicate-option" or problem.related is None:
            continue
        first, second = by_key_span.get(problem.related), by_key_span.get(problem.span)
        if first is None or second is None:
            continue  # Without names; config-parse-error speaks of them.
        line = line_number(view.document, first.key_span)
        yield Diagnosis(
            second.key_span,
            _message(view, problem, second, line),
            Severity.ERROR if problem.stops_pip else Severity.WARNING,
            evidence=pips_words(view, problem),
            related=(
                Related(view.document.uri, first.key_span, tr("'{key}' is set here first", key=first.key)),
            ),
            tags=() if problem.stops_pip or first.value != second.value else (Tag.UNNECESSARY,),
            offers=tuple(_offers(view, first, second)),
        )


def _message(view: View, problem: Problem, second: Setting, line: int) -> str:
    place = tr(
        "'[{section}]' sets '{key}' in line {line} already", section=second.section, key=second.key, line=line
    )
    if problem.stops_pip:
        return tr("{stops}: {place}. Keep one of the two.", stops=stops(view), place=place)
    return tr(
        "{pip} takes this value and drops the one above: {place}, in another spelling; pip 26.3 "
        "and later refuse to run with such a file. Keep one of the two.",
        pip=view.environment.pip_name,
        place=place,
    )


def _offers(view: View, first: Setting, second: Setting) -> Iterator[Offer]:
    document = view.document
    line = line_number(document, first.key_span)
    if first.value == second.value:
        title = tr("Remove this repetition of line {line}", line=line)
        yield replacement(document, second.span, "", title, safe=True, preferred=True)
        return
    option = option_named(second.key, pip_version=view.environment.pip_version)
    if option is not None and option.multi_value:
        arguments = {"first": str(first.key_span.start), "second": str(second.key_span.start)}
        yield Offer(
            "merge-option", tr("Add these values to line {line}", line=line), arguments, preferred=True
        )
    yield replacement(document, first.span, "", tr("Keep this setting, remove line {line}", line=line))
    yield replacement(document, second.span, "", tr("Keep line {line}, remove this setting", line=line))
