from __future__ import annotations

import pytest

from support.requirements_fix import check_requirements_fix

RULE = "requirements-extra-words"


@pytest.mark.parametrize(
    ("before", "after", "reads"),
    [
        (
            "--trusted-host a.test b.test  c.test  # why\r\nfoo\r\n",
            "--trusted-host a.test  # why\r\n--trusted-host b.test\r\n--trusted-host c.test\r\nfoo\r\n",
            {"trusted": ["a.test", "b.test", "c.test"], "names": ["foo"]},
        ),
        ("--trusted-host a b", "--trusted-host a\n--trusted-host b", {"trusted": ["a", "b"]}),
        (
            "--extra-index-url https://a.test \\\n  https://b.test\n",
            "--extra-index-url https://a.test\n--extra-index-url https://b.test\n",
            {"index_urls": ["default", "https://a.test", "https://b.test"]},
        ),
        (
            "--find-links './a' './b c' ./d\n",
            "--find-links './a'\n--find-links './b c'\n--find-links ./d\n",
            {"find_links": ["./a", "./b c", "./d"]},
        ),
    ],
)
def test_pip_takes_every_word_then(before: str, after: str, reads: dict[str, object]):
    check_requirements_fix(before, after, rule=RULE, title="Repeat", reads=reads)
