from __future__ import annotations

from support.fixture import PROJECT, check_findings, check_fix

RULE = "trusted-host-quoted"


def test_quotes_around_words_and_around_the_list():
    check_findings(
        """
        [global]
        trusted-host = "a.example" 'b.example'
        #              ^^^^^^^^^^^ warning[trusted-host-quoted]
        #                          ^^^^^^^^^^^ warning[trusted-host-quoted]
            "c.example d.example" e.example
        #   ^^^^^^^^^^ warning[trusted-host-quoted]
        #              ^^^^^^^^^^ warning[trusted-host-quoted]
            "https://a.example:8443"
        #   ^^^^^^^^^^^^^^^^^^^^^^^^ error[trusted-host-quoted]
        """,
        only=[RULE],
    )


def test_a_requirements_file_is_split_as_a_shell_does():
    check_findings("--trusted-host 'a.example'\n", f"{PROJECT}/requirements.txt", only=[RULE])


def test_the_bare_host():
    check_fix(
        "[global]\ntrusted-host = 'a.example:8443'\n",
        "[global]\ntrusted-host = a.example:8443\n",
        rule=RULE,
        title="lowers security",
    )
