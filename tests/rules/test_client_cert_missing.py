"""When a client certificate that is not there is reported."""

from __future__ import annotations

from support.fixture import check_findings, check_fix
from support.samples import sample

RULE = "client-cert-missing"


def test_pip_s_own_words():
    result = check_findings(
        """
        [global]
        client_cert = /etc/me.pem
        #             ^^^^^^^^^^^ error[client-cert-missing]
        """
    )
    (finding,) = result.findings()
    assert "'Could not find the TLS certificate file, invalid path: /etc/me.pem'" in finding.message


def test_another_machine_s_file():
    check_findings(
        """
        [global]
        client-cert = /etc/me.pem
        #             ^^^^^^^^^^^ warning[client-cert-missing]
        """,
        "/project/pip.conf",
    )


def test_one_that_exists_is_not_flagged():
    check_findings("[global]\nclient-cert = ~/me.pem\n", files={"/home/user/me.pem": sample("cert-and-key")})


def test_another_ending_is_offered():
    check_fix(
        "[global]\nclient-cert = /etc/me.crt\n",
        "[global]\nclient-cert = /etc/me.pem\n",
        rule=RULE,
        files={"/etc/me.pem": sample("cert-and-key")},
    )
