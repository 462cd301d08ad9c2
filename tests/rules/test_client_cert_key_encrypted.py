"""When an encrypted client key is reported."""

from __future__ import annotations

from support.fixture import check_findings
from support.samples import leaf, sample

RULE = "client-cert-key-encrypted"
TRADITIONAL = (
    b"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
    b"-----END RSA PRIVATE KEY-----\n"
)


def test_both_forms_of_encryption():
    for content in (sample("cert-and-encrypted-key"), leaf().pem + TRADITIONAL):
        check_findings(
            """
            [global]
            client-cert = /etc/me.pem
            #             ^^^^^^^^^^^ warning[client-cert-key-encrypted]
            """,
            files={"/etc/me.pem": content},
        )


def test_plain_keys_and_ca_files_are_not_flagged():
    check_findings(
        "[global]\nclient-cert = /etc/me.pem\ncert = /etc/ca.pem\n",
        only=[RULE],
        files={"/etc/me.pem": sample("cert-and-key"), "/etc/ca.pem": sample("cert-and-encrypted-key")},
    )
