"""A user whose pip.conf names an outdated CA file, so that the company's index fails; all of it on loopback."""

from __future__ import annotations

import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from support.lab.authority import Authority
from support.lab.names import lab_variables
from support.lab.server import LabServer

HOST = "packages.corp.test"
WINDOWS = """\
[global]
timeout = 60
index-url = https://packages.corp.test/simple
trusted-host = https://packages.corp.test
"""


@dataclass(frozen=True)
class Lab:
    """The lab, whose names resolve for programs that get its variables.

    Attributes:
        server: the index.
        root: the file with the company's root, which another tool's variable already names.
        project: a folder with a virtual environment of its own, whose pip is the one that is probed, and with a
            pip.ini for other machines, which no pip here reads.
        config: the user's own pip.conf, which names the index and `outdated`.
        outdated: a CA file that holds another root.
        variables: the whole environment for an editor.
    """

    server: LabServer
    root: Path
    project: Path
    config: Path
    outdated: Path
    variables: dict[str, str]

    @property
    def index(self) -> str:
        return self.server.url(HOST)

    @property
    def site_config(self) -> Path:
        """The pip.conf of the virtual environment, which wins over the user's and is not there at first."""
        return self.project / ".venv" / "pip.conf"

    def set_path(self, *folders: Path) -> None:
        """Where the user's programs are, for editors that ask the login shell for it as for those that do not."""
        path = ":".join(map(str, folders))
        self.variables["PATH"] = path
        Path(self.variables["HOME"], ".profile").write_text(f"PATH='{path}'\n", encoding="utf-8")

    def reset(self) -> None:
        """Bring the configuration back to what it was."""
        self.config.write_text(self.failing_text, encoding="utf-8")
        self.site_config.unlink(missing_ok=True)
        (self.project / "requirements.txt").unlink(missing_ok=True)
        (self.project / "windows" / "pip.ini").write_text(WINDOWS, encoding="utf-8")

    @property
    def failing_text(self) -> str:
        return f"[global]\nindex-url = {self.index}\ncert = {self.outdated}\n"

    @property
    def trusted_text(self) -> str:
        return self.failing_text.replace(str(self.outdated), str(self.root))


@contextmanager
def company(folder: Path) -> Iterator[Lab]:
    """The lab in an empty folder; its server ends with the block."""
    root = Authority("Corp Root", organization="Corp Example")
    issuing = Authority("Corp Issuing CA", organization="Corp Example", issuer=root)
    (folder / "corp-root.pem").write_bytes(root.pem)
    (folder / "outdated.pem").write_bytes(Authority("Corp Root 2019", organization="Corp Example").pem)
    # A root of somebody else and an empty folder: the machine's own stores must not matter.
    (folder / "system.pem").write_bytes(Authority("Stranger Root", organization="Strangers").pem)
    (folder / "no-certificates").mkdir()
    variables = lab_variables(folder)
    variables.update(
        SSL_CERT_FILE=str(folder / "system.pem"),
        SSL_CERT_DIR=str(folder / "no-certificates"),
        # What the company's instructions for another tool already put on this machine.
        NODE_EXTRA_CA_CERTS=str(folder / "corp-root.pem"),
        SHELL="/bin/sh",
    )
    config = Path(variables["XDG_CONFIG_HOME"]) / "pip" / "pip.conf"
    config.parent.mkdir(parents=True)
    project = folder / "project"
    project.mkdir()
    _environment_with_pip(project / ".venv")
    (project / "windows").mkdir()
    server = LabServer(issuing.issue(HOST))
    try:
        lab = Lab(server, folder / "corp-root.pem", project, config, folder / "outdated.pem", variables)
        lab.reset()
        # The Python that runs the server is looked for on PATH.
        lab.set_path(Path(sys.base_prefix, "bin"), Path("/usr/bin"), Path("/bin"))
        yield lab
    finally:
        server.close()


def _environment_with_pip(folder: Path) -> None:
    """A virtual environment whose pip is ours, by links."""
    venv.EnvBuilder(symlinks=True, with_pip=False).create(folder)
    pip = find_spec("pip")
    assert pip is not None
    assert pip.origin is not None
    ours = Path(pip.origin).parent
    (packages,) = folder.glob("lib/python*/site-packages")
    for found in (ours, *ours.parent.glob("pip-*.dist-info")):
        (packages / found.name).symlink_to(found)
