"""``piptrust config`` as a process."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.command import Done, piptrust
from support.pips import pip_folder


@pytest.fixture
def python(tmp_path: Path) -> str:
    """A virtual environment with a pinned pip."""
    folder = tmp_path / "venv"
    site = folder / "lib" / f"python3.{sys.version_info[1]}" / "site-packages"
    site.mkdir(parents=True)
    (site / "pip").symlink_to(pip_folder("26.3") / "pip")
    (folder / "bin").mkdir()
    (folder / "bin" / "python").symlink_to(sys.executable)
    base = Path(sys.executable).resolve().parent
    (folder / "pyvenv.cfg").write_text(f"home = {base}\ninclude-system-site-packages = false\n")
    return str(folder)


@pytest.fixture
def user_conf(folder: Path) -> Path:
    path = folder.parent / "home" / ".config" / "pip" / "pip.conf"
    path.parent.mkdir(parents=True)
    return path


def config(folder: Path, *arguments: str, **variables: str) -> Done:
    done = piptrust("config", *arguments, cwd=folder, **variables)
    assert done.err == ""
    assert done.status == 0
    return done


def as_json(folder: Path, *arguments: str, **variables: str) -> dict[str, Any]:
    return json.loads(config(folder, "--format", "json", *arguments, **variables).out)


def option(report: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [o for o in report["options"] if o["name"] == name]
    return found


def without_etc(text: str) -> list[str]:
    """The lines that do not depend on the machine's own /etc/pip.conf."""
    return [line for line in text.splitlines() if "/etc/pip.conf" not in line]


def test_who_set_a_value_and_what_it_beat(folder: Path, user_conf: Path, python: str):
    user_conf.write_text("# ours\n[global]\ncert = /user.pem\n[install]\ncert = /install.pem\n")
    (Path(python) / "pip.conf").write_text("[global]\ntimeout = 5\n")
    report = as_json(folder, "--python", python, PIP_DEFAULT_TIMEOUT="7")
    cert = option(report, "cert")
    assert cert["value"] == "/install.pem"
    assert cert["set_by"] == {
        "kind": "file",
        "level": "user",
        "path": str(user_conf),
        "line": 5,
        "section": "install",
    }
    assert (cert["beats"][0]["value"], cert["beats"][0]["set_by"]["line"]) == ("/user.pem", 3)
    assert "[install] beats [global]" in cert["beats"][0]["why"]
    timeout = option(report, "timeout")
    assert timeout["set_by"] == {"kind": "variable", "name": "PIP_DEFAULT_TIMEOUT"}
    assert timeout["beats"][0]["set_by"]["level"] == "site"
    assert report["schema"] == 1
    assert (report["pip"]["version"], report["command"]) == ("26.3", "install")


def test_the_table(folder: Path, user_conf: Path, python: str):
    user_conf.write_text("[global]\ncert = /user.pem\nindex-url = https://me:secret@corp.example/simple\n")
    out = config(folder, "--python", python, PIP_CERT="/variable.pem").out
    assert out.startswith("pip install  pip 26.3, Python 3.")
    lines = [" ".join(line.split()) for line in without_etc(out)]
    assert "cert /variable.pem PIP_CERT" in lines
    assert f"beats /user.pem from {user_conf}:2 [global]: variables beat files" in lines
    assert f"user {user_conf} read" in lines
    assert f"site {python}/pip.conf not there" in lines
    assert "the chosen bundle /variable.pem PIP_CERT not there" in lines
    assert f"not used: /user.pem from {user_conf}:2 [global]: PIP_CERT counts more" in lines
    assert f"index https://****@corp.example/simple {user_conf}:3 [global]" in lines
    assert "secret" not in out


def test_credentials_are_hidden_everywhere(folder: Path, user_conf: Path, python: str):
    secret = "https://me:secret@corp.example/"
    user_conf.write_text(
        f"[global]\nindex-url = {secret}\nextra-index-url = {secret}a\n  {secret}b\n"
        "proxy = me:secret@proxy.example:3128\n[install]\nindex-url = https://other:secret@x.example\n"
    )
    for form in ("plain", "json"):
        out = config(folder, "--python", python, "--format", form, HTTPS_PROXY="http://me:secret@p:1").out
        assert "corp.example" in out
        assert "secret" not in out


def test_sections_differ_by_command(folder: Path, user_conf: Path, python: str):
    user_conf.write_text("[global]\ncert = /g.pem\n[download]\ncert = /d.pem\n")
    assert option(as_json(folder, "--python", python), "cert")["value"] == "/g.pem"
    found = as_json(folder, "--python", python, "--command", "download")
    assert option(found, "cert")["value"] == "/d.pem"


