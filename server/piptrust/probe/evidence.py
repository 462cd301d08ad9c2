"""What the end of a walk tells by itself, without the certificates. Causes are made of these."""

from __future__ import annotations

import re

from piptrust.engine.finding import Evidence
from piptrust.locale import tr
from piptrust.probe.cause import Case
from piptrust.probe.report import PipError
from piptrust.text.uri import redact

# errno.ECONNREFUSED on Linux, macOS and Windows.
_REFUSED = frozenset({111, 61, 10061})
_FORBIDDEN = 13
# OpenSSL's reasons for bytes that are no TLS record; before 1.1 UNKNOWN_PROTOCOL, since 3.2 more than one.
NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "UNKNOWN_PROTOCOL", "PACKET_LENGTH_TOO_LONG", "HTTP_REQUEST"})
_REASON = re.compile(r"\[(?:SSL|X509|PEM|ASN1)[^\]:]*: ([A-Z0-9_]+)\]")


def failed_as(case: Case, *kinds: PipError) -> bool:
    """Whether the walk ended with an error of one of ``kinds``."""
    return case.result.error is not None and case.result.error.kind in kinds


def stage(case: Case) -> str:
    """How far the walk came: plan, proxy-connect, proxy-tls, proxy-tunnel, connect, tls, http, done."""
    return case.result.stage


def words(case: Case) -> str:
    """The error's own words, credentials redacted."""
    return redact(case.result.error.text) if case.result.error is not None else ""


def fact(case: Case, name: str) -> object:
    """What the agent noted under ``name``, or None."""
    return case.result.error.facts.get(name) if case.result.error is not None else None


def openssl_reason(case: Case) -> str:
    """OpenSSL's reason code, as in ``WRONG_VERSION_NUMBER``; empty where OpenSSL has no part in it."""
    error = case.result.error
    if error is None:
        return ""
    found = _REASON.search(error.text)
    return error.reason or (found.group(1) if found else "")


def cut_off(case: Case) -> bool:
    """Whether the other side ended the connection where TLS does not allow it."""
    broken = failed_as(case, PipError.CONNECTION) and stage(case) in {"tls", "http"}
    eof = "EOF occurred in violation of protocol" in words(case) or fact(case, "class") == "SSLEOFError"
    return broken or eof or "UNEXPECTED_EOF" in openssl_reason(case)


def refused_connection(case: Case) -> bool:
    """Whether a machine answered that nobody listens on the port."""
    return fact(case, "errno") in _REFUSED or fact(case, "class") == "ConnectionRefusedError"


def forbidden(case: Case) -> bool:
    """Whether the operating system denied access to a file."""
    return fact(case, "class") == "PermissionError" or fact(case, "errno") == _FORBIDDEN


def handshake_says(case: Case) -> Evidence:
    """The error's words as evidence."""
    return Evidence(words(case), tr("handshake"))


def seen(text: str) -> Evidence:
    """An observation of the walk."""
    return Evidence(text, tr("handshake"))


def place(case: Case) -> str:
    """Where the walk should end: host and port."""
    return f"{case.target.host}:{case.target.port}"


def proxy_place(case: Case) -> str:
    """The proxy without its credentials."""
    proxy = case.target.proxy or ""
    return re.sub(r"^([a-zA-Z][a-zA-Z0-9+.-]*://)?[^/@]*@", r"\1", proxy).rstrip("/")


def proxy_words(case: Case) -> str:
    """The proxy and who set it, for a sentence."""
    origin = case.target.proxy_set_by
    if origin is None:
        return proxy_place(case)
    return tr("{proxy} (set by {setter})", proxy=proxy_place(case), setter=origin.name)


def bundle_setter(case: Case) -> str:
    """Who named the file that could not be loaded: a setting, or pip itself."""
    path = fact(case, "path")
    interpreter = case.environment.interpreter
    if interpreter is not None and path == interpreter.certifi_where:
        return tr("{pip} itself, whose installation is damaged", pip=case.environment.pip_name)
    return case.trust.bundle.origin.name if case.trust.bundle is not None else case.environment.pip_name


def bundle_path(case: Case) -> str:
    """The file that could not be loaded."""
    path = fact(case, "path")
    return path if isinstance(path, str) else (case.trust.bundle.value if case.trust.bundle else "")


def bundle_is_missing(case: Case) -> bool:
    """Whether nothing stands at the bundle's path (requests' ``adapters.py:cert_verify``)."""
    return failed_as(case, PipError.CA_FILE) and "invalid path" in words(case)
