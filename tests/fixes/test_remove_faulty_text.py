from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible, build
from support.fixture import offers_of, scene
from support.requirements_fix import PATH, check_requirements_fix

NOT_ALLOWED = "requirements-option-not-allowed"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("--cert x.pem\n", ""),
        ("foo\r\n--proxy=http://u:p@h.test  # why\r\nbar\r\n", "foo\r\nbar\r\n"),
        ("# c\nfoo --timeout 3  # why\n", "# c\nfoo  # why\n"),
        ("--pre --timeout 3\u2028foo", "--pre\u2028foo"),
        ("foo\n-q", "foo\n"),
        ("--cert \\\n  x.pem \\\n  # c\nfoo\n", "foo\n"),
    ],
)
def test_the_option_goes_and_what_else_stands_on_its_line_stays(before: str, after: str):
    check_requirements_fix(before, after, rule=NOT_ALLOWED, title="Remove -")


def test_what_follows_the_option_on_its_line_stays():
    check_requirements_fix(
        "--timeout 3 --pre\nfoo\n", "--pre\nfoo\n", rule=NOT_ALLOWED, title="Remove", reads={"names": ["foo"]}
    )
    check_requirements_fix(
        "foo \\\n  --timeout 3 \\\n  --hash=sha256:aa\n",
        "foo \\\n  --hash=sha256:aa\n",
        rule=NOT_ALLOWED,
        title="Remove",
        reads={"names": ["foo"]},
    )


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("requirements-invalid-requirement", "a\nfoo bar \\\n  --hash=sha256:aa\nb\n", "a\nb\n"),
        ("requirements-bad-quoting", "a\n-f 'x\nb\n", "a\nb\n"),
        ("requirements-invalid-option", "a\n--pre=no\n", "a\n"),
        ("requirements-extra-words", "--pre yes  no # why\n", "--pre # why\n"),
        ("requirements-extra-words", "- a\nb\n", "b\n"),
    ],
)
def test_each_kind_of_problem(rule: str, before: str, after: str):
    title = "Remove the line" if rule == "requirements-bad-quoting" else "Remove"
    check_requirements_fix(before, after, rule=rule, title=title)


def test_after_a_change_it_is_refused():
    old = scene("foo\n--cert x.pem\n", PATH)
    finding, offer = next((f, o) for f, o in offers_of(old, NOT_ALLOWED) if o.fix == "remove-faulty-text")
    new = scene("foo\n--pre\n", PATH)
    with pytest.raises(FixImpossible, match="has changed"):
        build(offer, finding, new.view(), new.disk)
