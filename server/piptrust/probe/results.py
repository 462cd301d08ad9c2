"""From the agent's answers to results. An answer comes from a process that anything may have patched."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any, cast

from piptrust.probe.report import HandshakeError, HandshakeResult, Page, PipError
from piptrust.x509.certificate import Certificate, UndecodableError, read_certificate

_LONGEST_TEXT = 2_000
_LONGEST_CHAIN = 32


def result_of(answer: Mapping[str, Any]) -> HandshakeResult:
    """The result in one ``handshake`` answer; whatever makes no sense in it is left out. Never raises."""
    error = _mapping(answer.get("error"))
    tls = _mapping(answer.get("tls"))
    proxy_tls = _mapping(answer.get("proxy_tls"))
    return HandshakeResult(
        id=_text(answer.get("id")),
        stage=_text(answer.get("stage")),
        error=_error(error) if error else None,
        chain=_chain(answer.get("chain")),
        chain_source=_text(answer.get("chain_source")) or "none",
        tls_version=_text(tls.get("version")) or None,
        cipher=_text(tls.get("cipher")) or None,
        proxy_status=_number(answer.get("proxy_status")),
        proxy_chain=_chain(proxy_tls.get("chain")),
        wants_client_certificate=_flag(answer.get("wants_client_certificate")),
        answers_in_http=_flag(answer.get("answers_in_http")),
        address=_text(answer.get("address")) or None,
        page=_page(_mapping(answer.get("http"))),
        elapsed_ms=_number(answer.get("elapsed_ms")) or 0,
    )


def _error(error: Mapping[str, Any]) -> HandshakeError:
    known = {"kind", "text", "reason", "verify_code", "verify_message"}
    try:
        kind = PipError(error.get("kind"))
    except ValueError:
        # "agent" and anything unknown: our failure, never the network's.
        kind = None
    return HandshakeError(
        kind=kind,
        text=_text(error.get("text")),
        reason=_text(error.get("reason")),
        verify_code=_number(error.get("verify_code")),
        verify_message=_text(error.get("verify_message")),
        facts={key: value for key, value in error.items() if key not in known},
    )


def _page(page: Mapping[str, Any]) -> Page | None:
    status = _number(page.get("status"))
    if status is None:
        return None
    links = page.get("links")
    texts = [_text(link) for link in cast("list[Any]", links)] if isinstance(links, list) else []
    return Page(
        status=status,
        content_type=_text(page.get("type")),
        date=_text(page.get("date")),
        location=_text(page.get("location")) or None,
        links=tuple(text for text in texts if text),
    )


def _chain(value: object) -> tuple[Certificate, ...]:
    if not isinstance(value, list):
        return ()
    certificates: list[Certificate] = []
    for item in cast("list[Any]", value)[:_LONGEST_CHAIN]:
        try:
            certificate = read_certificate(base64.b64decode(_bytes(item), validate=True))
        except (binascii.Error, UndecodableError):
            continue
        if certificate is not None:
            certificates.append(certificate)
    return tuple(certificates)


def _bytes(value: object) -> bytes:
    return value.encode("ascii", "replace") if isinstance(value, str) else b""


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value[:_LONGEST_TEXT] if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
