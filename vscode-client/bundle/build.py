"""Puts the server and what it imports into vscode-client/bundled/, to be packed into the .vsix."""

from __future__ import annotations

import gzip
import io
import shutil
import sys
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

CLIENT = Path(__file__).resolve().parents[1]
BUNDLED = CLIENT / "bundled"

sys.path.insert(0, str(CLIENT.parent / "bundle"))
from libraries import files_in, gather


def main() -> int:
    """Builds the folder anew; the exit status."""
    with tempfile.TemporaryDirectory(prefix="piptrust-bundle-") as work:
        libs = Path(work) / "libs"
        gather(libs)
        shutil.rmtree(BUNDLED, ignore_errors=True)
        BUNDLED.mkdir()
        shutil.copyfile(CLIENT / "bundle" / "main.py", BUNDLED / "main.py")
        content = archive(libs)
        (BUNDLED / f"libs-{sha256(content).hexdigest()[:12]}.zip.gz").write_bytes(
            gzip.compress(content, 9, mtime=0)
        )
    return 0


def archive(libs: Path) -> bytes:
    """One archive without compression: it is compressed as a whole, which saves a fifth over its single files.

    Dates are fixed: the same content gives the same bytes.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as packed:
        for path in files_in(libs):
            packed.writestr(zipfile.ZipInfo(path.relative_to(libs).as_posix()), path.read_bytes())
    return content.getvalue()


if __name__ == "__main__":
    sys.exit(main())
