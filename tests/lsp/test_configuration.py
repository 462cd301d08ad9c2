"""Settings, from wherever the client gives them."""

from __future__ import annotations

import os

import pytest

from lsp.conversation import Conversation
from lsp.editor import SERVER, start
from piptrust.engine.finding import Severity
from piptrust.lsp.settings import parse_settings

SCHEME = "[global]\ntrusted-host = https://a.example\n"
RULE = "trusted-host-has-scheme"


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (None, None),
        ({}, None),
        ([], None),
        ({"rules": [], "probe": []}, None),
        ({"piptrust": {"enable": True}}, None),
        ({"probe": {}}, None),
        ({"interpreter": None, "workspaceTrusted": True, "trace": {"server": "off"}}, None),
        (7, "the settings of piptrust are no object; they were ignored"),
        ([1], "the settings of piptrust are no object; they were ignored"),
        ({"enable": "yes"}, "piptrust.enable must be true or false; it was ignored"),
        ({"interpreter": 3}, "piptrust.interpreter must be the path of a Python interpreter; it was ignored"),
        ({"rules": ["x"]}, "piptrust.rules must be an object of rule names and severities; it was ignored"),
        ({"rules": {"no-such": "off"}}, "piptrust.rules: there is no rule 'no-such'"),
        (
            {"rules": {RULE: "loud"}},
            f"piptrust.rules: '{RULE}' must be one of off, hint, information, warning, error",
        ),
        (
            {"rules": {RULE: {}}},
            f"piptrust.rules: '{RULE}' must be one of off, hint, information, warning, error",
        ),
        ({"colour": "red"}, "there is no setting piptrust.colour"),
    ],
)
def test_what_is_wrong_is_said_and_counts_as_not_set(raw, complaint):
    settings = parse_settings(raw)
    assert settings.complaints == (() if complaint is None else (complaint,))
    assert settings.enable
    assert settings.interpreter is None
    assert settings.selection.runs(RULE)


def test_settings_that_are_right():
    settings = parse_settings({"enable": False, "interpreter": " /x/python ", "rules": {RULE: "hint"}})
    assert (settings.enable, settings.interpreter, settings.complaints) == (False, "/x/python", ())
    assert settings.selection.severities == {RULE: Severity.HINT}
    assert not parse_settings({"rules": {RULE: "off"}}).selection.runs(RULE)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (None, [(RULE, 2)]),
        ({"rules": {RULE: "off"}}, []),
        ({"rules": {RULE: "error"}}, [(RULE, 1)]),
        ({"piptrust": {"rules": {RULE: "hint"}}}, [(RULE, 4)]),
        ({"enable": False}, []),
        ("nonsense", [(RULE, 2)]),
    ],
)
def test_from_the_options_at_the_start(project, options, expected):
    conversation = Conversation(project, options=options)
    uri = conversation.open((project / "pip.conf").as_uri(), SCHEME)
    assert [(d.code, d.severity.value) for d in conversation.diagnostics(uri)] == expected


def test_an_untrusted_folder(project):
    assert not Conversation(project, options={"workspaceTrusted": False}).session.folders[0].workspace.trusted
    assert Conversation(project).session.folders[0].workspace.trusted


async def test_asked_for_told_of_and_complained_about(tmp_path):
    settings = {"rules": {RULE: "error"}, "nonsense": 1}
    async with start(tmp_path, "vscode-1.139", settings=settings) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), SCHEME)
        assert [d["severity"] for d in await editor.settled(buffer)] == [1]
        assert editor.logged.count("there is no setting piptrust.nonsense") == 1
        assert "piptrust.configuration" in editor.registrations
        # A client that keeps settings to be asked for only says that they changed.
        editor.settings = {"rules": {RULE: "hint"}, "nonsense": 1}
        refreshes = editor.refreshes
        editor.notify("workspace/didChangeConfiguration", {"settings": None})
        await editor.until(lambda: editor.refreshes > refreshes)
        assert [d["severity"] for d in await editor.diagnostics(buffer)] == [4]
        # Others send them.
        editor.notify("workspace/didChangeConfiguration", {"settings": {"piptrust": {"enable": False}}})
        assert await editor.diagnostics(buffer) == []
        assert editor.logged.count("there is no setting piptrust.nonsense") == 1


async def test_the_interpreter_is_asked_in_the_background_and_named_in_the_log_when_it_fails(tmp_path):
    """An interpreter that does not work is no reason to say nothing."""
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    async with start(tmp_path, settings={"interpreter": str(broken)}) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), SCHEME)
        assert [d["code"] for d in await editor.settled(buffer)] == [RULE]


@pytest.mark.parametrize("trusted", [True, False])
async def test_nothing_of_an_untrusted_folder_is_started(tmp_path, trusted):
    """A virtual environment in the folder is only asked where the folder is trusted."""
    programs = tmp_path / "project/.venv/bin"
    programs.mkdir(parents=True)
    witness = tmp_path / "started"
    (programs / "python").write_text(f"#!/bin/sh\n: > {witness}\nexit 3\n")
    (programs / "python").chmod(0o755)
    options = {"workspaceTrusted": trusted}
    for settings in (None, {"interpreter": str(programs / "python")}, {"interpreter": ".venv/bin/python"}):
        async with start(tmp_path, options=options, settings=settings) as editor:
            buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), SCHEME)
            assert [d["code"] for d in await editor.settled(buffer)] == [RULE]
        assert witness.exists() is trusted
        witness.unlink(missing_ok=True)


@pytest.mark.parametrize("trusted", [True, False])
async def test_an_interpreter_that_an_untrusted_folder_names_is_not_started(tmp_path, trusted):
    """Settings may be the folder's own; the program they name may stand anywhere."""
    witness = tmp_path / "started"
    program = tmp_path / "elsewhere"
    program.write_text(f"#!/bin/sh\n: > {witness}\nexit 3\n")
    program.chmod(0o755)
    options = {"workspaceTrusted": trusted}
    async with start(tmp_path, options=options, settings={"interpreter": str(program)}) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), SCHEME)
        assert [d["code"] for d in await editor.settled(buffer)] == [RULE]
    assert witness.exists() is trusted


@pytest.mark.parametrize("trusted", [True, False])
async def test_no_module_of_an_untrusted_folder_is_imported(tmp_path, trusted):
    """An empty entry of PYTHONPATH means the folder in which a Python is started."""
    project = tmp_path / "project"
    project.mkdir()
    witness = tmp_path / "imported"
    (project / "sitecustomize.py").write_text(f"open({str(witness)!r}, 'w').close()\n")
    path = f"{SERVER}{os.pathsep}"
    async with start(
        tmp_path, options={"workspaceTrusted": trusted}, variables={"PYTHONPATH": path}
    ) as editor:
        buffer = editor.open((project / "pip.conf").as_uri(), SCHEME)
        assert [d["code"] for d in await editor.settled(buffer)] == [RULE]
    assert witness.exists() is trusted
