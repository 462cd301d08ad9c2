"""Keystrokes while a probe of hanging servers runs, beside the same keystrokes without one."""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import probe_lab  # noqa: F401 - puts the lab on the path.
from lsp_client import running
from lsp_keystroke import Typist
from measure import Result, in_turn, milliseconds, print_table
from support.lab.names import lab_variables
from support.lab.server import LabServer

LINES = 1_000
KEYSTROKES = 300
HANGING = 32
MOST_TIMES_LONGER = 1.2


def measure() -> list[Result]:
    """The median keystroke of a server that probes, beside one that does not.

    Raises:
        RuntimeError: the hanging servers were not connected to, so that nothing was measured.
    """
    servers = [LabServer(None, fault="hang") for _ in range(HANGING)]
    try:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            config = folder / "pip.conf"
            places = " ".join(f"https://host{n}.test:{s.port}/simple" for n, s in enumerate(servers))
            config.write_text(f"[global]\nindex-url = {places.split()[0]}\nextra-index-url = {places}\n")
            lab = lab_variables(folder)
            shared = {"PIP_CONFIG_FILE": str(config), "PYTHONPATH": lab["PYTHONPATH"]}
            clients = {
                switch: stack.enter_context(
                    running("piptrust", {**_with_sources(shared), "PIPTRUST_PROBE": switch})
                )
                for switch in ("on", "off")
            }
            subjects = {switch: Typist(client, LINES).keystroke for switch, client in clients.items()}
            # The interpreter is asked first, then the handshakes begin; each hangs for five seconds, again and again.
            time.sleep(1.5)
            medians = in_turn(subjects, KEYSTROKES)
            if not any(server.connections for server in servers):
                raise RuntimeError("no probe was running")
    finally:
        for server in servers:
            server.close()
    ratio = medians["on"] / medians["off"]
    what = f"lsp: keystroke while {HANGING} servers hang in a probe, beside none"
    shown = milliseconds(medians["on"]), milliseconds(medians["off"])
    return [Result(what, *shown, ratio, f"≤ {MOST_TIMES_LONGER} ×", ratio <= MOST_TIMES_LONGER)]


def _with_sources(variables: dict[str, str]) -> dict[str, str]:
    from measure import SERVER

    return {**variables, "PYTHONPATH": f"{SERVER}:{variables['PYTHONPATH']}"}


if __name__ == "__main__":
    print_table(measure())
