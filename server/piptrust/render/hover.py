"""Hovers as Markdown or plain text."""

from __future__ import annotations

import re

from piptrust.engine.hovers.hover import Hover, Line

# What users and certificates say must never become a link, an image, HTML or a heading. What CommonMark 0.31 and
# GitHub's autolinks act on inside a line, and what opens a block at its start; no more, because some editors show
# the backslashes.
_ACTIVE = re.compile(
    r"""[\\`*<>&~|@]           # emphasis, code, HTML, entities, addresses
      | \](?=[(\[:])          # links and images; a word in brackets is none
      | (?<![^\W_])_ | _(?![^\W_])  # emphasis; not inside a word
      | :(?=//)               # addresses that link themselves
      | (?<=\bwww)\.
      | ^[#+=-] | (?<=^\d)[.)]  # blocks
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_BACKTICKS = re.compile(r"`+")


def hover_markdown(hover: Hover) -> str:
    parts = [f"**{code_span(hover.title)}**"]
    in_list = False
    for line in hover.lines:
        text = _markdown(line)
        if line.label:
            parts.append(("\n" if in_list else "\n\n") + f"- {escaped(line.label)}: {text}")
        else:
            parts.append(f"\n\n{text}")
        in_list = bool(line.label)
    return "".join(parts)


def hover_plain(hover: Hover) -> str:
    return "\n".join([_one_line(hover.title), *map(_plain_line, hover.lines)])


def escaped(text: str) -> str:
    """``text`` on one line, with nothing in it that Markdown would act on."""
    return _ACTIVE.sub(r"\\\g<0>", _one_line(text))


def code_span(text: str) -> str:
    """``text`` on one line as inline code, whatever backticks it holds (CommonMark 0.31, 6.1)."""
    text = _one_line(text)
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text[:1] == "`" or text[-1:] == "`" or not text.strip() else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def fenced(text: str) -> str:
    """``text`` as a code block, whatever backticks it holds."""
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}text\n{text.rstrip()}\n{fence}\n"


def _markdown(line: Line) -> str:
    if line.ours:
        return line.text
    return code_span(line.text) if line.code else escaped(line.text)


def _plain_line(line: Line) -> str:
    if line.ours:
        return line.text.replace("`", "")
    text = _one_line(line.text)
    return f"{line.label}: {text}" if line.label else text


def _one_line(text: str) -> str:
    return _CONTROL.sub(" ", text)
