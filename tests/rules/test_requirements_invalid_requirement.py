from __future__ import annotations

import pytest

from piptrust.engine.finding import Confidence
from support.fixture import check_findings, scene
from support.requirements_fix import PATH, check_requirements_fix, offers_for, read_by_pip

RULE = "requirements-invalid-requirement"


WRONG = [
    "foo bar",
    "foo=1.0",
    "foo=>1",
    "foo>=1 flask",
    "foo; python_versions > '3'",
    "foo >= 1.x",
    "foo==1.0[bar]",
    "foo[a b]",
    "[global]",
    "index-url = https",
    "<<<<<<< HEAD",
    "pip install foo",
    "https://[::1",
    "https://x.test/foo.whl",
    "https://x.test/x.zip#egg=foo[bar]",
    "-e https://x.test/x.zip",
    "-e git+https://x.test/x.git",
]
RIGHT = [
    "foo",
    "foo >= 1 , < 2",
    "foo[a,b]~=1.0 ; python_version > '3'",
    "foo @ https://x.test/x.zip",
    "https://x.test/x.zip#egg=foo",
    "./folder",
    "folder/sub",
    "..\\folder",
    "foo-1.0.tar.gz",
    "-e .",
    "-e folder",
    "-e git+https://x.test/x.git#egg=foo",
]


@pytest.mark.parametrize("line", WRONG)
def test_what_pip_refuses_is_flagged(line: str):
    assert read_by_pip(line)["stopped"] is not None
    findings = [f for f in scene(line, PATH).findings() if f.rule == RULE]
    assert [f.confidence for f in findings] == [Confidence.CERTAIN]
    assert findings[0].message.startswith("pip 26.3 stops at this line and installs nothing: ")


@pytest.mark.parametrize("line", RIGHT)
def test_what_pip_takes_or_files_decide_is_not_flagged(line: str):
    assert [f for f in scene(line, PATH).findings() if f.rule == RULE] == []


def test_the_place_leaves_out_comments_hashes_and_blanks():
    check_findings(
        """
          foo bar  # why
        # ^^^^^^^ error[requirements-invalid-requirement]
        """,
        PATH,
        only=[RULE],
    )


def test_old_pips_took_versions_of_any_form():
    line = "foo>=1.x-final\n"
    assert [f.rule for f in scene(line, PATH, pip="24.0").findings()] == []
    assert [f.rule for f in scene(line, PATH, pip="24.1").findings()] == [RULE]


def test_a_variable_that_has_a_value_makes_it_unknowable():
    line = "foo ${VERSION} x\n"
    (finding,) = (f for f in scene(line, PATH).findings() if f.rule == RULE)
    assert finding.confidence is Confidence.LIKELY
    assert [f for f in scene(line, PATH, variables={"VERSION": "==1"}).findings() if f.rule == RULE] == []


def test_credentials_are_hidden():
    (finding,) = (
        f for f in scene("-e https://user:secret@x.test/x.zip\n", PATH).findings() if f.rule == RULE
    )
    assert "secret" not in finding.message + str(finding.evidence) + str(finding.offers)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("foo = 1.0 ; os_name == 'a'", "foo == 1.0 ; os_name == 'a'"),
        ("foo=>1", "foo>=1"),
        ("foo=<1", "foo<=1"),
        ("foo=!1", "foo!=1"),
        ("$ pip install foo", "foo"),
    ],
)
def test_what_was_meant_is_written(before: str, after: str):
    check_requirements_fix(before + "  # why\r\n", after + "  # why\r\n", rule=RULE, reads={"names": [after]})


def test_only_removal_is_offered_where_nothing_clear_was_meant():
    for line in ("foo bar", "foo=1,=2", "foo=>1,=>2"):
        assert [o.title for o in offers_for(line + "\n", RULE)] == ["Remove the line"]
