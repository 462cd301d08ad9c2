"""When a certificate file that cannot be read is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings
from support.samples import sample

RULE = "ca-file-unreadable"


def test_no_permission():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-file-unreadable]
        client-cert = /etc/me.pem
        #             ^^^^^^^^^^^ error[ca-file-unreadable]
        """,
        files={"/etc/corp.pem": sample("root"), "/etc/me.pem": sample("cert-and-key")},
        forbidden=["/etc/corp.pem", "/etc/me.pem"],
    )
    finding = result.findings()[0]
    assert "Permission denied" in finding.message
    assert finding.evidence[0].source == "/etc/corp.pem"


@pytest.mark.parametrize("name", ["root", "der-root", "empty"])
def test_readable_files_are_not_flagged(name: str):
    check_findings("[global]\ncert = /etc/corp.pem\n", only=[RULE], files={"/etc/corp.pem": sample(name)})
