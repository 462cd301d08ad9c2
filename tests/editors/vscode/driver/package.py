"""Packs a folder into a .vsix as it is, for extensions that exist for tests only."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

_MANIFEST = """\
<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id={name} Version={version} Publisher={publisher} />
    <DisplayName>{name}</DisplayName>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code" /></Installation>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
  </Assets>
</PackageManifest>
"""
_TYPES = """\
<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension=".json" ContentType="application/json" />
  <Default Extension=".js" ContentType="application/javascript" />
  <Default Extension=".vsixmanifest" ContentType="text/xml" />
</Types>
"""


def pack(folder: Path, target: Path) -> Path:
    """Writes ``target``, a .vsix with all files of ``folder``."""
    manifest = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    identity = {key: quoteattr(manifest[key]) for key in ("name", "version", "publisher")}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("extension.vsixmanifest", _MANIFEST.format(**identity))
        archive.writestr("[Content_Types].xml", _TYPES)
        for path in sorted(folder.rglob("*")):
            archive.write(path, f"extension/{path.relative_to(folder)}")
    return target
