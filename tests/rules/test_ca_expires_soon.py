"""When authorities that are about to expire are reported."""

from __future__ import annotations

from datetime import timedelta

import pytest

from support.fixture import TODAY, check_findings, scene
from support.samples import expiring_root, sample

RULE = "ca-expires-soon"


def test_the_day_is_named():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-expires-soon]
        """,
        files={"/etc/corp.pem": sample("expiring-root")},
    )
    message = result.findings()[0].message
    assert "'Corp Leaving Root CA' from 2026-06-21 on: it expires in 20 days" in message


def test_in_a_large_bundle_it_is_information():
    check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ information[ca-expires-soon]
        """,
        files={"/etc/corp.pem": sample("bundle") + sample("expiring-root")},
    )


@pytest.mark.parametrize(("days", "flagged"), [(-11, False), (-10, True), (20, True), (20.01, False)])
def test_thirty_days_before(days: float, flagged: bool):
    files = {"/a.pem": expiring_root().pem}
    result = scene("[global]\ncert = /a.pem\n", files=files, today=TODAY + timedelta(days=days))
    assert (RULE in [f.rule for f in result.findings()]) is flagged


@pytest.mark.parametrize("name", ["root", "bundle", "expired-root", "future-root"])
def test_others_are_not_flagged(name: str):
    check_findings("[global]\ncert = /a.pem\n", only=[RULE], files={"/a.pem": sample(name)})
