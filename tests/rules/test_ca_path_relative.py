"""When a relative path is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, check_fix, offers_of, scene
from support.samples import sample

RULE = "ca-path-relative"


@pytest.mark.parametrize(
    ("files", "words"), [({"/project/certs/a.pem": "root"}, "finds it"), ({}, "does not find it")]
)
def test_it_depends_on_the_folder(files: dict[str, str], words: str):
    result = check_findings(
        """
        [global]
        cert = certs/a.pem
        #      ^^^^^^^^^^^ warning[ca-path-relative]
        """,
        files={path: sample(name) for path, name in files.items()},
    )
    assert f"Called in /project, it {words}" in result.findings()[0].message


@pytest.mark.parametrize("value", ["/a.pem", "~/a.pem", "C:\\a.pem", "https://a.example/a.pem", "~you/a.pem"])
def test_others_are_not_flagged(value: str):
    check_findings(f"[global]\ncert = {value}\n", only=[RULE])


def test_on_windows():
    result = scene("[global]\ncert = certs\\a.pem\n", "c:/project/pip.ini", platform="win32")
    assert [f.rule for f in result.findings()] == [RULE]
    for value in ("C:\\a.pem", "\\\\server\\a.pem", "/a.pem"):
        result = scene(f"[global]\ncert = {value}\n", "c:/project/pip.ini", platform="win32")
        assert RULE not in [f.rule for f in result.findings()]


def test_broken_content_is_more_telling():
    result = scene("[global]\ncert = a.pem\n", files={"/project/a.pem": b""})
    assert [f.rule for f in result.findings()] == ["ca-file-empty"]


def test_the_file_s_own_folder_comes_first():
    folder = "/home/user/.config/pip"
    files = {f"{folder}/a.pem": sample("root"), "/project/a.pem": sample("root")}
    result = scene("[global]\ncert = a.pem\n", files=files)
    assert [(o.title, o.preferred) for _, o in offers_of(result, RULE)] == [
        (f"Write {folder}/a.pem, in this file's folder", True),
        ("Write /project/a.pem, in the folder that pip is called in", False),
    ]


def test_the_path_becomes_absolute():
    check_fix(
        "[global]\ncert = ../a.pem\n",
        "[global]\ncert = /a.pem\n",
        rule=RULE,
        files={"/a.pem": sample("root")},
    )
