"""Lines of documentation beside a completion, as Markdown or plain text."""

from __future__ import annotations

from collections.abc import Sequence

from piptrust.engine.hovers.hover import Line
from piptrust.render.hover import code_span, escaped
from piptrust.text.uri import redact


def documentation_markdown(lines: Sequence[Line]) -> str:
    """What users, servers and packages wrote in it cannot act, and holds no credentials."""
    return "\n\n".join(_markdown(line) for line in lines)


def documentation_plain(lines: Sequence[Line]) -> str:
    return "\n".join(_plain(line) for line in lines)


def _markdown(line: Line) -> str:
    if line.ours:
        return line.text
    text = redact(line.text)
    shown = code_span(text) if line.code else escaped(text)
    return f"{escaped(line.label)}: {shown}" if line.label else shown


def _plain(line: Line) -> str:
    if line.ours:
        return line.text.replace("`", "")
    text = " ".join(redact(line.text).split())
    return f"{line.label}: {text}" if line.label else text
