"""When a CA file that another setting replaces is reported."""

from __future__ import annotations

import pytest

from support.fixture import PREFIX, USER_CONF, check_findings, check_fix, offers_of, scene
from support.samples import sample

RULE = "ca-setting-overridden"
TEXT = "[global]\ncert = /etc/corp.pem\n"
FILES = {"/etc/corp.pem": sample("root"), "/etc/tool.pem": sample("bundle")}
SITE_CONF = f"{PREFIX}/pip.conf"


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT"])
def test_a_variable(name: str):
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-setting-overridden]
        """,
        files=FILES,
        variables={name: "/etc/tool.pem"},
    )
    (finding,) = result.findings()
    assert f"{name} names /etc/tool.pem" in finding.message
    assert f"Unset {name}" in finding.message
    assert finding.offers == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "does not exist"), (b"", "does not load"), (sample("root"), "Unset REQUESTS_CA_BUNDLE")],
)
def test_the_state_of_the_file_that_is_used(content: bytes | None, words: str):
    files = {**FILES, "/etc/x.pem": content} if content is not None else FILES
    result = scene(TEXT, files=files, variables={"REQUESTS_CA_BUNDLE": "/etc/x.pem"})
    assert words in result.findings()[0].message


def test_a_file_that_is_read_later():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ information[ca-setting-overridden]
        """,
        only=[RULE],
        files={**FILES, SITE_CONF: "[global]\ncert = /etc/tool.pem\n"},
    )
    (finding,) = (f for f in result.findings() if f.rule == RULE)
    assert [related.uri for related in finding.related] == [f"file://{SITE_CONF}"]
    check_fix(
        "[global]\ncert = /etc/corp.pem\nretries = 1\n",
        "[global]\nretries = 1\n",
        rule=RULE,
        files={**FILES, SITE_CONF: "[global]\ncert = /etc/tool.pem\n"},
    )


def test_the_stronger_file_is_not_flagged():
    files = {**FILES, USER_CONF: "[global]\ncert = /etc/tool.pem\n"}
    check_findings(TEXT, SITE_CONF, only=[RULE], files=files)


def test_a_section_for_one_command_does_not_replace_it_for_the_others():
    check_findings(TEXT + "[install]\ncert = /etc/tool.pem\n", only=[RULE], files=FILES)


@pytest.mark.parametrize(
    "variables",
    [{"REQUESTS_CA_BUNDLE": "/etc/corp.pem"}, {"PIP_CERT": "/etc/corp.pem"}, {"REQUESTS_CA_BUNDLE": ""}],
)
def test_the_same_file_or_none_is_no_matter(variables: dict[str, str]):
    check_findings(TEXT, files=FILES, variables=variables)


def test_a_proxy_setting_switches_the_variables_off():
    text = TEXT + "proxy = http://proxy.example:3128\n"
    variables = {"REQUESTS_CA_BUNDLE": "/etc/tool.pem"}
    check_findings(text, only=[RULE], files=FILES, variables=variables, pip="24.1")
    older = scene(text, files=FILES, variables=variables, pip="24.0")
    assert RULE in [f.rule for f in older.findings()]


def test_this_machine_s_variables_do_not_reach_an_image():
    check_findings(
        TEXT, "/project/docker/pip.conf", only=[RULE], files=FILES, variables={"PIP_CERT": "/etc/tool.pem"}
    )


def test_nothing_is_offered_for_variables():
    result = scene(TEXT, files=FILES, variables={"PIP_CERT": "/etc/tool.pem"})
    assert offers_of(result, RULE) == []
