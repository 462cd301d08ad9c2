"""Builds the file that its argument names: all of piptrust in one, for any Python from 3.9 on.

The same sources and the same lock give the same bytes.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

from libraries import BUNDLE, files_in, gather

# For systems on which a file's first line says what runs it.
_FIRST_LINE = b"#!/usr/bin/env python3\n"


def main(target: str) -> int:
    """Builds the file; the exit status."""
    packed = Path(target)
    packed.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="piptrust-pyz-") as work:
        libs = Path(work) / "libs"
        gather(libs)
        packed.write_bytes(_FIRST_LINE + _archive(libs))
    packed.chmod(0o755)
    print(f"{target}: {packed.stat().st_size / 1000:.0f} kB")
    return 0


def _archive(libs: Path) -> bytes:
    content = io.BytesIO()
    digest = sha256()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files_in(libs):
            name, data = f"libs/{path.relative_to(libs).as_posix()}", path.read_bytes()
            digest.update(b"%d %s\n%d " % (len(name), name.encode(), len(data)) + data)
            _write(archive, name, data)
        _write(archive, "digest", digest.hexdigest()[:12].encode())
        _write(archive, "__main__.py", (BUNDLE / "pyz_main.py").read_bytes())
    return content.getvalue()


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
