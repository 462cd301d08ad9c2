from __future__ import annotations

from piptrust.engine.finding import Severity
from piptrust.render.github import github
from render.report_samples import CONF_TEXT, FULL, finding, report


def test_one_command_per_finding_with_escapes():
    shown = github(report(FULL, finding("index-url", "a\r\nb", Severity.HINT, rule="x")))
    assert shown == (
        "::error file=docker/pip.conf,line=2,endLine=2,col=16,endColumn=33,"
        "title=piptrust%3A trusted-host-has-scheme"
        "::pip reads the host of https://****@a.example, 100%25 wrong.\n"
        "::notice file=docker/pip.conf,line=3,endLine=3,col=1,endColumn=10,title=piptrust%3A x::a%0D%0Ab\n"
    )


def test_a_range_over_lines_has_no_end_column():
    assert "endLine=4,col=1,title" in github(report(finding(CONF_TEXT[:-1])))


def test_properties_escape_what_separates_them():
    assert "file=a%2Cb%3A%25.txt," in github(report(finding("[global]", uri="file:///w/a,b:%25.txt")))


def test_warnings_are_warnings():
    assert github(report(finding("[global]", severity=Severity.WARNING))).startswith("::warning ")


def test_nothing_found_prints_nothing():
    assert github(report()) == ""
