"""Text behind a section header, in the header's line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.edits.config_repair import replacement, structure_of
from piptrust.engine.finding import Offer, Severity
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.pip_conf import Section
from piptrust.text.edit import newline_of
from piptrust.text.span import Span

_MORE_THAN_A_NAME = re.compile(r"[^\[\]]+\]")
_SETTING = re.compile(r"[A-Za-z-][\w-]*\s*[=:]")


@rule(
    "config-text-after-header",
    summary=mark(
        "text stands behind a section header, where pip ignores it or takes it for the section's name"
    ),
    severity=Severity.INFORMATION,
    kinds=CONFIG_FILES,
)
def config_text_after_header(view: View) -> Iterator[Diagnosis]:
    """``RawConfigParser.SECTCRE`` matches the start of the line; since Python 3.10 up to its last ``]``."""
    for section in structure_of(view.document).sections:
        if _MORE_THAN_A_NAME.match(section.name):
            yield _in_the_name(view, section)
        elif section.junk_span.start < section.junk_span.end:
            yield from _behind(view, section)


def _in_the_name(view: View, section: Section) -> Diagnosis:
    name = section.name.partition("]")[0]
    behind = Span(section.name_span.start + len(name) + 1, section.junk_span.end)
    blanks = len(view.document.source(behind)) - len(view.document.source(behind).lstrip())
    rest = Span(behind.start + blanks, behind.end)
    message = tr(
        "{pip} ignores this whole section: its name runs to the last ']' of the line, '{taken}'. Write "
        "'[{name}]' alone in its line.",
        pip=view.environment.pip_name,
        taken=section.name,
        name=name,
    )
    return Diagnosis(rest, message, Severity.WARNING, offers=(_removal(view, rest, name),))


def _behind(view: View, section: Section) -> Iterator[Diagnosis]:
    junk = view.document.source(section.junk_span)
    name = view.environment.pip_name
    if _SETTING.match(junk):
        message = tr(
            "{pip} ignores this setting, because it stands in the line of the section header. "
            "Move it to a line of its own.",
            pip=name,
        )
        before = Span(section.header_span.end, section.junk_span.start)
        title = tr("Move this setting to a line of its own")
        newline = newline_of(view.document.text)
        offer = replacement(view.document, before, newline, title, preferred=True)
        yield Diagnosis(section.junk_span, message, Severity.WARNING, offers=(offer,))
    elif junk[0] not in "#;":
        message = tr(
            "{pip} ignores this text behind the section header. Remove it, or make it a comment.", pip=name
        )
        yield Diagnosis(section.junk_span, message, offers=(_removal(view, section.junk_span, section.name),))


def _removal(view: View, span: Span, name: str) -> Offer:
    text = view.document.text
    start = span.start
    while text[start - 1] in " \t":
        start -= 1
    return replacement(
        view.document,
        Span(start, span.end),
        "",
        tr("Remove the text behind '[{name}]'", name=name),
        preferred=True,
    )
