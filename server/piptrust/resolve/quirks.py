"""Differences between versions of pip and Python in what is read and trusted, as data with the evidence.

Where a version is not known, a current one is assumed.
"""

from __future__ import annotations

from piptrust.parse.quirks import Quirk
from piptrust.resolve.environment import Environment


def holds(quirk: Quirk, environment: Environment) -> bool:
    """Whether this pip, or this Python, behaves so."""
    return quirk.holds(environment.pip_version if quirk.of == "pip" else environment.python_version)


# Configuration files.

BASE_PREFIX_IS_READ = Quirk(
    "a virtual environment's pip reads the base interpreter's configuration file, too",
    since=(23, 1),
    until=(23, 1, 1),
    evidence="pip 23.1 configuration.py:kinds.BASE; 23.1.1 took it back",
)

# trusted-host.

TRUSTED_HOST_IS_PARSED = Quirk(
    "a trusted-host entry is taken apart into host and port",
    since=(19, 3),
    until=None,
    evidence="pip 19.3 network/session.py:add_trusted_host; 19.2 download.py:add_insecure_host took the text",
)
TRUSTED_HOST_NEEDS_A_HOST = Quirk(
    "a trusted-host entry without a host is an error",
    since=(23, 2, 1),
    until=None,
    evidence="pip 23.2.1 network/session.py:add_trusted_host; absent in 23.2",
)
BRACKETS_NEED_AN_ADDRESS = Quirk(
    "what stands in brackets in a URL must be an IP address",
    since=(3, 11, 4),
    until=None,
    evidence="CPython 3.11.4 urllib/parse.py:_check_bracketed_host",
    of="Python",
)
PORT_IS_DIGITS = Quirk(
    "a port in a URL is made of ASCII digits only",
    since=(3, 10),
    until=None,
    evidence="CPython urllib/parse.py:port; 3.9.18 takes '+80', 3.10.13 does not",
    of="Python",
)
