"""When a directory in which OpenSSL finds nothing is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings
from support.samples import sample

RULE = "ca-directory-not-hashed"


def test_other_names():
    result = check_findings(
        """
        [global]
        cert = /etc/corp/
        #      ^^^^^^^^^^ warning[ca-directory-not-hashed]
        """,
        files={"/etc/corp/root.pem": sample("root"), "/etc/corp/README": b""},
    )
    (finding,) = result.findings()
    assert "2 other names" in finding.message
    assert "openssl rehash /etc/corp'" in finding.message


def test_an_empty_directory():
    result = check_findings(
        """
        [global]
        cert = /etc/corp
        #      ^^^^^^^^^ warning[ca-directory-not-hashed]
        """,
        folders=("/etc/corp",),
    )
    assert "is empty" in result.findings()[0].message


@pytest.mark.parametrize("name", ["5ed36f99.0", "5ed36f99.12"])
def test_hashed_names_are_found(name: str):
    check_findings("[global]\ncert = /etc/corp\n", files={f"/etc/corp/{name}": sample("root")})


@pytest.mark.parametrize("name", ["5ED36F99.0", "5ed36f99", "5ed36f99.r0", "5ed36f9.0"])
def test_like_names_are_not(name: str):
    check_findings(
        """
        [global]
        cert = /etc/corp
        #      ^^^^^^^^^ warning[ca-directory-not-hashed]
        """,
        files={f"/etc/corp/{name}": sample("root")},
    )
