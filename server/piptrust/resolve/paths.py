"""Where a path in a setting leads: pip expands ``~`` in its options, and nothing else."""

from __future__ import annotations

import ntpath
import posixpath

from piptrust.resolve.environment import Environment


def absolute_path(value: str, environment: Environment, *, expand_home: bool = True) -> str:
    """The absolute path that pip would open for ``value``.

    ``expand_home`` is off for variables such as ``REQUESTS_CA_BUNDLE``, in which requests expands nothing.
    ``~other`` is left alone: other users' homes are not known here.
    """
    module = ntpath if environment.platform == "win32" else posixpath
    if expand_home and (value == "~" or value.startswith(("~/", "~\\" if module is ntpath else "~/"))):
        value = environment.home + value[1:]
    # Joining leaves absolute paths alone, and gives a Windows path without a drive the folder's.
    return module.normpath(module.join(environment.cwd, value))


def is_absolute(value: str, environment: Environment) -> bool:
    r"""Whether the working directory has no part in where ``value`` leads.

    ``ntpath.isabs`` is not asked: until Python 3.13 it takes ``\folder``, which is on the current drive.
    """
    if environment.platform != "win32":
        return posixpath.isabs(value)
    drive, rest = ntpath.splitdrive(value)
    return drive.startswith(("\\\\", "//")) or (bool(drive) and rest.startswith(("\\", "/")))
