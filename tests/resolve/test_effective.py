"""What wins, compared with the defaults that real pips' own parsers end up with."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from piptrust.data.options import options_for, versions
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_version import parse_pip_version
from piptrust.parse.read import Reader
from piptrust.resolve.effective import (
    ALIASES,
    ConfigFile,
    Effective,
    Level,
    effective,
    why_beaten,
)
from support.pips import interpreters
from support.resolve_oracle import ask

VERSIONS = ["20.3.4", "22.3.1", "24.0", "25.1.1", "25.2", "25.3", "26.2.1", "26.3"]


def config(level: Level, text: str, path: str | None = None) -> ConfigFile:
    path = path or f"/{level.word}/pip.conf"
    document = Reader().read_text(f"file://{path}", FileKind.PIP_CONF, text)
    return ConfigFile(level, path, f"file://{path}", document)


def won(
    files: list[ConfigFile],
    variables: Mapping[str, str] | None = None,
    command: str = "install",
    version: str | None = None,
) -> dict[str, str]:
    pip = None if version is None else parse_pip_version(version)
    return {k: e.value for k, e in effective(files, variables or {}, command, pip).items()}


def one(key: str, files: list[ConfigFile], variables: Mapping[str, str] | None = None) -> Effective:
    return effective(files, variables or {}, "install")[key]


GLOBAL = config(Level.GLOBAL, "[global]\ncert = /g.pem\n")
USER = config(Level.USER, "[global]\ncert = /u.pem\n")
SITE_INSTALL = config(Level.SITE, "[install]\ncert = /s.pem\n")


def test_a_higher_file_wins():
    assert won([USER, GLOBAL]) == {"cert": "/u.pem"}


def test_the_commands_section_beats_every_global_section():
    lower = config(Level.GLOBAL, "[install]\ncert = /i.pem\n")
    assert won([lower, USER]) == {"cert": "/i.pem"}
    assert won([lower, USER], command="download") == {"cert": "/u.pem"}


def test_variables_win_over_files():
    found = one("cert", [GLOBAL, SITE_INSTALL], {"PIP_CERT": "/v.pem"})
    assert (found.value, found.origin.name, found.origin.level) == ("/v.pem", "PIP_CERT", Level.ENV_VAR)
    assert [a.value for a in found.overridden] == ["/s.pem", "/g.pem"]
    assert why_beaten(found, found.overridden[0]) == "variables beat files"


def test_the_origin_names_the_place():
    found = one("cert", [GLOBAL, USER])
    assert (found.origin.name, found.origin.section) == ("/user/pip.conf", "global")
    assert found.origin.setting is not None
    assert found.origin.setting.value == "/u.pem"
    assert "read after" in why_beaten(found, found.overridden[0])


def test_lists_replace_each_other():
    files = [config(Level.GLOBAL, "[global]\ntrusted-host = a b\n[install]\ntrusted-host = c\n")]
    assert won(files) == {"trusted-host": "c"}


def test_an_empty_value_erases_the_lower_file_but_not_the_other_section():
    files = [GLOBAL, config(Level.USER, "[global]\ncert =\n")]
    assert won(files, version="25.1.1") == won(files, version="26.0") == {}
    assert won(files, version="25.2") == won(files, version="25.3") == {"cert": "/g.pem"}
    assert won([GLOBAL, config(Level.USER, "[install]\ncert =\n")]) == {"cert": "/g.pem"}


def test_an_empty_variable_counts_as_not_set():
    found = one("cert", [GLOBAL], {"PIP_CERT": ""})
    assert found.value == "/g.pem"
    assert "empty" in why_beaten(found, found.overridden[0])


def test_pip_9_lets_an_empty_variable_unset_everything():
    assert won([GLOBAL], {"PIP_CERT": ""}, version="9.0.3") == {}


def test_pip_9_reads_variables_in_any_case():
    assert won([], {"pip_cert": "/v.pem"}, version="9.0.3") == {"cert": "/v.pem"}
    assert won([], {"pip_cert": "/v.pem"}, version="10.0") == {}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("PIP_CERT", "cert"),
        ("PIP_Cert", "cert"),
        ("PIP_INDEX_URL", "index-url"),
        ("PIP_PYPI_URL", "index-url"),
        ("PIP_DEFAULT_TIMEOUT", "timeout"),
        ("PIP___CERT", "cert"),
        ("PIP_INDEX__URL", "index--url"),
    ],
)
def test_names_of_variables(name: str, key: str):
    assert won([], {name: "x"}) == {key: "x"}


@pytest.mark.parametrize(
    "name", ["pip_cert", "Pip_Cert", "PIP_VERSION", "PIP_HELP", "PIP_CONFIG_FILE", "PIPCERT"]
)
def test_variables_that_are_no_options(name: str):
    assert won([], {name: "x"}) == {}


def test_defaults_reach_existing_sections_only():
    assert won([config(Level.USER, "[DEFAULT]\ncert = /d.pem\n[global]\n")]) == {"cert": "/d.pem"}
    assert won([config(Level.USER, "[DEFAULT]\ncert = /d.pem\n")]) == {}


def test_other_sections_do_not_count():
    assert (
        won([config(Level.USER, "[Global]\ncert = /a\n[download]\ncert = /b\n[tool.pip]\ncert = /c\n")]) == {}
    )


def test_an_alias_of_a_lower_file_can_win():
    lower = config(Level.GLOBAL, "[global]\ntimeout = 1\ndefault-timeout = 2\n")
    higher = config(Level.USER, "[global]\ntimeout = 3\n")
    found = one("timeout", [lower, higher])
    assert found.value == "2"
    assert {a.key for a in found.overridden} == {"timeout"}


def test_a_file_found_twice_counts_at_the_first_place_since_25_2():
    same = config(Level.GLOBAL, "[global]\ncert = /same.pem\n", "/etc/pip.conf")
    again = config(Level.ENV, "[global]\ncert = /same.pem\n", "/etc/pip.conf")
    assert won([same, USER, again], version="25.1.1") == {"cert": "/same.pem"}
    assert won([same, USER, again], version="25.2") == {"cert": "/u.pem"}


def test_aliases_are_those_of_the_option_table():
    table: dict[str, str] = {}
    for version in versions():
        for section in ("install", "list", "download", "wheel", "debug", "index", "search"):
            for option in options_for(section, parse_pip_version(version)):
                table.update(dict.fromkeys(option.keys[1:], option.keys[0]))
    assert table == ALIASES


DESTS = {
    "cert": "cert",
    "index-url": "index_url",
    "extra-index-url": "extra_index_urls",
    "trusted-host": "trusted_hosts",
    "timeout": "timeout",
    "proxy": "proxy",
    "log": "log",
    "retries": "retries",
    "no-deps": "ignore_dependencies",
    "no-index": "no_index",
}
KEYS = {
    "cert": ["/a.pem", "/b.pem", ""],
    "CERT": ["/c.pem", ""],
    "index-url": ["https://a.example", "https://b.example", ""],
    "index_url": ["https://c.example", ""],
    "pypi-url": ["https://d.example", ""],
    "extra-index-url": ["https://a.example\n  https://b.example", "https://c.example", ""],
    "trusted-host": ["a.example b.example", "c.example", ""],
    "timeout": ["1", "2.5", ""],
    "default-timeout": ["3", "4", ""],
    "proxy": ["http://p.example:1", ""],
    "log": ["/log", ""],
    "log-file": ["/log-file", ""],
    "retries": ["3", "0x10", ""],
    "no-deps": ["yes", "no", ""],
    "no-dependencies": ["1", "0", ""],
    "no-index": ["true", "false", ""],
    "unknown": ["x", ""],
}


def random_file(chance: random.Random) -> str:
    lines: list[str] = []
    for section in chance.sample(
        ["global", "install", "download", "DEFAULT", "Global"], chance.randint(1, 4)
    ):
        lines.append(f"[{section}]")
        used: set[str] = set()
        for key in chance.sample(sorted(KEYS), chance.randint(0, 7)):
            if key.lower().replace("_", "-") not in used:
                used.add(key.lower().replace("_", "-"))
                lines.append(f"{key} = {chance.choice(KEYS[key])}")
    return "\n".join(lines) + "\n"


def random_variables(chance: random.Random) -> dict[str, str]:
    variables: dict[str, str] = {}
    for key in chance.sample(sorted(KEYS), chance.randint(0, 4)):
        name = "PIP_" + key.upper().replace("-", "_")
        spelling = chance.choice([name, name, "PIP_" + name[4:].lower(), name.lower()])
        variables[spelling] = chance.choice(KEYS[key]).split("\n")[0]
    return variables


def converted(name: str, value: str) -> Any:
    if name in {"extra-index-url", "trusted-host"}:
        return value.split()
    if name in {"no-deps", "no-index"}:
        return int(value in {"yes", "1", "true"})
    if name == "timeout":
        return float(value)
    return int(value, 0) if name == "retries" else value


@pytest.mark.parametrize("version", VERSIONS)
def test_as_pips_own_parser(version: str, tmp_path: Path):
    chance = random.Random(version)
    cases: list[dict[str, Any]] = []
    for number in range(120):
        folder = tmp_path / str(number)
        folder.mkdir()
        files: dict[str, list[str]] = {}
        for kind, count in (("global", 2), ("user", 2), ("site", 1), ("env", 1)):
            paths = [folder / f"{kind}{i}.conf" for i in range(count) if chance.random() < 0.6]
            for path in paths:
                path.write_text(random_file(chance))
            files[kind] = [str(path) for path in paths]
        variables = random_variables(chance)
        if files["env"]:
            # Sometimes it names a file that is read anyway.
            everything = [path for paths in files.values() for path in paths]
            variables["PIP_CONFIG_FILE"] = chance.choice([*everything, *files["env"]])
        command = chance.choice(["install", "install", "download"])
        cases.append(
            {"files": files, "variables": variables, "command": command, "dests": list(DESTS.values())}
        )
    python = next(p for p in interpreters() if p.can_run(version))
    unset = ask(python, version, "effective", [{**cases[0], "files": {}, "variables": {}}])[0]
    for case, answer in zip(cases, ask(python, version, "effective", cases)):
        assert answer == {**unset, **ours(case, version)}, case


def ours(case: dict[str, Any], version: str) -> dict[str, Any]:
    files: list[ConfigFile] = []
    for level in (Level.GLOBAL, Level.USER, Level.SITE):
        # PIP_CONFIG_FILE hides the user's files.
        if level is not Level.USER or "PIP_CONFIG_FILE" not in case["variables"]:
            files += [config(level, Path(p).read_text(), p) for p in case["files"].get(level.word, [])]
    if "PIP_CONFIG_FILE" in case["variables"]:
        path = case["variables"]["PIP_CONFIG_FILE"]
        files.append(config(Level.ENV, Path(path).read_text(), path))
    found = won(files, case["variables"], case["command"], version)
    return {DESTS[name]: converted(name, value) for name, value in found.items() if name in DESTS}
