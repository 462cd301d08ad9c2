from __future__ import annotations

from support.fixture import PROJECT, check_findings, check_fix, scene

RULE = "trusted-host-comment"


def test_comments_behind_values():
    check_findings(
        """
        [global]
        trusted-host = a.example # our mirror: b.example
        #                        ^^^^^^^^^^^^^^^^^^^^^^^ error[trusted-host-comment]
            # a comment of its own
            c.example ; theirs
        #             ^^^^^^^^ warning[trusted-host-comment]
            d.example #e.example
        #             ^^^^^^^^^^ error[trusted-host-comment]
        """,
        only=[RULE],
    )


def test_pip_before_23_2_1_takes_the_words_for_hosts():
    result = check_findings(
        """
        [global]
        trusted-host = a.example # our mirror
        #                        ^^^^^^^^^^^^ warning[trusted-host-comment]
        """,
        only=[RULE],
        pip="22.3.1",
        python=(3, 11, 0),
    )
    (finding,) = (f for f in result.findings() if f.rule == RULE)
    assert "takes these words for 3 more trusted hosts" in finding.message


def test_words_of_a_comment_are_no_entries_to_other_rules():
    machine = scene("[global]\ntrusted-host = files.public.example # not https://a.example/ *\n")
    assert {f.rule for f in machine.findings()} == {RULE, "public-index-unverified"}


def test_a_hash_inside_a_word_and_comments_of_requirements_files():
    check_findings("[global]\ntrusted-host = a.example#x\n", only=[RULE])
    check_findings("--trusted-host a.example # x\n", f"{PROJECT}/requirements.txt", only=[RULE])


def test_the_comment_gets_a_line_of_its_own():
    check_fix(
        "[global]\ntrusted-host = a.example  # our mirror\n",
        "[global]\n# our mirror\ntrusted-host = a.example\n",
        rule=RULE,
    )
