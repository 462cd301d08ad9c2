from __future__ import annotations

from dataclasses import replace

from piptrust.engine.finding import Offer, Severity
from piptrust.render.plain import best_offer, failures, plain
from piptrust.render.report import Failure, Repair
from render.report_samples import CONF, FULL, OUTSIDE, finding, report


def test_everything_a_finding_can_say():
    assert plain(report(FULL)) == (
        "docker/pip.conf:2:16: error: pip reads the host of https://****@a.example, 100% wrong."
        " [trusted-host-has-scheme]\n"
        " 2 | trusted-host = https://a.example\n"
        "   |                ^^^^^^^^^^^^^^^^^\n"
        "   = note: it reads 'https' as the host (pip 26.3)\n"
        "   = note: /etc/pip.conf:2:1: set here first, with https://****@b.example\n"
        "   = fix: Write the bare host 'a.example' (safe)\n"
        "\n"
        "1 finding in 1 file: 1 error.\n"
        "1 can be fixed safely with --fix.\n"
    )


def test_the_summary_counts_by_severity_and_file():
    shown = plain(
        replace(
            report(
                finding("cert", severity=Severity.WARNING, text="[global]\ncert = /a.pem\n", uri=OUTSIDE),
                finding("[global]", severity=Severity.HINT),
                finding("index-url", severity=Severity.INFORMATION),
                finding("trusted-host", severity=Severity.INFORMATION),
            ),
            checked=(CONF, OUTSIDE, "file:///w/requirements.txt"),
        )
    )
    assert shown.splitlines()[-1] == "4 findings in 2 of 3 files: 1 warning, 2 information, 1 hint."


def test_nothing_found_and_nothing_there():
    assert plain(report()) == "No findings in 1 file.\n"
    assert plain(replace(report(), checked=())) == "No pip configuration or requirements files here.\n"


def test_repairs_are_listed_by_file_and_equal_ones_counted():
    twice = Repair(CONF, "a-rule", "Remove 'https://me:secret@a.example'")
    other = Repair(OUTSIDE, "b-rule", "Move it")
    assert plain(report(repairs=(twice, other, twice))) == (
        "fixed /etc/pip.conf\n"
        "  Move it [b-rule]\n"
        "\n"
        "fixed docker/pip.conf\n"
        "  Remove 'https://****@a.example' (2 times) [a-rule]\n"
        "\n"
        "3 fixes applied. No findings remain in 1 file.\n"
    )


def test_what_is_left_after_repairs():
    shown = plain(report(finding("[global]"), repairs=(Repair(CONF, "a-rule", "Do"),)))
    assert shown.splitlines()[-1] == "1 fix applied. 1 finding left in 1 file: 1 error."


def test_a_fix_that_lowers_security_is_never_named():
    only = finding("[global]", offers=(Offer("x", "Trust any certificate", lowers_security=True, safe=True),))
    assert best_offer(only) is None
    assert "Trust any" not in plain(report(only))
    assert "--fix" not in plain(report(only))


def test_a_finding_in_a_file_that_was_not_read_has_no_excerpt():
    gone = finding("[global]", uri="file:///w/gone.txt")
    assert plain(report(gone)).splitlines()[:2] == [
        "gone.txt:1:1: error: pip does something. [trusted-host-has-scheme]",
        "",
    ]


def test_file_names_cannot_drive_the_terminal():
    odd = finding("[global]", uri="file:///w/%1B%5B31m%0Ax%FF/pip.conf")
    assert plain(report(odd)).startswith("\\x1b[31m\\x0ax\\udcff/pip.conf:1:1: error:")


def test_failures_name_the_file_and_the_reason():
    failed = report(failures=(Failure("/w/a/pip.conf", "Permission denied"), Failure("/x", "gone")))
    assert list(failures(failed)) == ["a/pip.conf: Permission denied", "/x: gone"]
