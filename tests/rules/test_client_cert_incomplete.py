"""When a client certificate that cannot be presented is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings
from support.samples import leaf, sample

RULE = "client-cert-incomplete"


@pytest.mark.parametrize(
    ("content", "lack"),
    [
        (sample("leaf"), "holds no key"),
        (sample("key-only"), "holds the key alone"),
        (sample("encrypted-key"), "holds the key alone"),
        (sample("der-root"), "is DER"),
        (sample("pkcs12"), "is PKCS#12"),
        (sample("empty"), "is empty"),
        (leaf().pem.rstrip() + leaf().key_pem, "cannot be read: its END line runs into the next BEGIN line"),
    ],
)
def test_what_is_lacking(content: bytes, lack: str):
    result = check_findings(
        """
        [global]
        client-cert = /etc/me.pem
        #             ^^^^^^^^^^^ error[client-cert-incomplete]
        """,
        files={"/etc/me.pem": content},
    )
    assert lack in result.findings()[0].message


def test_a_directory():
    result = check_findings(
        """
        [global]
        client-cert = /etc/me
        #             ^^^^^^^ error[client-cert-incomplete]
        """,
        files={"/etc/me/cert.pem": sample("leaf")},
    )
    assert "this is a directory" in result.findings()[0].message


@pytest.mark.parametrize("content", [sample("cert-and-key"), leaf().key_pem + leaf().pem])
def test_both_in_any_order(content: bytes):
    check_findings("[global]\nclient-cert = /etc/me.pem\n", files={"/etc/me.pem": content})


def test_a_ca_file_needs_no_key():
    check_findings("[global]\ncert = /etc/me.pem\n", only=[RULE], files={"/etc/me.pem": sample("root")})
