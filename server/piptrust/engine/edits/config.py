"""Edits that put an option into ``[global]`` of a configuration file so that pip reads just that."""

from __future__ import annotations

from piptrust.engine.fix import FixImpossible
from piptrust.locale import tr
from piptrust.parse.document import Document, Setting
from piptrust.parse.pip_conf import PipConf, Section
from piptrust.text.edit import TextEdit, newline_of
from piptrust.text.span import Span


def set_option(document: Document, key: str, value: str) -> TextEdit:
    """The edit that makes ``value`` the value of ``key``, written anew or in the place of the present one.

    Raises:
        FixImpossible: pip cannot read the file, so that nothing in it would count.
    """
    structure = readable(document)
    present = setting_in_global(structure, key)
    if present is not None:
        return TextEdit(present.value_span, _spaced(document, present, value))
    return insert_lines(document, structure, [f"{key} = {value}"])


def setting_in_global(structure: PipConf, key: str) -> Setting | None:
    """The setting that pip takes from ``[global]``, if the section itself holds it."""
    for setting in structure.settings_in("global"):
        if setting.key == key and setting.section == "global":
            return setting
    return None


def readable(document: Document) -> PipConf:
    """The structure of a configuration file that pip reads without an error.

    Raises:
        FixImpossible: it is none.
    """
    if not isinstance(document.structure, PipConf):
        raise FixImpossible(tr("This is no configuration file."))
    undecodable = document.encoding is not None and not document.encoding.pip_reads
    if undecodable or any(problem.stops_pip for problem in document.problems):
        raise FixImpossible(tr("pip cannot read this file at all; repair that first."))
    return document.structure


def insert_lines(document: Document, structure: PipConf, lines: list[str]) -> TextEdit:
    """The edit that inserts ``lines``, of which only the first is a key, at the top of ``[global]``."""
    newline = newline_of(document.text)
    section = next((s for s in structure.sections if s.name == "global"), None)
    if section is None:
        return _appended_section(document, newline, lines)
    header = document.line_index.line_span(document.line_index.line_of(section.header_span.start))
    # pip takes a line that is indented deeper than the key above it for more of that key's value.
    indent = _indent_below(document, section)
    text = "".join(indent + line + newline for line in lines)
    ended = document.source(header).endswith(("\n", "\r"))
    return TextEdit(Span(header.end, header.end), text if ended else newline + text)


def _indent_below(document: Document, section: Section) -> str:
    """The indentation of the first line below the header that is a key, or the next header."""
    if section.entries:
        start = section.entries[0].setting.key_span.start
    else:
        rest = document.text[section.span.end :]
        start = section.span.end + len(rest) - len(rest.lstrip(" \t"))
        if start == len(document.text):
            return ""
    line = document.line_index.line_span(document.line_index.line_of(start))
    return document.text[line.start : start]


def _appended_section(document: Document, newline: str, lines: list[str]) -> TextEdit:
    text = document.text
    end = len(text)
    before = ""
    if text.strip():
        before = newline if text.endswith(("\n", "\r")) else newline * 2
    body = newline.join(["[global]", *lines]) + newline
    return TextEdit(Span(end, end), before + body)


def _spaced(document: Document, setting: Setting, value: str) -> str:
    if setting.value_span.start != setting.value_span.end:
        return value
    before = document.text[: setting.value_span.start]
    return f" {value}" if before.endswith(("=", ":")) else value
