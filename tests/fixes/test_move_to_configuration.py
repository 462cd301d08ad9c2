from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.fixture import USER_CONF, applied, changes_of, scene
from support.pip_loader import installed_loader
from support.requirements_fix import PATH, read_by_pip

RULE = "requirements-option-not-allowed"
SITE_CONF = "/project/.venv/pip.conf"


def moved(text: str, path: str = PATH, **context: object) -> dict[str, str]:
    result = scene(text, path, **context)
    return {
        name: content.decode() for name, content in applied(result, changes_of(result, RULE, "Move")).items()
    }


def check(written: dict[str, str], configuration: str, reads: dict[str, str]) -> None:
    assert set(written) == {configuration, PATH}
    loaded = installed_loader().load(written[configuration].encode())
    assert (loaded.error, dict(loaded.values)) == (None, reads)
    assert read_by_pip(written[PATH])["stopped"] is None


def test_the_virtual_environment_s_configuration_is_created():
    written = moved("foo\n--cert /etc/ssl/corp.pem  # why\nbar\n")
    assert written == {SITE_CONF: "[global]\ncert = /etc/ssl/corp.pem\n", PATH: "foo\nbar\n"}
    check(written, SITE_CONF, {"global.cert": "/etc/ssl/corp.pem"})


def test_an_existing_file_keeps_everything_else():
    present = "; mine\r\n[global]\r\ntimeout = 3\r\n[install]\r\nno-deps = yes\r\n"
    written = moved("--proxy http://h.test:1\n", files={SITE_CONF: present})
    assert written[SITE_CONF] == (
        "; mine\r\n[global]\r\nproxy = http://h.test:1\r\ntimeout = 3\r\n[install]\r\nno-deps = yes\r\n"
    )
    check(
        written,
        SITE_CONF,
        {"global.proxy": "http://h.test:1", "global.timeout": "3", "install.no-deps": "yes"},
    )


def test_where_no_interpreter_is_known_it_is_the_user_s():
    written = moved("--timeout=30\nfoo\n", pip=None)
    assert written[PATH] == "foo\n"
    check(written, USER_CONF, {"global.timeout": "30"})


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("./certs/../corp.pem", "/project/corp.pem"),
        ("corp.pem", "/project/corp.pem"),
        ("~/corp.pem", "~/corp.pem"),
        ("'/etc/my certs/corp.pem'", "/etc/my certs/corp.pem"),
    ],
)
def test_paths_lead_where_they_led(value: str, written: str):
    check(moved(f"--cert {value}\n"), SITE_CONF, {"global.cert": written})


def test_a_setting_that_says_the_same_is_left_alone():
    present = {SITE_CONF: "[global]\ncert = /etc/ssl/corp.pem\n"}
    assert moved("--cert /etc/ssl/corp.pem\n", files=present) == {PATH: ""}


@pytest.mark.parametrize(
    ("line", "context", "reason"),
    [
        ("--cert /a.pem", {"files": {SITE_CONF: "[global]\ncert = /b.pem\n"}}, "another value already"),
        ("--cert /a.pem", {"files": {SITE_CONF: "cert = /b.pem\n"}}, "cannot read this file"),
        ("--cert ${HOME}/a.pem", {}, r"no \$\{NAME\}"),
        ("--cert ' /a.pem'", {}, "cannot hold this value"),
    ],
)
def test_where_it_cannot_be_done_the_reason_is_told(line: str, context: dict[str, object], reason: str):
    with pytest.raises(FixImpossible, match=reason):
        moved(line + "\n", **context)


def test_where_variables_switch_all_configuration_off_there_is_no_place():
    variables = {"PIP_CONFIG_FILE": "/dev/null"}
    result = scene("--cert /a.pem\n", PATH, variables=variables, pip=None)
    with pytest.raises(FixImpossible, match="PIP_CONFIG_FILE"):
        changes_of(result, RULE, "Move")
