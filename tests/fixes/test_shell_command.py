from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.fixture import scene
from support.offered import built


def test_each_kind_of_shell_is_told():
    commands = {"bash": "unset A", "powershell": "Remove-Item Env:A"}
    with pytest.raises(FixImpossible, match=r"(?s)unset A.*PowerShell: Remove-Item Env:A"):
        built(scene("[global]\n"), "shell-command", commands)


def test_a_command_that_is_the_same_everywhere_is_told_once():
    with pytest.raises(FixImpossible, match=r"Run it yourself:\npython -m pip$"):
        built(scene("[global]\n"), "shell-command", dict.fromkeys(("bash", "powershell"), "python -m pip"))
