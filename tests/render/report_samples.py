"""One report that has everything a renderer must cope with."""

from __future__ import annotations

from piptrust.engine.finding import Evidence, Finding, Offer, Related, Severity
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.parse.read import Reader
from piptrust.render.report import Failure, Repair, Report
from piptrust.text.span import Span

BASE = "/w"
CONF = "file:///w/docker/pip.conf"
OUTSIDE = "file:///etc/pip.conf"
CONF_TEXT = (
    "[global]\n"
    "trusted-host = https://a.example\n"
    "index-url = https://user:geheim@index.example/simple\n"
    "\tproxy\t= 日本 e\u0301\x1b[31m\u202e x\n"
)


def document(uri: str, text: str) -> Document:
    return Reader().read_text(uri, FileKind.PIP_CONF, text)


def finding(
    marked: str,
    message: str = "pip does something.",
    severity: Severity = Severity.ERROR,
    *,
    rule: str = "trusted-host-has-scheme",
    text: str = CONF_TEXT,
    uri: str = CONF,
    evidence: tuple[Evidence, ...] = (),
    related: tuple[Related, ...] = (),
    offers: tuple[Offer, ...] = (),
) -> Finding:
    """A finding at the first place where ``text`` holds ``marked``."""
    start = text.index(marked)
    span = Span(start, start + len(marked))
    return Finding(rule, uri, span, message, severity, evidence=evidence, related=related, offers=offers)


FULL = finding(
    "https://a.example",
    "pip reads the host of https://me:secret@a.example, 100% wrong.",
    evidence=(Evidence("it reads 'https'\nas the host", "pip 26.3"),),
    related=(Related(OUTSIDE, Span(9, 13), "set here first, with https://me:secret@b.example"),),
    offers=(
        Offer("x", "Trust any certificate", lowers_security=True, preferred=True, safe=True),
        Offer("x", "Do what cannot be done", disabled="nobody can"),
        Offer("x", "Keep another form"),
        Offer("x", "Write the bare host 'a.example'", safe=True),
    ),
)


def report(
    *findings: Finding, repairs: tuple[Repair, ...] = (), failures: tuple[Failure, ...] = ()
) -> Report:
    return Report(
        findings=findings,
        documents={CONF: document(CONF, CONF_TEXT), OUTSIDE: document(OUTSIDE, "[global]\ncert = /a.pem\n")},
        checked=(CONF,),
        base=BASE,
        pip_version="26.3",
        python="/usr/bin/python3",
        repairs=repairs,
        failures=failures,
    )
