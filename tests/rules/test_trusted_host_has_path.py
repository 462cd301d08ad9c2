from __future__ import annotations

from support.fixture import check_findings, check_fix, offers_of, scene

RULE = "trusted-host-has-path"


def test_paths_and_networks():
    check_findings(
        """
        [global]
        trusted-host = a.example/ a.example/simple 10.0.0.0/8 b.example:8443/x
        #              ^^^^^^^^^^ warning[trusted-host-has-path]
        #                         ^^^^^^^^^^^^^^^^ warning[trusted-host-has-path]
        #                                          ^^^^^^^^^^ warning[trusted-host-has-path]
        #                                                     ^^^^^^^^^^^^^^^^ warning[trusted-host-has-path]
        """,
        only=[RULE],
    )


def test_what_pip_does_depends_on_the_urls_in_use():
    index = "[global]\nindex-url = {}\ntrusted-host = a.example/simple\n"
    messages = [
        next(f.message for f in scene(index.format(url)).findings() if f.rule == RULE)
        for url in ("https://a.example/simple", "http://a.example/simple", "https://a.example/other")
    ]
    assert "does not verify certificates for URLs that start with this entry" in messages[0]
    assert "uses the plain http index of this host" in messages[1]
    assert "no URL in use starts with it" in messages[2]


def test_removing_is_safe_only_where_the_entry_does_nothing():
    idle = scene("[global]\ntrusted-host = a.example/\n")
    gate = scene("[global]\nindex-url = http://a.example/simple\ntrusted-host = a.example/\n")
    assert [o.safe for _, o in offers_of(idle, RULE)] == [True, False]
    assert [o.safe for _, o in offers_of(gate, RULE)] == [False, False]


def test_the_bare_host():
    check_fix(
        "[global]\ntrusted-host = a.example:8443/simple?x#y b.example\n",
        "[global]\ntrusted-host = a.example:8443 b.example\n",
        rule=RULE,
        title="lowers security",
    )
