"""The kind of error that real pips reported, read from their recorded output."""

from __future__ import annotations

from pathlib import Path

import pytest

from piptrust.probe.pip_output import kind_of_error
from piptrust.probe.report import PipError

LOGS = Path(__file__).parents[1] / "explain" / "logs"
KINDS = {
    "bundle-damaged": PipError.CA_FILE,
    "bundle-holds-no-certificate": PipError.CA_FILE,
    "bundle-missing": PipError.CA_FILE,
    "connection-refused": PipError.CONNECTION,
    "handshake-timed-out": PipError.TIMEOUT,
    "host-name-mismatch": PipError.HOSTNAME,
    "insecure-index-ignored": PipError.HTTP,
    "leaf-expired": PipError.CERTIFICATE,
    "name-not-found": PipError.DNS,
    "proxy-name-not-found": PipError.PROXY,
    "proxy-refuses": PipError.PROXY,
    "proxy-unreachable": PipError.PROXY,
    "proxy-wants-authentication": PipError.PROXY,
    "ssl-module-missing": PipError.SSL_MISSING,
    "tls-version-unsupported": PipError.TLS,
    "unknown-root": PipError.CERTIFICATE,
}
# Without -vv these speak of the connection and not of what it was to.
SAYS_TOO_LITTLE = {"proxy-name-not-found.pip-26.3.txt", "proxy-unreachable.pip-26.3.txt"}
RECORDED = [
    (log, kind)
    for name, kind in KINDS.items()
    for log in sorted(LOGS.glob(f"{name}.pip-*.txt"))
    if log.name not in SAYS_TOO_LITTLE
]


def test_each_kind_was_recorded_of_old_and_new_pips():
    assert {log.name.partition(".")[0] for log, _ in RECORDED} == set(KINDS)
    assert {log.name.partition("pip-")[2] for log, _ in RECORDED} >= {"20.3.4.txt", "24.0.txt", "26.3.txt"}


@pytest.mark.parametrize(("log", "kind"), RECORDED, ids=lambda value: getattr(value, "name", ""))
def test_recorded_output(log: Path, kind: PipError):
    assert kind_of_error(log.read_text(encoding="utf-8")) is kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (
            "Could not fetch URL https://index.test/: index.test didn't respond within 2.0 seconds",
            PipError.TIMEOUT,
        ),
        (
            "Failed to connect to proxy http://proxy.test:3128 while fetching https://index.test/",
            PipError.PROXY,
        ),
    ],
)
def test_what_newer_pips_print_at_vv(words: str, kind: PipError):
    assert kind_of_error(words) is kind
