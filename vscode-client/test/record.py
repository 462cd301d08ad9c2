"""Records what a real server says of real handshakes on loopback, for the tests of what is drawn from it.

`python vscode-client/test/record.py` writes fixtures/*.json anew: a status, a report, and where pip looks for
its files. What differs from run to run (paths, ports, days) becomes what it might be for a user.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

TOP = Path(__file__).parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
sys.path[:0] = [str(TOP / "tests"), str(TOP / "server")]

from lsp.probe_lab import Lab, lab_in, last, started
from support.lab.authority import DAY, Authority, Shape
from support.lab.proxy import LabProxy
from support.lab.server import LabServer


def main() -> int:
    for name, arrange in SCENARIOS.items():
        with tempfile.TemporaryDirectory() as folder:
            for lab in lab_in(Path(folder)):
                close = arrange(lab)
                recorded = asyncio.run(_recorded(lab))
                close()
        text = _usual(json.dumps(recorded, indent=2, ensure_ascii=False), lab.folder)
        (FIXTURES / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return 0


async def _recorded(lab: Lab) -> dict[str, object]:
    async with started(lab) as editor:
        await editor.command("probe")
        return {
            "status": last(editor),
            "report": await editor.command("report", {"format": "json"}),
            "configurationFiles": await editor.command("configurationFiles"),
        }


def _unknown_root(lab: Lab) -> Callable[[], None]:
    lab.variables["NODE_EXTRA_CA_CERTS"] = str(lab.root)
    return lambda: None


def _verified(lab: Lab) -> Callable[[], None]:
    lab.write(f"cert = {lab.root}\n")
    return lambda: None


def _unverified(lab: Lab) -> Callable[[], None]:
    lab.write("trusted-host = index.test\n")
    return lambda: None


def _expired(lab: Lab) -> Callable[[], None]:
    authority = Authority("Old Root")
    (lab.folder / "old.pem").write_bytes(authority.pem)
    server = LabServer(authority.issue("index.test", shape=Shape(valid=(-400 * DAY, -10 * DAY))))
    lab.config.write_text(
        f"[global]\nindex-url = {server.url('index.test')}\ncert = {lab.folder / 'old.pem'}\n"
    )
    return server.close


def _proxy(lab: Lab) -> Callable[[], None]:
    root = Authority("Corp Inspection Root", organization="Corp Example")
    (lab.folder / "corp-root.pem").write_bytes(root.pem)
    proxy = LabProxy(resign=root)
    lab.variables["HTTPS_PROXY"] = f"http://ada:secret@proxy.corp.test:{proxy.port}"
    lab.variables["NODE_EXTRA_CA_CERTS"] = str(lab.folder / "corp-root.pem")
    lab.config.write_text("[global]\nindex-url = https://packages.corp.test/simple/\n")
    return proxy.close


SCENARIOS: dict[str, Callable[[Lab], Callable[[], None]]] = {
    "unknown-root": _unknown_root,
    "verified": _verified,
    "unverified": _unverified,
    "expired": _expired,
    "proxy": _proxy,
}


def _usual(text: str, folder: Path) -> str:
    text = text.replace(str(Path(sys.executable).parent), "/usr/bin").replace(str(TOP), "/opt/piptrust")
    text = text.replace(str(folder), "/home/ada").replace(str(Path(sys.prefix)), "/usr")
    return re.sub(r"(index|corp)\.test:\d+", r"\1.test:8443", re.sub(r'("port": )\d+', r"\g<1>8443", text))


if __name__ == "__main__":
    sys.exit(main())
