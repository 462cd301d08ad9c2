from __future__ import annotations

from collections.abc import Callable

from support.fixture import Scene, applied, changes_of, check_findings, scene
from support.growth import assert_linear
from support.requirements_fix import PATH

RULE = "requirements-include-cycle"


def test_a_file_that_includes_itself():
    result = check_findings(
        """
        foo
        -r requirements.txt
        #  ^^^^^^^^^^^^^^^^ error[requirements-include-cycle]
        -c ./../project/requirements.txt
        #  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[requirements-include-cycle]
        -r other.txt
        """,
        PATH,
        only=[RULE],
        files={"/project/other.txt": "foo"},
    )
    assert [f.related for f in result.findings() if f.rule == RULE] == [(), ()]


def test_a_longer_way_back_is_shown():
    result = check_findings(
        """
        -r b.txt
        #  ^^^^^ error[requirements-include-cycle]
        """,
        PATH,
        only=[RULE],
        files={"/project/b.txt": "foo\n-r c.txt\n", "/project/c.txt": "-c requirements.txt\n"},
    )
    (finding,) = (f for f in result.findings() if f.rule == RULE)
    assert [(r.uri.rpartition("/")[2], r.message) for r in finding.related] == [
        ("b.txt", "includes 'c.txt'"),
        ("c.txt", "includes 'requirements.txt'"),
    ]


def test_files_on_the_way_to_a_circle_and_files_read_twice_are_not_flagged():
    files = {"/project/b.txt": "-r c.txt\n", "/project/c.txt": "-r b.txt\n", "/project/d.txt": ""}
    check_findings("-r b.txt\n-r d.txt\n-c d.txt\n", PATH, only=[RULE], files=files)


def test_pips_words_changed_with_24_3():
    for pip, words in (("24.2", "RecursionError"), ("24.3", "recursively references itself")):
        (finding,) = (f for f in scene("-r requirements.txt\n", PATH, pip=pip).findings() if f.rule == RULE)
        assert words in finding.evidence[0].text
        assert ("RecursionError" in finding.message) == (pip == "24.2")


def test_the_line_can_be_removed():
    result = scene("foo\n-r requirements.txt\nbar\n", PATH)
    assert applied(result, changes_of(result, RULE, "Remove")) == {PATH: b"foo\nbar\n"}


def test_a_chain_of_a_thousand_files_takes_no_long_time():
    def circle(length: int) -> Scene:
        files = {f"/project/f{n}.txt": f"-r f{n + 1}.txt\n" for n in range(length)}
        files[f"/project/f{length}.txt"] = "-r requirements.txt\n"
        return scene("-r f0.txt\n" * 20, PATH, files=files)

    found = [f for f in circle(900).findings() if f.rule == RULE]
    assert (len(found), len(found[0].related)) == (20, 901)

    def checking(length: int) -> Callable[[], object]:
        result = circle(length)
        _ = result.snapshot
        return result.findings

    assert_linear(checking, 200)
