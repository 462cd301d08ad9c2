"""Packs the extension into the .vsix that its argument names; a warning of the packer is a failure.

Needs node_modules and the bundled server: `make vsix` sees to both.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

CLIENT = Path(__file__).resolve().parent.parent


def main(target: str) -> int:
    """Packs; the exit status."""
    packed = Path(target).resolve()
    packed.parent.mkdir(exist_ok=True)
    readme = CLIENT / "dist" / "README.md"
    readme.write_text(without_pictures((CLIENT / "README.md").read_text(encoding="utf-8")), encoding="utf-8")
    command = ["npm", "run", "--silent", "package", "--", "--readme-path", "dist/README.md", "--out", packed]
    done = subprocess.run(
        command, cwd=CLIENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    if done.returncode or warnings_in(done.stdout):
        packed.unlink(missing_ok=True)
        print(done.stdout, file=sys.stderr)
        return done.returncode or 1
    print(f"{target}: {packed.stat().st_size / 1000:.0f} kB")
    return 0


def without_pictures(markdown: str) -> str:
    """The page without its pictures: editors show those of the web only, and these would be broken there."""
    return re.sub(r"^!\[[^\]]*\]\((?!https:)[^)]*\)\n+", "", markdown, flags=re.MULTILINE)


def warnings_in(output: str) -> list[str]:
    """The lines in which the packer is not content."""
    return [line for line in output.splitlines() if "warning" in line.lower() or "is large" in line]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
