"""Every repair that is offered for a broken configuration file can be made, and helps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.engine.analyze import INTERNAL_ERROR, Selection
from piptrust.engine.finding import Finding
from piptrust.engine.fix import FixImpossible, build
from piptrust.parse.document import Document
from support.fixture import Scene, applied, scene

CORPUS = sorted((Path(__file__).parents[1] / "parse" / "corpus" / "pip_conf").glob("*.conf"))
STOPPING = frozenset(
    {
        "config-no-section-header",
        "config-parse-error",
        "config-duplicate-option",
        "config-duplicate-section",
        "config-wrong-encoding",
    }
)
ODD = frozenset({"config-line-swallowed", "config-default-section", "config-text-after-header"})
_LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "", " ", "    "]),
    st.sampled_from(
        [
            *(
                "[global]",
                "[install]",
                "[DEFAULT]",
                "[install",
                "[]",
                "global]",
                "[global] # [x]",
                "[global] cert = a",
            ),
            *(
                "cert",
                "timeout = 3",
                "timeout = 4",
                "trusted-host = a",
                "trusted-host = b",
                "trusted-host b",
                "= x",
            ),
            *(
                "no-input",
                "index_url = x",
                "index-url = y",
                "# note",
                "a.example",
                "",
                "<<<<<<< a",
                "=======",
                ">>>>>>> b",
            ),
        ]
    ),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
)


@pytest.mark.parametrize("pip", ["26.3", "22.3.1", None])
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_corpus(path: Path, pip: str | None):
    check(path.read_bytes(), pip)


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES, max_size=8).map("".join))
def test_generated_files(text: str):
    check(text.encode(), "26.3")


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes(content: bytes):
    check(content, "26.3")


def check(content: bytes, pip: str | None) -> None:
    before = scene(content, pip=pip)
    findings = before.findings(Selection(only=STOPPING | ODD))
    assert INTERNAL_ERROR not in {finding.rule for finding in findings}
    # A finding for everything that stops pip, except that one cause may speak for many broken lines.
    assert stops(before.document) == any(f.rule in STOPPING and f.severity.word == "error" for f in findings)
    for rule, after in repaired(before, findings):
        # It may uncover other faults, never more of the same; but behind a header that is closed at last, the
        # lines that continued the value above it are lines of their own.
        left = after.findings(Selection(only=frozenset({rule})))
        more = len(left) - len([finding for finding in findings if finding.rule == rule])
        assert more <= 0 or rule == "config-parse-error"
        assert (
            after.document.text != before.document.text or after.document.encoding != before.document.encoding
        )


def repaired(before: Scene, findings: tuple[Finding, ...]) -> Iterator[tuple[str, Scene]]:
    for finding in findings:
        for offer in finding.offers:
            try:
                changes = build(offer, finding, before.view(), before.disk)
            except FixImpossible:
                continue
            (content,) = applied(before, changes).values()
            interpreter = before.workspace.environment.interpreter
            yield finding.rule, scene(content, pip=None if interpreter is None else interpreter.pip_version)


def stops(document: Document) -> bool:
    assert document.encoding is not None
    return not document.encoding.pip_reads or any(problem.stops_pip for problem in document.problems)
