"""The last probe of a folder for a client that draws it: the status's places, and each chain with what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from piptrust.locale import tr
from piptrust.lsp.place import place_content
from piptrust.lsp.probing import FolderProbe
from piptrust.probe.anchoring import Anchoring, anchoring
from piptrust.probe.cause import Store
from piptrust.probe.cause_page import WHAT_TO_DO, cause_page, cause_section
from piptrust.probe.report import ProbeReport, TargetReport
from piptrust.probe.stores import stores_of
from piptrust.render.probe_words import Context, safe, said
from piptrust.resolve.disk import Disk
from piptrust.resolve.environment import Environment
from piptrust.text.uri import path_to_uri, redact
from piptrust.x509.certificate import Certificate

SCHEMA = 1


def report_content(probe: FolderProbe) -> dict[str, Any] | None:
    """The JSON form of ``piptrust.server.report`` (docs/protocol.md); None where nothing was probed.

    Reads certificate stores: beside the event loop, please. Leaves the session alone.
    """
    report, folder = probe.report, probe.folder
    if report is None:
        return None
    workspace = folder.workspace
    places = [
        _place(folder.uri, target, report, probe.context, workspace.environment, workspace.disk)
        for target in report.targets
    ]
    return {
        "schema": SCHEMA,
        "folder": folder.uri,
        "checkedAt": report.started.isoformat(),
        "interpreter": {
            "path": report.interpreter,
            "python": report.python_version,
            "pip": report.pip_version,
            "openssl": report.openssl,
        },
        "places": places,
    }


def _place(
    folder: str,
    target: TargetReport,
    report: ProbeReport,
    context: Context,
    environment: Environment,
    disk: Disk,
) -> dict[str, Any]:
    chain = () if target.result is None else target.result.chain
    cause = target.cause
    broken = None if cause is None else cause.broken_at
    last = chain[-1] if chain else None
    missing = None if last is None or broken != len(chain) else {"issuer": safe(last.issuer)}
    ends = anchoring(chain, stores_of(target.target, environment, disk, report.os_stores) if chain else ())
    page = None if cause is None else cause_page(cause.cause)
    return {
        **place_content(folder, target, context),
        "chain": [
            _certificate(certificate, _fault(target, index, report.started))
            for index, certificate in enumerate(chain)
        ],
        "brokenAt": None if broken is None or broken >= len(chain) else broken,
        "missing": missing,
        "anchor": _anchor(ends),
        "proxy": _proxy(target, context),
        "words": said(target) or None,
        "explanation": "" if cause is None else redact(cause.explanation),
        "evidence": []
        if cause is None
        else [{"text": redact(e.text), "source": redact(e.source)} for e in cause.evidence],
        "whatToDo": [] if cause is None else list(_sentences(cause_section(cause.cause, WHAT_TO_DO))),
        "page": None if page is None else path_to_uri(str(page)),
        "completedBy": [_store_name(store) for store in ends.completed_by],
    }


def _certificate(certificate: Certificate, fault: str | None) -> dict[str, Any]:
    return {
        "subject": safe(certificate.subject),
        "issuer": safe(certificate.issuer),
        "notBefore": certificate.not_before.isoformat(),
        "notAfter": certificate.not_after.isoformat(),
        "sha256": certificate.sha256,
        "fault": fault,
    }


def _fault(target: TargetReport, index: int, when: datetime) -> str | None:
    """What is wrong with the certificate at this place: by its dates, or because the cause says so."""
    assert target.result is not None
    certificate = target.result.chain[index]
    if certificate.not_after < when:
        return tr("It expired on {day}.", day=f"{certificate.not_after:%Y-%m-%d}")
    if certificate.not_before > when:
        return tr("It is not valid before {day}.", day=f"{certificate.not_before:%Y-%m-%d}")
    cause = target.cause
    return cause.title if cause is not None and cause.broken_at == index else None


def _anchor(ends: Anchoring) -> dict[str, Any] | None:
    if ends.anchor is None:
        return None
    subject = safe(ends.anchor.certificate.subject)
    return {"subject": subject, "source": _store_name(ends.anchor.store)}


def _store_name(store: Store) -> str:
    return store.name if store.path is None else f"{store.name} ({safe(store.path)})"


def _proxy(target: TargetReport, context: Context) -> dict[str, Any] | None:
    if target.target.proxy is None:
        return None
    origin = target.target.proxy_set_by
    set_by = None if origin is None else context.place(origin)
    return {"url": safe(target.target.proxy), "setBy": set_by}


def _sentences(text: str) -> Iterator[str]:
    """The pages have a sentence, or an item of a list, on each line."""
    lines: Sequence[str] = text.split("\n")
    for line in lines:
        stripped = line.removeprefix("- ").strip()
        if stripped:
            yield stripped
