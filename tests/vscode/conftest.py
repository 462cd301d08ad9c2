"""The package that users install, unpacked as their editor unpacks it."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
CLIENT = TOP / "vscode-client"
VSIX = CLIENT / "dist" / "piptrust.vsix"


@dataclass(frozen=True)
class Package:
    """Attributes: its path; the folder into which it was unpacked; the files of the archive within."""

    vsix: Path
    folder: Path
    libs: Mapping[str, bytes]

    @property
    def main(self) -> Path:
        return self.folder / "extension" / "bundled" / "main.py"

    @property
    def archive(self) -> Path:
        [archive] = (self.folder / "extension" / "bundled").glob("libs-*.zip.gz")
        return archive


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    if not VSIX.is_file():
        raise FileNotFoundError(f"{VSIX} is not there: run `make vsix`")
    folder = tmp_path_factory.mktemp("vsix")
    with zipfile.ZipFile(VSIX) as archive:
        archive.extractall(folder)
    [inner] = (folder / "extension" / "bundled").glob("libs-*.zip.gz")
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(inner.read_bytes()))) as archive:
        libs = {name: archive.read(name) for name in archive.namelist()}
    return Package(VSIX, folder, libs)
