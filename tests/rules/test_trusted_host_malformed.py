from __future__ import annotations

from support.fixture import check_findings, check_fix

RULE = "trusted-host-malformed"


def test_entries_without_a_host_that_could_match():
    check_findings(
        """
        [global]
        trusted-host = :8443 [::1 user@a.example ::1 [::1]
        #              ^^^^^ error[trusted-host-malformed]
        #                    ^^^^ error[trusted-host-malformed]
        #                         ^^^^^^^^^^^^^^ warning[trusted-host-malformed]
        """,
        only=[RULE],
    )


def test_an_entry_without_a_host_stops_pip_since_23_2_1():
    check_findings(
        """
        [global]
        trusted-host = :8443
        #              ^^^^^ warning[trusted-host-malformed]
        """,
        only=[RULE],
        pip="23.2",
    )


def test_the_host_behind_the_user():
    check_fix(
        "[global]\ntrusted-host = user@a.example\n",
        "[global]\ntrusted-host = a.example\n",
        rule=RULE,
        title="lowers security",
    )
