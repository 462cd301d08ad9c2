"""A company's network for the demos: an index, and a proxy before it that opens every TLS connection."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT / "tests"))

from support.lab.authority import Authority
from support.lab.names import lab_variables
from support.lab.proxy import LabProxy

INDEX = "https://packages.corp.test/simple/"


@contextmanager
def inspected_network(folder: Path) -> Iterator[dict[str, str]]:
    """The variables of a user behind that proxy, whose root pip does not know; all of it lives with the block.

    Names that end in ``.test`` lead to this machine by a start-up hook that only programs with these variables
    get.
    """
    root = Authority("Corp Inspection Root", organization="Corp Example")
    (folder / "corp-root.pem").write_bytes(root.pem)
    proxy = LabProxy(resign=root)
    try:
        yield {
            **lab_variables(folder),
            "HTTPS_PROXY": f"http://ada:secret@proxy.corp.test:{proxy.port}",
            # What the company's own instructions for another tool already put on this machine.
            "NODE_EXTRA_CA_CERTS": str(folder / "corp-root.pem"),
        }
    finally:
        proxy.close()
