"""When a path with variables is reported."""

from __future__ import annotations

import pytest

from support.fixture import check_findings, check_fix, offers_of, scene
from support.samples import sample

RULE = "ca-path-unexpanded"


@pytest.mark.parametrize("value", ["$HOME/a.pem", "${CERTS}/a.pem", "%APPDATA%\\a.pem", "/etc/$X/a.pem"])
def test_it_is_only_unexpanded(value: str):
    result = check_findings(
        f"""
        [global]
        cert = {value}
        #      {"^" * len(value)} error[ca-path-unexpanded]
        """
    )
    assert "it expands '~' and no variables" in result.findings()[0].message


@pytest.mark.parametrize("value", ["/etc/a%20b.pem", "/etc/100%.pem", "/etc/a$.pem", "~/a.pem"])
def test_signs_that_name_no_variable(value: str):
    check_findings(f"[global]\ncert = {value}\n", only=[RULE])


def test_a_file_of_that_name_is_found():
    check_findings("[global]\ncert = /etc/$X.pem\n", files={"/etc/$X.pem": sample("root")})


def test_pip_expands_the_home_folder_since_20():
    text, files = "[global]\ncert = ~/a.pem\n", {"/home/user/a.pem": sample("root")}
    check_findings(text, only=[RULE], files=files, pip="20.0")
    (finding,) = (f for f in scene(text, files=files, pip="19.3.1").findings() if f.rule == RULE)
    assert "only since version 20.0" in finding.message


@pytest.mark.parametrize(
    ("before", "after", "variables"),
    [
        ("$HOME/a.pem", "~/a.pem", {}),
        ("${HOME}/a.pem", "~/a.pem", {}),
        ("${CERTS}/a.pem", "/srv/certs/a.pem", {"CERTS": "/srv/certs"}),
        ("$A/$B.pem", "/srv/x.pem", {"A": "/srv", "B": "x"}),
    ],
)
def test_it_is_written_out(before: str, after: str, variables: dict[str, str]):
    check_fix(f"[global]\ncert = {before}\n", f"[global]\ncert = {after}\n", rule=RULE, variables=variables)


def test_on_windows():
    result = scene(
        "[global]\ncert = %AppData%\\a.pem\n",
        "c:/p/pip.ini",
        platform="win32",
        variables={"APPDATA": "C:\\Users\\me\\AppData\\Roaming"},
    )
    (pair,) = offers_of(result, RULE)
    assert pair[1].arguments["text"] == "C:\\Users\\me\\AppData\\Roaming\\a.pem"


def test_unknown_variables_cannot_be_written_out():
    assert offers_of(scene("[global]\ncert = $NOWHERE/a.pem\n"), RULE) == []
