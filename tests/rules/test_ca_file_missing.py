"""When a CA file that is not there is reported."""

from __future__ import annotations

import pytest

from piptrust.engine.finding import Confidence
from support.fixture import check_findings, check_fix, offers_of, scene
from support.samples import sample

RULE = "ca-file-missing"
SYSTEM = "/etc/ssl/certs/ca-certificates.crt"


def test_pip_s_own_words():
    result = check_findings(
        """
        [global]
        timeout = 5
        cert: /etc/corp.pem
        #     ^^^^^^^^^^^^^ error[ca-file-missing]
        """
    )
    (finding,) = result.findings()
    assert (
        "'Could not find a suitable TLS CA certificate bundle, invalid path: /etc/corp.pem'"
        in finding.message
    )
    assert finding.confidence is Confidence.CERTAIN


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end_and_letter(line_end: str):
    text = f"[global]{line_end}cert = /etc/cörp 🔑.pem{line_end}timeout = 5{line_end}"
    (finding,) = scene(text).findings()
    assert text[finding.span.start : finding.span.end] == "/etc/cörp 🔑.pem"


@pytest.mark.parametrize("section", ["global", "install", "download"])
def test_every_section_that_a_command_reads(section: str):
    assert RULE in [f.rule for f in scene(f"[{section}]\ncert = /etc/corp.pem\n").findings()]


@pytest.mark.parametrize("path", ["/project/pip.conf", "/project/docker/pip.conf"])
def test_the_file_may_exist_on_the_machine_that_it_is_for(path: str):
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-file-missing]
        """,
        path,
    )
    (finding,) = result.findings()
    assert finding.confidence is Confidence.LIKELY
    assert "may exist on the machine" in finding.message


@pytest.mark.parametrize(
    "value", ["/etc/corp.pem", "~/corp.pem", "/etc/../etc/corp.pem", "~other/corp.pem", "", "/etc/ssl"]
)
def test_what_exists_or_cannot_be_known_is_not_flagged(value: str):
    files = {"/etc/corp.pem": sample("root"), "/home/user/corp.pem": sample("root"), "/etc/ssl/a": b""}
    check_findings(f"[global]\ncert = {value}\n", only=[RULE], files=files)


@pytest.mark.parametrize("section", ["Global", "instal"])
def test_sections_that_pip_ignores_are_not_flagged(section: str):
    check_findings(f"[{section}]\ncert = /etc/corp.pem\n", only=[RULE])


def test_pip_does_not_get_that_far_where_a_variable_is_stronger():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-file-missing]
        """,
        only=[RULE],
        files={"/etc/tool.pem": sample("root")},
        variables={"REQUESTS_CA_BUNDLE": "/etc/tool.pem"},
    )
    (finding,) = (f for f in result.findings() if f.rule == RULE)
    assert "REQUESTS_CA_BUNDLE is used instead" in finding.message


def test_a_url_is_no_path():
    result = check_findings(
        """
        [global]
        cert = https://me:secret@pki.example/root.pem
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[ca-file-missing]
        """,
        only=[RULE],
    )
    (finding,) = (f for f in result.findings() if f.rule == RULE)
    assert "not a URL" in finding.message
    assert "secret" not in finding.message


def test_what_stands_beside_it_is_offered():
    check_fix(
        "[global]\ncert = /etc/pki/corp.crt  \n",
        "[global]\ncert = /etc/pki/corp.pem  \n",
        rule=RULE,
        title="/etc/pki/corp.pem",
        files={"/etc/pki/corp.pem": sample("root"), "/etc/pki/corp.key": b"", "/etc/pki/zebra.txt": b""},
    )
    result = scene("[global]\ncert = /etc/corp_roots.pem\n", files={"/etc/corp-roots.pem": sample("root")})
    assert [o.title for _, o in offers_of(result, RULE)] == ["Set cert to /etc/corp-roots.pem"]


def test_bundles_of_the_machine_are_offered():
    result = scene("[global]\ncert = /etc/corp.pem\n", files={SYSTEM: sample("bundle")})
    assert [(o.fix, o.arguments["path"]) for _, o in offers_of(result, RULE)] == [("set-cert", SYSTEM)]
    in_install = scene("[install]\ncert = /etc/corp.pem\n", files={SYSTEM: sample("bundle")})
    assert offers_of(in_install, RULE) == []


def test_line_ends_within_the_path():
    (finding,) = scene("[global]\ncert = /etc/corp\n  .pem\n").findings()
    assert finding.rule == RULE
    assert r"invalid path: /etc/corp\n.pem'" in finding.message
    assert "over several lines" in finding.message


def test_a_swallowed_line_is_reported_once():
    result = scene("[global]\ncert = /etc/corp.pem\n  timeout = 5\n", files={"/etc/corp.pem": sample("root")})
    assert RULE not in [f.rule for f in result.findings()]
