"""When a quoted path is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, check_fix
from support.samples import sample

RULE = "ca-path-quoted"


@pytest.mark.parametrize("value", ['"/etc/corp.pem"', "'/etc/corp.pem'", '"/etc/corp.pem'])
def test_it_is_only_quoted(value: str):
    result = check_findings(
        f"""
        [global]
        cert = {value}
        #      {"^" * len(value)} error[ca-path-quoted]
        """
    )
    assert f"'invalid path: {value}'" in result.findings()[0].message


def test_client_certificates_and_sections():
    check_findings(
        """
        [install]
        client-cert = '~/me.pem'
        #             ^^^^^^^^^^ error[ca-path-quoted]
        """,
        only=[RULE],
    )


def test_another_machine_would_not_find_it_either():
    check_findings(
        """
        [global]
        cert = "/etc/corp.pem"
        #      ^^^^^^^^^^^^^^^ warning[ca-path-quoted]
        """,
        "/project/pip.conf",
    )


def test_a_file_of_that_name_is_found():
    check_findings("[global]\ncert = /etc/it's.pem\n", files={"/etc/it's.pem": sample("root")})


def test_the_quotes_go():
    check_fix(
        '[global]\r\ncert = "/etc/my certs/corp.pem"\r\n',
        "[global]\r\ncert = /etc/my certs/corp.pem\r\n",
        rule=RULE,
        title="without quotes",
    )
