from __future__ import annotations

from support.config_fix import check_config_fix

RULE = "config-duplicate-option"


def test_words_join_a_list_in_one_line():
    check_config_fix(
        """
        [global]
        trusted-host = a.example
        timeout = 3
        trusted-host = b.example a.example
        """,
        """
        [global]
        trusted-host = a.example b.example
        timeout = 3
        """,
        rule=RULE,
        title="Add these",
        reads={"global.trusted-host": "a.example b.example", "global.timeout": "3"},
    )


def test_words_join_a_list_with_a_word_a_line():
    check_config_fix(
        b"[global]\r\nfind-links =\r\n\t/a\r\n\t/b\r\nfind-links = /c /d\r\n",
        "[global]\r\nfind-links =\r\n\t/a\r\n\t/b\r\n\t/c\r\n\t/d\r\n",
        rule=RULE,
        title="Add these",
        reads={"global.find-links": "\n/a\n/b\n/c\n/d"},
    )


def test_an_empty_list_takes_the_words():
    check_config_fix(
        "[global]\ntrusted-host =\ntrusted-host = a\n",
        "[global]\ntrusted-host = a\n",
        rule=RULE,
        title="Add these",
        reads={"global.trusted-host": "a"},
    )


def test_nothing_new_means_removing_the_second():
    check_config_fix(
        "[global]\ntrusted-host = a b\ntrusted-host = b\n",
        "[global]\ntrusted-host = a b\n",
        rule=RULE,
        title="Add these",
        reads={"global.trusted-host": "a b"},
    )


def test_either_can_be_kept():
    before = "[global]\ncert = a\n  # note\n  b\ncert = c\n"
    check_config_fix(before, "[global]\ncert = c\n", rule=RULE, title="Keep this", reads={"global.cert": "c"})
    check_config_fix(
        before,
        "[global]\ncert = a\n  # note\n  b\n",
        rule=RULE,
        title="Keep line 2",
        reads={"global.cert": "a\nb"},
    )


def test_a_repetition_goes():
    check_config_fix(
        "[global]\ncert = a\ncert: a", "[global]\ncert = a\n", rule=RULE, reads={"global.cert": "a"}
    )
