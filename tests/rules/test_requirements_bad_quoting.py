from __future__ import annotations

import pytest

from support.fixture import check_findings
from support.requirements_fix import PATH, check_requirements_fix, offers_for

RULE = "requirements-bad-quoting"


def test_the_options_of_the_line_are_flagged():
    check_findings(
        """
        foo --hash="sha256:aa  # why
        #   ^^^^^^^^^^^^^^^^^ error[requirements-bad-quoting]
        --find-links "a b" --find-links 'c'"d"
        """,
        PATH,
        only=[RULE],
    )


@pytest.mark.parametrize("line", ["-f 'a b'", "foo; os_name == 'it''s'", 'foo "', "-f a\\ b", "-f a # '"])
def test_quotes_that_are_closed_or_stand_in_requirements_are_not_flagged(line: str):
    check_findings(line + "\n", PATH, only=[RULE])


def test_a_quote_is_closed_behind_the_last_word():
    check_requirements_fix(
        "-f './a b   # why\r\n",
        "-f './a b'   # why\r\n",
        rule=RULE,
        title="Close",
        reads={"find_links": ["./a b"]},
    )


def test_a_quote_is_removed():
    check_requirements_fix(
        '-i "https://x.test\n',
        "-i https://x.test\n",
        rule=RULE,
        title="Remove the quote",
        reads={"index_urls": ["https://x.test"]},
    )


def test_a_backslash_before_a_comment_is_removed():
    check_requirements_fix(
        "--pre \\ # why\nfoo\n", "--pre  # why\nfoo\n", rule=RULE, title="backslash", reads={"names": ["foo"]}
    )


def test_where_it_is_not_clear_only_removal_is_offered():
    for line in ("-f 'a\"", "-f 'a 'b 'c"):
        assert [o.title for o in offers_for(line + "\n", RULE)] == ["Remove the line"]