def test_only_some_options(folder: Path, user_conf: Path, python: str):
    user_conf.write_text("[global]\ncert = /g.pem\nretries = 3\n")
    assert config(folder, "--python", python, "retries", "--proxy".lstrip("-"), "default-timeout").out == (
        f"  retries  3  {user_conf}:3 [global]\n  proxy is not set\n  timeout is not set\n"
    )
    report = as_json(folder, "--python", python, "retries")
    assert [o["name"] for o in report["options"]] == ["retries"]


def test_an_option_that_this_command_does_not_have(folder: Path, user_conf: Path, python: str):
    user_conf.write_text("[global]\nexclude-editable = yes\nnonsense = 1\n")
    report = as_json(folder, "--python", python)
    assert option(report, "nonsense")["known"] is False
    assert option(report, "exclude-editable")["known"] is False
    assert "but pip install has no such option" in config(folder, "--python", python).out


def test_a_file_that_ends_pip(folder: Path, user_conf: Path, python: str):
    user_conf.write_text("cert = /x.pem\n")
    report = as_json(folder, "--python", python)
    assert "no section headers" in report["stops_pip"]
    (file,) = [f for f in report["files"] if f["path"] == str(user_conf)]
    assert "no section headers" in file["stops_pip"]
    out = config(folder, "--python", python).out
    assert "pip ends: Configuration file could not be loaded. File contains no section headers" in out


def test_config_file_named_by_the_variable(folder: Path, user_conf: Path, python: str):
    user_conf.write_text("[global]\ncert = /user.pem\n")
    (folder / "corp.conf").write_text("[global]\ncert = /corp.pem\n")
    report = as_json(folder, "--python", python, PIP_CONFIG_FILE=str(folder / "corp.conf"))
    assert option(report, "cert")["set_by"]["level"] == "env"
    assert "user" not in {file["level"] for file in report["files"]}
    report = as_json(folder, "--python", python, PIP_CONFIG_FILE="/dev/null")
    assert (report["files"], report["options"]) == ([], [])
    assert "null device" in config(folder, "--python", python, PIP_CONFIG_FILE="/dev/null").out


def test_trust(folder: Path, python: str):
    (folder / "corp.pem").touch()
    no_files = {
        "PIP_CONFIG_FILE": "/dev/null",
        "SSL_CERT_DIR": str(folder),
        "SSL_CERT_FILE": str(folder / "corp.pem"),
    }
    trust = as_json(folder, "--python", python, **no_files)["trust"]
    assert trust["mode"] == ("truststore" if sys.version_info >= (3, 10) else "legacy")
    if sys.version_info >= (3, 10):
        assert [source["kind"] for source in trust["sources"]] == [
            "system-file",
            "system-directory",
            "certifi",
        ]
    both = {**no_files, "REQUESTS_CA_BUNDLE": str(folder / "corp.pem"), "CURL_CA_BUNDLE": "/gone.pem"}
    trust = as_json(folder, "--python", python, **both)["trust"]
    assert trust["bundle"]["name"] == "REQUESTS_CA_BUNDLE"
    assert [loser["name"] for loser in trust["not_used"]] == ["CURL_CA_BUNDLE"]
    with_proxy = config(folder, "--python", python, **both, PIP_PROXY="http://p.example:1").out
    assert "CURL_CA_BUNDLE: pip ignores it, because it is told which proxy to use" in with_proxy
    assert "through proxy" in with_proxy


def test_without_a_python(folder: Path, user_conf: Path):
    user_conf.write_text("[global]\ncert = /user.pem\n")
    done = config(folder, "--no-python")
    assert "no Python was asked" in done.out
    assert as_json(folder, "--no-python")["pip"] == {
        "version": None,
        "location": None,
        "python": None,
        "python_version": None,
        "no_interpreter": None,
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["certt"], "pip has no option 'certt'. Did you mean 'cert'?"),
        (["--command", "instal"], "pip has no command 'instal'. Did you mean 'install'?"),
        (["--python", "/nope/python"], "/nope/python does not exist."),
    ],
)
def test_what_could_not_be_meant(folder: Path, arguments: list[str], message: str):
    known = [] if "--python" in arguments else ["--no-python"]
    done = piptrust("config", *known, *arguments, cwd=folder)
    assert (done.status, done.out) == (2, "")
    assert message in done.err


def test_colours_on_demand(folder: Path, user_conf: Path):
    user_conf.write_text("[global]\ncert = /user.pem\n")
    assert "\x1b[" in config(folder, "--no-python", "--color", "always").out
    assert "\x1b[" not in config(folder, "--no-python").out


def test_help(folder: Path):
    done = piptrust("config", "--help", cwd=folder)
    assert done.status == 0
    assert "piptrust config [OPTION ...]" in done.out
