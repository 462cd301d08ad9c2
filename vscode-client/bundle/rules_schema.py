"""Lists every rule in the schema of the setting `piptrust.rules`, so that editors complete and explain them.

`make docs` runs it; it rewrites nothing but that list in package.json.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

MANIFEST = Path(__file__).resolve().parent.parent / "package.json"
SEVERITIES = ["off", "hint", "information", "warning", "error"]


def rules() -> dict[str, dict[str, object]]:
    """The schema's properties: one for each rule."""
    from piptrust.engine.rule import all_rules

    return {
        rule.id: {"type": "string", "enum": SEVERITIES, "description": str(rule.summary)}
        for rule in sorted(all_rules(), key=lambda rule: rule.id)
    }


def main() -> int:
    """Rewrites package.json; the exit status."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    manifest["contributes"]["configuration"]["properties"]["piptrust.rules"]["properties"] = rules()
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
