from __future__ import annotations

from piptrust.text.uri import path_to_uri
from support.fixture import PROJECT, check_findings, check_fix, scene

RULE = "trusted-host-duplicate"


def test_repeated_and_covered_entries_of_one_list():
    check_findings(
        """
        [global]
        trusted-host =
            a.example:8443
        #   ^^^^^^^^^^^^^^ hint[trusted-host-duplicate]
            a.example
            # the same again
            A.EXAMPLE
        #   ^^^^^^^^^ hint[trusted-host-duplicate]
            b.example:1 b.example:2
        """,
        only=[RULE],
    )


def test_lists_of_other_sections_replace_each_other_and_are_no_duplicates():
    check_findings(
        "[global]\ntrusted-host = a.example b.example\n[install]\ntrusted-host = a.example\n", only=[RULE]
    )


def test_a_section_that_says_the_same_as_global_is_needless():
    check_findings(
        """
        [global]
        trusted-host = a.example b.example
        [install]
        trusted-host = B.example a.example
        #              ^^^^^^^^^ hint[trusted-host-duplicate]
        #                        ^^^^^^^^^ hint[trusted-host-duplicate]
        """,
        only=[RULE],
    )


def test_lines_of_a_requirements_file_and_of_what_it_includes():
    result = check_findings(
        """
        -r base.txt
        --trusted-host a.example
        #              ^^^^^^^^^ hint[trusted-host-duplicate]
        --trusted-host b.example
        --trusted-host=b.example
        #              ^^^^^^^^^ hint[trusted-host-duplicate]
        """,
        f"{PROJECT}/requirements.txt",
        files={f"{PROJECT}/base.txt": "--trusted-host a.example\n"},
        only=[RULE],
    )
    first = next(f for f in result.findings() if f.rule == RULE)
    assert first.related[0].uri == path_to_uri(f"{PROJECT}/base.txt")
    assert [o.safe for o in first.offers] == [False]


def test_an_included_file_is_not_blamed_for_the_one_that_includes_it():
    check_findings(
        "--trusted-host a.example\n",
        f"{PROJECT}/requirements/base.txt",
        files={f"{PROJECT}/requirements/all.txt": "-r base.txt\n--trusted-host a.example\n"},
        only=[RULE],
    )


def test_the_related_place_is_the_entry_that_stays():
    machine = scene("[global]\ntrusted-host = a.example a.example\n")
    (finding,) = (f for f in machine.findings() if f.rule == RULE)
    assert finding.related[0].span.start < finding.span.start


def test_the_safe_fix_keeps_the_first():
    check_fix(
        "[global]\ntrusted-host = a.example b.example a.example\n",
        "[global]\ntrusted-host = a.example b.example\n",
        rule=RULE,
    )
