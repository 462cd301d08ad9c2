"""The certificate stores that are no files: those of Windows and the keychains of macOS."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, cast

from piptrust.agent.stream import run_task
from piptrust.locale import tr
from piptrust.resolve.environment import Environment, Interpreter
from piptrust.text.records import dataclass
from piptrust.x509.bundle import read_bundle
from piptrust.x509.certificate import Certificate, UndecodableError, read_certificate

_DEADLINE = 15.0


@dataclass(frozen=True)
class OsStore:
    """One store of the operating system.

    Attributes:
        name: in the user's terms.
        certificates: what it holds; what cannot be decoded is left out.
        error: why it could not be read, or None.
    """

    name: str
    certificates: tuple[Certificate, ...]
    error: str | None = None


async def read_os_stores(interpreter: Interpreter, environment: Environment) -> tuple[OsStore, ...]:
    """What the system's stores hold, as the user's interpreter sees them.

    None where stores are files, which :func:`piptrust.probe.stores.stores_of` reads itself.
    """
    if environment.platform not in {"win32", "darwin"}:
        return ()
    found: list[OsStore] = []

    def take(answer: dict[str, Any]) -> None:
        if answer.get("event") == "store":
            found.append(os_store_of(answer))

    await run_task(
        interpreter.executable, environment.variables, {"task": "stores"}, take, deadline=_DEADLINE
    )
    return tuple(found)


def os_store_of(answer: Mapping[str, Any]) -> OsStore:
    """The store in one ``store`` answer of the agent. Never raises."""
    name = answer.get("name")
    error = answer.get("error")
    return OsStore(
        name=_shown(name) if isinstance(name, str) else tr("the system store"),
        certificates=tuple(_certificates(answer)),
        error=error if isinstance(error, str) else None,
    )


def _shown(name: str) -> str:
    if name.startswith("/"):
        return tr("the keychain {name}", name=PurePosixPath(name).name)
    return tr("the Windows certificate store {name}", name=name)


def _certificates(answer: Mapping[str, Any]) -> Iterator[Certificate]:
    pem = answer.get("pem")
    if isinstance(pem, str):
        yield from read_bundle(pem.encode("ascii", "replace")).certificates
    der = answer.get("der")
    for item in cast("list[Any]", der) if isinstance(der, list) else ():
        try:
            certificate = read_certificate(base64.b64decode(str(item), validate=True))
        except (binascii.Error, ValueError, UndecodableError):
            continue
        if certificate is not None:
            yield certificate
