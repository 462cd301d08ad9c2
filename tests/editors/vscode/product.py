"""What is tested: the package that users install, and the names that it gives to things."""

from __future__ import annotations

from pathlib import Path

TOP = Path(__file__).parents[3]
CLIENT = TOP / "vscode-client"

# Publisher, extension, and the entry's own id.
STATUS = "piptrust.piptrust.piptrust.status"


def extension_package() -> Path:
    """The .vsix with everything in it.

    Raises:
        FileNotFoundError: nobody built it.
    """
    package = CLIENT / "dist" / "piptrust.vsix"
    if not package.is_file():
        raise FileNotFoundError(f"{package} is not there: run `make vsix`")
    return package
