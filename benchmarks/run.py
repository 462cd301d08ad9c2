"""Runs every benchmark of this folder and prints one table. Each is a module with a function ``measure``."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from measure import Result, print_table

_NO_BENCHMARKS = {"measure", "run", "probe_lab", "lsp_client", "lsp_peers", "bare_server"}


def main() -> int:
    """The exit status says whether every promise was kept."""
    results: list[Result] = []
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem not in _NO_BENCHMARKS:
            print(f"running {path.name} …", file=sys.stderr, flush=True)
            results.extend(importlib.import_module(path.stem).measure())
    print_table(results)
    return 0 if all(result.kept for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
