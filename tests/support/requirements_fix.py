"""Fixes of requirements files, checked by the text they give and by what the pip beside us then reads."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from piptrust.engine.finding import Offer
from support import requirements_oracle
from support.fixture import applied, changes_of, scene

PATH = "/project/requirements.txt"


def check_requirements_fix(
    before: str,
    after: str,
    *,
    rule: str,
    title: str = "",
    reads: Mapping[str, object] | None = None,
    path: str = PATH,
    **context: object,
) -> None:
    """Asserts that the fix turns ``before`` into ``after``, and that pip reads that without an error.

    ``reads`` names what it must find: ``trusted``, ``index_urls``, ``names`` (of requirements), ...
    Text is dedented unless it is one line.
    """
    result = scene(dedented(before), path, **context)
    written = applied(result, changes_of(result, rule, title))
    assert {name: content.decode() for name, content in written.items()} == {path: dedented(after)}
    reading = read_by_pip(dedented(after), constraint="constraints" in path)
    assert reading["stopped"] is None
    assert {name: reading[name] for name in reads or {}} == dict(reads or {})


def read_by_pip(text: str, *, constraint: bool = False) -> dict[str, Any]:
    """What the installed pip makes of the text as a file on its own."""
    with _empty_folder(), contextlib.redirect_stderr(io.StringIO()):
        reading = requirements_oracle.read({"r.txt": text}, "r.txt", constraint)
    reading["names"] = [r["text"].strip() for r in reading["requirements"]]
    return reading


def offers_for(text: str, rule: str, path: str = PATH, **context: object) -> list[Offer]:
    """What the rule offers for the file, in order."""
    found = scene(dedented(text), path, **context).findings()
    return [offer for finding in found if finding.rule == rule for offer in finding.offers]


def dedented(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n") if text[:1] == "\n" else text


@contextlib.contextmanager
def _empty_folder() -> Iterator[None]:
    before = os.getcwd()  # noqa: PTH109
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
