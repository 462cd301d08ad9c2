"""Adds hosts to trusted-host: in ``[global]`` of a configuration file, or as lines of a requirements file."""

from __future__ import annotations

from piptrust.engine.edits.config import insert_lines, readable, setting_in_global
from piptrust.engine.fix import FixContext, fix
from piptrust.engine.judgement.trust_entries import KEY
from piptrust.parse.document import Document, Setting
from piptrust.parse.kind import FileKind
from piptrust.text.edit import Change, EditFile, TextEdit, newline_of
from piptrust.text.span import Span


@fix("trust-hosts")
def trust_hosts(context: FixContext) -> tuple[Change, ...]:
    """Adds the entries of ``hosts``, separated by white space, that are not there yet."""
    document = context.view.document
    hosts = context.arguments["hosts"].split()
    in_config = document.kind is FileKind.PIP_CONF
    edit = _in_configuration(document, hosts) if in_config else _in_requirements(document, hosts)
    return (EditFile(document.uri, (edit,)),)


def _in_configuration(document: Document, hosts: list[str]) -> TextEdit:
    structure = readable(document)
    present = setting_in_global(structure, KEY)
    if present is None:
        lines = [f"{KEY} = {hosts[0]}"] if len(hosts) == 1 else [f"{KEY} =", *(f"    {h}" for h in hosts)]
        return insert_lines(document, structure, lines)
    missing = [host for host in hosts if host not in {value.text for value in present.values}]
    if not present.values:
        before = document.text[: present.value_span.start]
        blank = " " if before.endswith(("=", ":")) else ""
        return TextEdit(present.value_span, blank + " ".join(missing))
    end = present.values[-1].span.end
    return TextEdit(Span(end, end), "".join(_separator(document, present) + host for host in missing))


def _separator(document: Document, setting: Setting) -> str:
    """A line of its own for each host where the list is written so; else a blank."""
    first = document.line_index.line_of(setting.key_span.start)
    last = document.line_index.line_of(setting.values[-1].span.start)
    if first == last:
        return " "
    start = document.line_index.line_span(last).start
    line = document.text[start : setting.values[-1].span.end]
    return newline_of(document.text) + line[: len(line) - len(line.lstrip())]


def _in_requirements(document: Document, hosts: list[str]) -> TextEdit:
    """Above everything but the comments at the top: a file that is fetched is trusted from there on only."""
    newline = newline_of(document.text)
    start = 0
    for number in range(len(document.line_index)):
        content = document.source(document.line_index.line_content(number)).strip()
        if content and not content.startswith("#"):
            break
        start = document.line_index.line_span(number).end
    else:
        start = len(document.text)
    before = document.text[:start]
    text = "".join(f"--{KEY} {host}{newline}" for host in hosts)
    return TextEdit(
        Span(start, start), text if not before or before.endswith(("\n", "\r")) else newline + text
    )
