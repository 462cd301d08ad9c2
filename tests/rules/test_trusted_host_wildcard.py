from __future__ import annotations

from support.fixture import PROJECT, check_findings, offers_of, scene

RULE = "trusted-host-wildcard"


def test_stars():
    check_findings(
        """
        [global]
        trusted-host = * *.corp.example a*.example
        #              ^ warning[trusted-host-wildcard]
        #                ^^^^^^^^^^^^^^ warning[trusted-host-wildcard]
        #                               ^^^^^^^^^^ warning[trusted-host-wildcard]
        """,
        only=[RULE],
    )


def test_a_star_alone_in_a_file_for_images_is_an_error():
    check_findings(
        """
        --trusted-host *
        #              ^ error[trusted-host-wildcard]
        """,
        f"{PROJECT}/docker/requirements.txt",
        only=[RULE],
    )


def test_the_message_says_what_a_star_opens_and_what_not():
    (finding,) = (f for f in scene("[global]\ntrusted-host = *\n").findings() if f.rule == RULE)
    assert "over plain http from every host" in finding.message
    assert "still verifies all https certificates" in finding.message


def test_removing_is_not_safe_where_an_http_index_needs_it():
    idle = scene("[global]\ntrusted-host = *\n")
    needed = scene("[global]\nindex-url = http://a.example/simple\ntrusted-host = *\n")
    assert [o.safe for _, o in offers_of(idle, RULE)] == [True]
    assert [o.safe for _, o in offers_of(needed, RULE)] == [False]
