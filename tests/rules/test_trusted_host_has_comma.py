from __future__ import annotations

from support.fixture import PROJECT, check_findings, check_fix

RULE = "trusted-host-has-comma"


def test_commas_at_either_end_and_inside():
    check_findings(
        """
        [global]
        trusted-host = a.example, b.example,c.example d.example
        #              ^^^^^^^^^^ warning[trusted-host-has-comma]
        #                         ^^^^^^^^^^^^^^^^^^^ warning[trusted-host-has-comma]
            ,e.example a.example:1,b.example:2
        #   ^^^^^^^^^^ warning[trusted-host-has-comma]
        #              ^^^^^^^^^^^^^^^^^^^^^^^ error[trusted-host-has-comma]
        """,
        only=[RULE],
    )


def test_several_hosts_become_several_words():
    check_fix(
        "[global]\ntrusted-host = a.example,b.example,a.example c.example\n",
        "[global]\ntrusted-host = a.example b.example c.example\n",
        rule=RULE,
        title="lowers security",
    )


def test_in_a_requirements_file_they_become_several_options():
    check_fix(
        "--trusted-host a.example,b.example\r\n",
        "--trusted-host a.example\r\n--trusted-host b.example\r\n",
        rule=RULE,
        title="lowers security",
        path=f"{PROJECT}/requirements.txt",
    )


def test_removing_leaves_the_rest_as_it_is():
    check_fix(
        "[global]\ntrusted-host = a.example, b.example\n",
        "[global]\ntrusted-host = b.example\n",
        rule=RULE,
        title="remove",
    )
