"""Lines that are neither a section header nor a setting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.data.options import Conversion, option_named
from piptrust.engine.edits.config_repair import meant_section, pips_words, replacement, stops
from piptrust.engine.finding import Offer, Severity
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr
from piptrust.parse.document import Problem
from piptrust.parse.pip_conf import normalize_key
from piptrust.text.span import Span

_WHY = {
    "conflict-marker": mark(
        "this line is left from an unfinished merge. Keep one side, and remove the markers."
    ),
    "unclosed-header": mark("this section header has no closing bracket. Write ']' behind the name."),
    "empty-header": mark(
        "this section header has no name. Write a name between the brackets, such as '[global]'."
    ),
    "empty-key": mark("no option's name stands before the value. Write the name, or remove the line."),
    "no-separator": mark("this line has no '=' between a name and a value. Add it, or remove the line."),
}
_OPEN_HEADER = re.compile(r"\[\s*[\w. -]+$")
_NAME_AND_VALUE = re.compile(r"(?P<name>(?:--)?[A-Za-z][A-Za-z_-]*)(?P<blank>\s+)\S")


@rule(
    "config-parse-error",
    summary=mark("pip cannot make sense of a line, and refuses to run with the file"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES,
)
def config_parse_error(view: View) -> Iterator[Diagnosis]:
    """``configparser`` collects such lines, raises ParsingError, and pip ends (rc 2)."""
    if "\0" in view.document.text:
        return  # Every other line of such a file looks broken; config-wrong-encoding says why.
    for run in _runs(view):
        problem, last = run[0], run[-1]
        why = tr(_WHY[problem.fact("cause")])
        if len(run) > 1:
            why = ntr(
                "this {number} line is neither a section header nor a setting. Remove it.",
                "these {number} lines are neither section headers nor settings. Remove them.",
                len(run),
            )
        yield Diagnosis(
            Span(problem.span.start, last.span.end),
            f"{stops(view)}: {why}",
            evidence=pips_words(view, problem),
            offers=tuple(_offers(view, problem)) if len(run) == 1 else (),
        )


def _runs(view: View) -> Iterator[list[Problem]]:
    """The problems, with lines that follow each other and for which nothing can be offered together."""
    run: list[Problem] = []
    for problem in view.document.problems:
        if problem.code != "config-parse-error":
            continue
        alone = problem.fact("cause") != "no-separator" or any(_as_meant(view, problem))
        if run and (alone or view.document.source(Span(run[-1].span.end, problem.span.start)).strip()):
            yield run
            run = []
        run.append(problem)
        if alone:
            yield run
            run = []
    if run:
        yield run


def _offers(view: View, problem: Problem) -> Iterator[Offer]:
    span = problem.span
    if problem.fact("cause") == "conflict-marker":
        if view.document.source(span).startswith("<"):
            sides = {
                "first": tr("Keep the lines above '======='"),
                "second": tr("Keep the lines below '======='"),
            }
            for keep, title in sides.items():
                yield Offer("resolve-conflict", title, {"start": str(span.start), "keep": keep})
        return
    yield from _as_meant(view, problem)
    yield replacement(view.document, Span(span.start, span.start), "# ", tr("Turn this line into a comment"))


def _as_meant(view: View, problem: Problem) -> Iterator[Offer]:
    """The line as it was probably meant."""
    line = view.document.source(problem.span)
    section = meant_section(view, line) or (line[1:].strip() if _OPEN_HEADER.match(line) else None)
    if section is not None:
        yield replacement(
            view.document,
            problem.span,
            f"[{section}]",
            tr("Write '[{section}]'", section=section),
            preferred=True,
        )
        return
    pair = _NAME_AND_VALUE.match(line)
    option = option_named(
        normalize_key(pair.group("name") if pair else line), pip_version=view.environment.pip_version
    )
    if option is None:
        return
    if pair is not None:
        blank = Span(problem.span.start + pair.start("blank"), problem.span.start + pair.end("blank"))
        title = tr("Write '=' behind '{name}'", name=pair.group("name"))
        yield replacement(view.document, blank, " = ", title, safe=True, preferred=True)
    elif option.conversion is Conversion.BOOLEAN and not option.inverted:
        end = Span(problem.span.end, problem.span.end)
        yield replacement(
            view.document, end, " = true", tr("Write '{line} = true'", line=line), preferred=True
        )
