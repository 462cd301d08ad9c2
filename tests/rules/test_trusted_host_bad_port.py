from __future__ import annotations

import pytest

from support.fixture import PROJECT, check_findings, offers_of, scene

RULE = "trusted-host-bad-port"


def test_ports():
    check_findings(
        """
        [global]
        trusted-host = a.example:x b.example:65536 c.example: d.example:65535
        #              ^^^^^^^^^^^ error[trusted-host-bad-port]
        #                          ^^^^^^^^^^^^^^^ error[trusted-host-bad-port]
        #                                          ^^^^^^^^^^ warning[trusted-host-bad-port]
        """,
        only=[RULE],
    )


def test_in_a_requirements_file():
    check_findings(
        """
        --trusted-host a.example:8443x
        #              ^^^^^^^^^^^^^^^ error[trusted-host-bad-port]
        """,
        f"{PROJECT}/requirements.txt",
        only=[RULE],
    )


@pytest.mark.parametrize("entry", ["a.example:8443", "::1", "[::1]:8443", "a.example:${PORT}"])
def test_not_flagged(entry: str):
    check_findings(f"[global]\ntrusted-host = {entry}\n", only=[RULE])


def test_removing_is_safe_only_where_pip_goes_on():
    stops, ignored = (scene(f"[global]\ntrusted-host = a.example:{port}\n") for port in ("x", ""))
    assert [o.safe for _, o in offers_of(stops, RULE)] == [False]
    assert [o.safe for _, o in offers_of(ignored, RULE)] == [True, False]
