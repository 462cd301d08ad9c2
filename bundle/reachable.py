"""Which modules of a folder of libraries are ever imported, starting from the server's own.

Libraries bring more than is used (of 120 modules for ASN.1 a dozen are), and the package has to be small. What is
imported is read from the source, in functions too. A module that is imported by its name in a string counts where
the whole name stands there. A test imports all that is left.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")


def unreachable(libs: Path, roots: Iterable[str]) -> list[Path]:
    """The sources below ``libs`` that no module of the packages ``roots`` leads to, by any way."""
    modules = {name_of(path.relative_to(libs)): path for path in libs.rglob("*.py")}
    packages = tuple(roots)
    found = {name for name in modules if name.partition(".")[0] in packages}
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        for imported in imports(modules[name], name):
            # Whoever imports a.b.c runs a and a.b first.
            parts = imported.split(".")
            for wanted in (".".join(parts[:end]) for end in range(1, len(parts) + 1)):
                if wanted in modules and wanted not in found:
                    found.add(wanted)
                    waiting.append(wanted)
    return sorted(path for name, path in modules.items() if name not in found)


def name_of(path: Path) -> str:
    """The module's name, from its path below the folder that is searched for imports."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, name: str) -> Iterator[str]:
    """Every name that may be a module which this one imports; many are attributes of one."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _DOTTED.fullmatch(node.value):
            yield node.value
