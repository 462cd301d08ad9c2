"""The example blocks of rule pages, which are tests.

A fenced block whose info string has ``path=…`` is an example: a file at that path, with carets under what the
page's rule finds in it. Further words of the info string:

- ``fixed``: the rule finds nothing here;
- ``pip=20.3.4``, ``python=3.9.0``, ``platform=win32``: the pip, Python and platform that are assumed;
- ``var:NAME=value``: an environment variable;
- ``file:/etc/corp.pem=root``: the sample file ``root`` of ``support.samples`` stands at that path;
- ``verifies=https://a.example/``: a probe found that this place verifies where pip does not verify it;
- ``failed=https://a.example/``: a probe found that pip does not get through to this place;
- ``forbidden=/etc/corp.pem``: that file may not be read;
- ``beside``: the block is no example but a file that stands beside the next one.

Values may be quoted as in a shell. Blocks without ``path=`` are shown and never run.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from support.fixture import Scene, check_findings, parse_carets, scene
from support.samples import sample

_FENCE = re.compile(r"(?P<fence>`{3,})(?P<info>[^`]*)$")


@dataclass(frozen=True)
class Example:
    """One block that is run; ``line`` is that of its opening fence, from 1."""

    line: int
    text: str
    path: str
    fixed: bool = False
    beside: bool = False
    pip: str = "26.3"
    python: tuple[int, int, int] = (3, 12, 1)
    platform: str = "linux"
    variables: dict[str, str] = field(default_factory=dict)
    files: dict[str, str | bytes] = field(default_factory=dict)
    forbidden: tuple[str, ...] = ()
    verifies: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def examples(page: str) -> Iterator[Example]:
    """The examples of a page, in order.

    Raises:
        ValueError: a fence is not closed, or an info string has a word with no meaning.
        KeyError: there is no such sample file.
    """
    standing_beside: dict[str, str | bytes] = {}
    for line, info, text in blocks(page):
        words = shlex.split(info)
        if not any(word.startswith("path=") for word in words):
            continue
        example = _example(line, text, words[1:])
        if example.beside:
            standing_beside[example.path] = example.text
            continue
        yield replace(example, files={**standing_beside, **example.files})
        standing_beside = {}


def check_example(example: Example, rule: str) -> None:
    """Asserts that the rule finds what the carets say, and nothing in a fixed example."""
    marked = f"[{rule}]" in example.text
    if example.fixed:
        assert not marked, "a fixed example has marks"
    else:
        assert marked, "an example has no mark of the page's rule; is it 'fixed'?"
    check_findings(example.text, example.path, only=[rule], **_context(example))


def scene_of(example: Example) -> Scene:
    """What the example stands for, without its carets."""
    text, _ = parse_carets(example.text)
    return scene(text, example.path, **_context(example))


def blocks(page: str) -> Iterator[tuple[int, str, str]]:
    """Every fenced block as (line of its opening fence, info string, text)."""
    opened: tuple[int, str, str] | None = None
    lines: list[str] = []
    for number, line in enumerate(page.splitlines(), start=1):
        fence = _FENCE.match(line)
        if opened is None:
            if fence is not None:
                opened = (number, fence.group("fence"), fence.group("info").strip())
                lines = []
        elif line.rstrip() == opened[1]:
            yield opened[0], opened[2], "".join(f"{text}\n" for text in lines)
            opened = None
        else:
            lines.append(line)
    if opened is not None:
        raise ValueError(f"the block of line {opened[0]} is not closed")


def _context(example: Example) -> dict[str, Any]:
    return {
        "files": example.files,
        "forbidden": example.forbidden,
        "variables": example.variables,
        "pip": example.pip,
        "python": example.python,
        "platform": example.platform,
        "verifies": example.verifies,
        "failed": example.failed,
    }


def _example(line: int, text: str, words: list[str]) -> Example:
    example = Example(line, text, "")
    for word in words:
        name, _, value = word.partition("=")
        if word in {"fixed", "beside"}:
            example = replace(example, **{word: True})
        elif name in {"path", "pip", "platform"}:
            example = replace(example, **{name: value})
        elif name == "forbidden":
            example = replace(example, forbidden=(*example.forbidden, value))
        elif name == "verifies":
            example = replace(example, verifies=(*example.verifies, value))
        elif name == "failed":
            example = replace(example, failed=(*example.failed, value))
        elif name == "python":
            major, minor, micro = (int(number) for number in value.split("."))
            example = replace(example, python=(major, minor, micro))
        elif name.startswith("var:"):
            example.variables[name[len("var:") :]] = value
        elif name.startswith("file:"):
            example.files[name[len("file:") :]] = sample(value)
        else:
            raise ValueError(f"line {line}: {word!r} means nothing in an info string")
    return example
