"""Every example on a rule's page is what the engine finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.examples import Example, check_example, examples

PAGES = sorted(
    p for p in (Path(__file__).parents[2] / "docs" / "rules").glob("*.md") if p.name != "README.md"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_hold(page: Path):
    found = list(examples(page.read_text(encoding="utf-8")))
    assert any(not example.fixed for example in found), f"{page.name} has no example that is checked"
    for example in found:
        try:
            check_example(example, page.stem)
        except AssertionError as error:  # noqa: PERF203
            raise AssertionError(f"{page.name}, line {example.line}: {error}") from error


def test_a_page_is_read():
    page = (
        "# a\n```ini path=/a/pip.conf pip=24.0 python=3.9.0 var:X=1 'file:/a b=empty' fixed\n[global]\n```\n"
        "```sh\npip install\n```\n````text path=/r.txt platform=win32\n```\n````\n"
    )
    first, second = examples(page)
    assert first == Example(
        2, "[global]\n", "/a/pip.conf", True, False, "24.0", (3, 9, 0), "linux", {"X": "1"}, {"/a b": b""}
    )
    assert (second.text, second.path, second.platform, second.line) == ("```\n", "/r.txt", "win32", 8)


def test_a_file_beside_stands_beside_the_next_example_only():
    page = "```text path=/b.txt beside\nb\n```\n```text path=/a.txt\na\n```\n```text path=/c.txt\nc\n```\n"
    assert [example.files for example in examples(page)] == [{"/b.txt": "b\n"}, {}]


@pytest.mark.parametrize("page", ["```ini path=/a\n[global]\n", "```ini path=/a nonsense\n```\n"])
def test_a_page_that_cannot_be_read_is_told(page: str):
    with pytest.raises(ValueError, match=r"not closed|means nothing"):
        list(examples(page))


def test_marks_must_belong_to_the_page():
    with pytest.raises(AssertionError, match="no mark"):
        check_example(Example(1, "[global]\n", "/a/pip.conf"), "some-rule")
    with pytest.raises(AssertionError, match="has marks"):
        check_example(Example(1, "[global]\n#^^ error[some-rule]\n", "/a/pip.conf", fixed=True), "some-rule")
