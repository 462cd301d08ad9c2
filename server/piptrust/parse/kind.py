"""Which reader a file gets, by its path alone: language ids differ from editor to editor."""

from __future__ import annotations

import enum
import re

# Kept in one place because clients' selectors mirror it (docs/protocol.md).
_PIP_CONF_NAMES = frozenset({"pip.conf", "pip.ini"})
_REQUIREMENTS = re.compile(r"(?:.*requirements.*\.(?:txt|in))$")
_CONSTRAINTS = re.compile(r"(?:constraints.*\.(?:txt|in))$")
_IN_REQUIREMENTS_FOLDER = re.compile(r".*\.(?:txt|in)$")
_DEPLOYMENT_FOLDERS = frozenset(
    {
        ".ci",
        "ci",
        ".github",
        ".gitlab",
        ".circleci",
        ".devcontainer",
        "docker",
        "container",
        "containers",
        "image",
        "images",
    }
)


class FileKind(enum.Enum):
    """A file format that piptrust reads."""

    PIP_CONF = "pip-conf"
    REQUIREMENTS = "requirements"
    CONSTRAINTS = "constraints"
    NOTEBOOK_CELL = "notebook-cell"


def kind_of(path: str) -> FileKind | None:
    """The kind of the file at ``path`` (either separator), or None where the name says nothing.

    Files that a requirements file includes are requirements files whatever their name; that is known only to
    whoever follows the includes.
    """
    parts = path.replace("\\", "/").split("/")
    name = parts[-1].lower()
    if name in _PIP_CONF_NAMES:
        return FileKind.PIP_CONF
    if _CONSTRAINTS.match(name):
        return FileKind.CONSTRAINTS
    if _REQUIREMENTS.match(name):
        return FileKind.REQUIREMENTS
    if len(parts) > 1 and parts[-2].lower() == "requirements" and _IN_REQUIREMENTS_FOLDER.match(name):
        return FileKind.REQUIREMENTS
    return None


def kind_of_chosen(path: str) -> FileKind:
    """The kind of a file that somebody named outright, so that it is one of ours whatever its name.

    Images and deployments copy ``corporate-pip.conf`` and the like to where pip looks.
    """
    known = kind_of(path)
    if known is not None:
        return known
    configuration = path.lower().endswith((".conf", ".ini", ".cfg"))
    return FileKind.PIP_CONF if configuration else FileKind.REQUIREMENTS


def is_deployment_path(path: str) -> bool:
    """Whether the path says that the file goes into a container image or a CI run.

    What is trusted there is trusted by everybody who uses the image, so rules raise their severity.
    """
    return any(part.lower() in _DEPLOYMENT_FOLDERS for part in path.replace("\\", "/").split("/")[:-1])
