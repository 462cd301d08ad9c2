from __future__ import annotations

from support.fixture import check_findings
from support.requirements_fix import check_requirements_fix, offers_for

RULE = "requirements-constraint-not-allowed"
PATH = "/project/constraints.txt"


def test_what_a_constraint_cannot_be():
    check_findings(
        """
        foo==1
          foo [a] ==1  # why
        # ^^^^^^^^^^^ error[requirements-constraint-not-allowed]
        -e  ./x
        #   ^^^ error[requirements-constraint-not-allowed]
        foo @ https://x.test/x.zip
        foo[]
        """,
        PATH,
        only=[RULE],
    )


def test_a_url_must_have_a_name():
    scene = check_findings(
        """
         https://x.test/x.zip
        #^^^^^^^^^^^^^^^^^^^^ error[requirements-constraint-not-allowed]
        """,
        PATH,
        only=[RULE],
    )
    assert "must name a project" in next(f.message for f in scene.findings() if f.rule == RULE)
    check_findings(
        "https://x.test/x.zip#egg=foo\nhttps://x.test/foo-1.0-py3-none-any.whl\n", PATH, only=[RULE]
    )


def test_requirements_files_may_hold_all_of_them():
    check_findings("foo[a]\n-e ./x\nhttps://x.test/x.zip\n", "/project/requirements.txt", only=[RULE])


def test_before_21_1_a_constraint_could_not_be_a_url():
    marked = """
         foo @ https://x.test/x.zip
        #^^^^^^^^^^^^^^^^^^^^^^^^^^ error[requirements-constraint-not-allowed]
        """
    check_findings(marked, PATH, only=[RULE], pip="20.3.4")
    check_findings("foo @ https://x.test/x.zip\n", PATH, only=[RULE], pip="21.1")


def test_the_resolver_before_20_3_took_them_all():
    check_findings("foo[a]\n-e ./x\n", PATH, only=[RULE], pip="20.2.4")


def test_extras_are_removed():
    check_requirements_fix(
        "# c\r\nfoo [a, b] ==1 # why\r\n",
        "# c\r\nfoo ==1 # why\r\n",
        rule=RULE,
        title="Remove '[a, b]'",
        path=PATH,
        reads={"names": ["foo ==1"]},
    )


def test_the_line_can_be_removed():
    check_requirements_fix("foo\n-e ./x \\\n  # c\nbar\n", "foo\nbar\n", rule=RULE, path=PATH)
    assert [o.title for o in offers_for("-e ./x\n", RULE, PATH)] == ["Remove the line"]
