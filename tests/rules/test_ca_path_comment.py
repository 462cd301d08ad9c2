"""When a comment behind a path is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, check_fix
from support.samples import sample

RULE = "ca-path-comment"


@pytest.mark.parametrize("value", ["/etc/corp.pem # corp", "/etc/corp.pem ; corp", '"/etc/corp.pem"\t#corp'])
def test_it_is_only_a_comment(value: str):
    result = check_findings(
        f"""
        [global]
        cert = {value}
        #      {"^" * len(value)} error[ca-path-comment]
        """,
        files={"/etc/corp.pem": sample("root")},
    )
    assert "a comment needs a line of its own" in result.findings()[0].message


@pytest.mark.parametrize("value", ["/etc/corp#1.pem", "/etc/corp;1.pem"])
def test_signs_within_a_name_are_no_comment(value: str):
    check_findings(f"[global]\ncert = {value}\n", only=[RULE])


def test_a_file_of_that_name_is_found():
    check_findings("[global]\ncert = /etc/corp #1.pem\n", files={"/etc/corp #1.pem": sample("root")})


def test_the_comment_moves():
    check_fix(
        "[global]\n  cert = /etc/corp.pem   # ours, ask IT\n",
        "[global]\n  # ours, ask IT\n  cert = /etc/corp.pem\n",
        rule=RULE,
    )
