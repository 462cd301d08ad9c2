"""An index on loopback, a user whose pip uses it, and what the editor is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsp.editor import SERVER, Editor, start
from support.lab.authority import Authority
from support.lab.names import lab_variables
from support.lab.server import LabServer


@dataclass
class Lab:
    """An index behind an authority of its own, and a user whose pip uses that index."""

    folder: Path
    server: LabServer
    variables: dict[str, str]
    config: Path
    root: Path

    def write(self, further: str = "") -> None:
        index = self.server.url("index.test")
        self.config.write_text(f"[global]\nindex-url = {index}\n{further}", encoding="utf-8")


def lab_in(tmp_path: Path) -> Iterator[Lab]:
    authority = Authority("Lab Root")
    server = LabServer(Authority("Lab Intermediate", issuer=authority).issue("index.test"))
    variables = lab_variables(tmp_path)
    variables["PYTHONPATH"] = f"{SERVER}:{variables['PYTHONPATH']}"
    variables["PIPTRUST_PROBE"] = "on"
    # An existing but empty folder and another root: the machine's own stores must not matter.
    other = tmp_path / "other.pem"
    other.write_bytes(Authority("Other Root").pem)
    empty = tmp_path / "empty"
    empty.mkdir()
    variables.update(SSL_CERT_FILE=str(other), SSL_CERT_DIR=str(empty), PIP_CONFIG_FILE="")
    root = tmp_path / "root.pem"
    root.write_bytes(authority.pem)
    config = Path(variables["XDG_CONFIG_HOME"]) / "pip" / "pip.conf"
    config.parent.mkdir(parents=True)
    made = Lab(tmp_path, server, variables, config, root)
    made.write()
    yield made
    server.close()


def states(editor: Editor) -> list[str]:
    return [m["params"]["state"] for m in editor.messages if m["method"] == "piptrust/status"]


def last(editor: Editor) -> Mapping[str, Any]:
    return [m["params"] for m in editor.messages if m["method"] == "piptrust/status"][-1]


async def until_state(editor: Editor, state: str) -> None:
    await editor.until(lambda: states(editor)[-1:] == [state])


def started(lab: Lab, **further: Any) -> Any:
    return start(lab.folder, variables=lab.variables, **further)
