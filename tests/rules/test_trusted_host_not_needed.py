from __future__ import annotations

import textwrap

import pytest

from piptrust.engine.finding import Standing
from support.fixture import PROJECT, check_findings, check_fix, offers_of, scene

ONLY = ["trusted-host-not-needed"]
INDEX = "https://packages.corp.example/simple/"
FILES = "https://files.corp.example/"
CONFIG = """
    [global]
    index-url = https://packages.corp.example/simple
    trusted-host = packages.corp.example
"""


def test_proven_by_a_handshake():
    check_findings(
        """
        [global]
        index-url = https://packages.corp.example/simple
        trusted-host = files.corp.example packages.corp.example
        #                                 ^^^^^^^^^^^^^^^^^^^^^ warning[trusted-host-not-needed]
        """,
        only=ONLY,
        verifies=[INDEX],
        fails=[FILES],
    )


def test_file_hosts_that_only_a_probe_knows():
    check_findings(
        """
        [global]
        trusted-host = files.corp.example
        #              ^^^^^^^^^^^^^^^^^^ warning[trusted-host-not-needed]
        """,
        only=ONLY,
        verifies=[FILES],
    )


@pytest.mark.parametrize(
    "context",
    [
        {},
        {"fails": [INDEX]},
        # An entry without a port covers them all.
        {"verifies": [INDEX], "fails": ["https://packages.corp.example:8443/simple/"]},
        {"verifies": ["https://packages.corp.example:8443/simple/"]},
        {"verifies": [INDEX], "variables": {"PIP_TRUSTED_HOST": "packages.corp.example"}},
        # pip does not read this file here, so the handshake was made without it.
        {"verifies": [INDEX], "path": f"{PROJECT}/pip.conf"},
        {"verifies": ["https://third.example/"]},
    ],
    ids=[
        "no probe",
        "needed",
        "needed on another port",
        "not probed",
        "another list counts",
        "not in effect",
        "not covered",
    ],
)
def test_without_proof_there_is_no_finding(context: dict[str, object]):
    check_findings(CONFIG, only=ONLY, **context)


def test_only_the_port_that_is_covered_counts():
    check_findings(
        """
        --index-url https://packages.corp.example:8443/simple
        --trusted-host packages.corp.example:8443
        #              ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[trusted-host-not-needed]
        """,
        f"{PROJECT}/requirements.txt",
        only=ONLY,
        verifies=["https://packages.corp.example:8443/simple/"],
        fails=[INDEX],
    )


def test_the_fix_removes_the_entry_and_leaves_the_others():
    check_fix(
        "[global]\r\ntrusted-host =\r\n    a.example\r\n    # why\r\n    b.example\r\n",
        "[global]\r\ntrusted-host =\r\n    a.example\r\n    # why\r\n",
        rule="trusted-host-not-needed",
        verifies=["https://b.example/"],
    )


def test_the_fix_is_proven_and_no_part_of_fix_all():
    machine = scene(textwrap.dedent(CONFIG), verifies=[INDEX])
    (_, offer), *rest = offers_of(machine, "trusted-host-not-needed")
    assert not rest
    assert (offer.standing, offer.preferred, offer.safe) == (Standing.PROVEN, True, False)
