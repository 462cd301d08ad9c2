"""Names, extras, versions and markers."""

from __future__ import annotations

import pytest

from piptrust.engine.completions.complete import MOST_ITEMS
from support.completing import Around, at_line, installed

HERE = Around(
    installed=installed(flask="3.0.2", requests="2.31.0", typing_extensions="4.9.0", torch="2.1.0+cpu"),
    offered={"requests": ("socks", "security")},
)


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        ("|", "requests"),
        ("req|", "requests"),
        ("re|qu==1\n", "requests==1\n"),
        ("flask\nreq|\n", "flask\nrequests\n"),
        ("flask\r\nreq|", "flask\r\nrequests"),
        ("  req|", "  requests"),
        ("req|[x]", "requests[x]"),
    ],
)
def test_installed_names(marked, after):
    shown = at_line(marked, HERE)
    assert shown.replaced("requests") == after
    assert shown["requests"].detail == "2.31.0 installed"
    assert "typing-extensions" in shown.labels


def test_names_that_the_file_has_come_last():
    shown = at_line("Typing.Extensions>=4\nt|\n", HERE)
    assert shown["typing-extensions"].rank > shown["torch"].rank
    assert at_line("tor|ch\n", HERE)["torch"].rank == shown["torch"].rank


def test_not_known_yet():
    assert at_line("x|", Around(installed=None)).found.incomplete
    assert not at_line("x|", Around()).found.incomplete


def test_many_are_cut_and_say_so():
    many = Around(installed=installed(**{f"package_{n}": "1" for n in range(2 * MOST_ITEMS)}))
    shown = at_line("p59|", many)
    assert shown.found.incomplete
    assert len(shown.labels) <= MOST_ITEMS
    assert shown.labels[0] == "package-159"
    assert all("5" in label for label in shown.labels)


def test_extras():
    assert at_line("requests[|", HERE).labels == ["security", "socks"]
    assert at_line("Requests[socks, se|]>=1", HERE).replaced("security") == "Requests[socks, security]>=1"
    assert at_line("nothing[|", HERE).labels == []


@pytest.mark.parametrize(
    ("marked", "label", "after"),
    [
        ("requests |", ">=", "requests >="),
        ("requests>|", ">=", "requests>="),
        ("requests=|", "==", "requests=="),
        ("requests >|=1", ">=", "requests >==1"),
        ("requests[socks]|", "~=", "requests[socks]~="),
        ("requests>=1,|", "<", "requests>=1,<"),
        ("requests>=1, !|", "!=", "requests>=1, !="),
        ("requests==1 |", ";", "requests==1 ; "),
        ("requests==1 |", "--hash=sha256:", "requests==1 --hash=sha256:"),
        ("requests |", "@", "requests @ "),
    ],
)
def test_operators(marked, label, after):
    assert at_line(marked, HERE).replaced(label) == after


def test_constraints_get_no_digest_from_us():
    assert "--hash=sha256:" not in at_line("requests==1 |", HERE, path="/project/constraints.txt").labels


@pytest.mark.parametrize(
    ("marked", "labels"),
    [
        ("requests==|", ["2.31.0", "2.31.*", "==="]),
        ("requests ~= |", ["2.31.0", "2.31"]),
        ("requests>=2|", ["2.31.0", "2.31"]),
        ("requests<|", ["3", "2.31.0", "<="]),
        ("requests>1,<|", ["3", "2.31.0", "<="]),
        ("requests[x] != |", ["2.31.0", "2.31.*"]),
        ("Flask==|", ["3.0.2", "3.0.*", "==="]),
        ("torch==|", ["2.1.0+cpu", "2.1.*", "==="]),
        ("torch>=|", ["2.1.0", "2.1"]),
        ("typing_extensions===|", ["4.9.0"]),
        ("nothing==1|", []),
        ("requests==|\\\n ; x", ["2.31.0", "2.31.*", "==="]),
    ],
)
def test_versions(marked, labels):
    assert at_line(marked, HERE).labels == labels


def test_a_half_written_version_is_replaced():
    assert at_line("requests==2.|0,<3", HERE).replaced("2.31.0") == "requests==2.31.0,<3"
    assert at_line("requests==2.|0; x", HERE).replaced("2.31.0") == "requests==2.31.0; x"
    assert at_line("requests == |  # why", HERE).replaced("2.31.0") == "requests == 2.31.0  # why"


@pytest.mark.parametrize(
    ("marked", "label", "after"),
    [
        ("x; |", "sys_platform", "x; sys_platform"),
        ("x;|", "sys_platform", "x;sys_platform"),
        ("x; py|", "python_version", "x; python_version"),
        ("x; py|thon_version < '3'", "python_version", "x; python_version < '3'"),
        ("x; sys_platform |", "==", "x; sys_platform =="),
        ("x; sys_platform =|", "==", "x; sys_platform =="),
        ("x; sys_platform not |", "not in", "x; sys_platform not in"),
        ("x; sys_platform == |", '"win32"', 'x; sys_platform == "win32"'),
        ("x; sys_platform==|", '"win32"', 'x; sys_platform=="win32"'),
        ("x; sys_platform == '|", "'win32'", "x; sys_platform == 'win32'"),
        ("x; sys_platform == 'wi|n'", "'win32'", "x; sys_platform == 'win32'"),
        ("x; python_version < |", '"3.12"', 'x; python_version < "3.12"'),
        ("x; sys_platform == 'a' |", "and", "x; sys_platform == 'a' and "),
        ("x; sys_platform == 'a' and |", "os_name", "x; sys_platform == 'a' and os_name"),
        ("x; (sys_platform == 'a' or o|", "os_name", "x; (sys_platform == 'a' or os_name"),
        ("x; '3' <= |", "python_version", "x; '3' <= python_version"),
        ("x @ https://a.example/x.whl ; |", "os_name", "x @ https://a.example/x.whl ; os_name"),
        ("x \\\n  ; os|\n", "os_name", "x \\\n  ; os_name\n"),
    ],
)
def test_markers(marked, label, after):
    assert at_line(marked).replaced(label) == after


def test_the_target_interpreters_own_values_come_first():
    shown = at_line("x; python_version >= |")
    assert shown.labels[0] == '"3.12"'
    assert "target" in shown['"3.12"'].detail
    assert at_line("x; python_full_version == |").labels == ['"3.12.1"']
    assert at_line("x; sys_platform == |").labels[0] == '"linux"'


@pytest.mark.parametrize(
    "marked", ["x @ https://a.|", "https://a.example/|", "x # y|", "😀|", "x==1 y|", "x; 'a' ==|="]
)
def test_nothing_sensible(marked):
    assert [i for i in at_line(marked, HERE).labels if i in {"requests", "flask"}] == []
