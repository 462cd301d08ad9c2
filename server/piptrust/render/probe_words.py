"""How a probe's verdicts are put in words: shared by the renderings for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from piptrust.engine.finding import Offer, Standing
from piptrust.locale import mark, ntr, tr
from piptrust.parse.document import Document
from piptrust.probe.real_pip import PipAnswer
from piptrust.probe.report import Outcome, PipError, TargetReport
from piptrust.probe.target import ProbeTarget
from piptrust.render.excerpt import printable
from piptrust.resolve.effective import Origin
from piptrust.resolve.trust import Source, SourceKind
from piptrust.text.records import dataclass, field
from piptrust.text.uri import redact, uri_to_path
from piptrust.x509.certificate import Certificate

PIP_ERRORS = {
    PipError.CERTIFICATE: mark("it does not trust the certificate"),
    PipError.HOSTNAME: mark("the certificate is for another name"),
    PipError.CA_FILE: mark("it cannot use the CA file"),
    PipError.CLIENT_CERT: mark("it cannot use the client certificate"),
    PipError.SSL_MISSING: mark("its Python has no ssl module"),
    PipError.TLS: mark("the TLS handshake fails"),
    PipError.CONNECTION: mark("the connection fails"),
    PipError.TIMEOUT: mark("no answer in time"),
    PipError.DNS: mark("the name is not found"),
    PipError.PROXY: mark("the proxy does not let it through"),
    PipError.HTTP: mark("it ignores an index that is not https"),
    PipError.CONFIG: mark("it refuses a setting"),
}
OUTCOMES = {
    Outcome.VERIFIED: mark("verified"),
    Outcome.UNVERIFIED: mark("unverified"),
    Outcome.FAILED: mark("failed"),
}
STANDINGS = {
    Standing.PROVEN: mark("proven"),
    Standing.UNTESTED: mark("untested"),
    Standing.REFUTED: mark("refuted"),
}
_LONGEST_WORDS = 160


@dataclass(frozen=True)
class Context:
    """What a rendering needs beside the report.

    Attributes:
        now: the time by which days to expiry are counted.
        documents: the files, by URI, for line numbers.
        pip: what real pip made of the targets, by id, where it was asked.
    """

    now: datetime
    documents: Mapping[str, Document] = field(default_factory=dict[str, Document])
    pip: Mapping[str, PipAnswer] = field(default_factory=dict[str, PipAnswer])

    def place(self, origin: Origin) -> str:
        """Who set something: ``file:line [section]``, a variable's name, or whose default it is."""
        document = None if origin.uri is None else self.documents.get(origin.uri)
        name = safe(uri_to_path(origin.name) or origin.name)
        if origin.setting is None or document is None:
            return name
        line = document.line_index.line_of(origin.setting.key_span.start) + 1
        section = f" [{safe(origin.section)}]" if origin.section else ""
        return f"{name}:{line}{section}"

    def places(self, origins: Iterable[Origin]) -> str:
        """The same for several, each once."""
        return ", ".join(dict.fromkeys(self.place(origin) for origin in origins))

    def days_left(self, certificate: Certificate) -> int:
        """Whole days until it expires; negative afterwards."""
        return (certificate.not_after - self.now).days


def safe(text: str) -> str:
    """On one line, without credentials, and without anything that a terminal would obey."""
    return printable(redact(" ".join(text.split())))


def said(report: TargetReport) -> str:
    """The words of the error that pip meets, or of its refusal; empty where it meets none."""
    if report.target.refusal is not None:
        return safe(report.target.refusal)
    error = report.result.error if report.result is not None else None
    return "" if error is None else safe(error.verify_message or error.text)


def roles(target: ProbeTarget) -> str:
    return ", ".join(tr(role.value) for role in target.roles)


def source_name(source: Source) -> str:
    return source.kind.name.lower().replace("_", "-")


def source_words(source: Source, context: Context) -> str:
    """What a source is, and who set it where that is not a default."""
    path = "" if source.path is None else safe(source.path)
    if source.kind is SourceKind.BUNDLE:
        return set_by(path, context.place(source.origin))
    kind = tr(source.kind.value)
    if source.origin.name.isupper():
        kind = set_by(kind, context.place(source.origin))
    return f"{path} ({kind})" if path else kind


def set_by(what: str, place: str) -> str:
    """Something, and who set it."""
    return tr("{what}, set by {place}", what=what, place=place)


def title_of(offer: Offer) -> str:
    """The offer's title, which says it where the offer lowers security."""
    title = safe(offer.title)
    if offer.lowers_security and tr("lowers security") not in title:
        return tr("{title} (lowers security)", title=title)
    return title


def answer_words(answer: PipAnswer) -> str:
    """What real pip did, and whether that is what piptrust says."""
    words = f": {_shortened(safe(answer.words))}" if answer.words else ""
    if answer.reached:
        did = tr("it gets through")
    elif answer.error is None:
        did = tr("it fails, in words that piptrust does not know{words}", words=words)
    else:
        did = tr("it fails ({error}){words}", error=answer.error.value, words=words)
    if answer.agrees:
        return tr("agrees: {did}", did=did)
    if answer.expected is None:
        return tr(
            "disagrees: {did}. piptrust expected that it gets through. Unless something changed in between, this "
            "is a fault of piptrust's: please report it",
            did=did,
        )
    return tr(
        "disagrees: {did}. piptrust expected '{error}'. Unless something changed in between, this is a fault of "
        "piptrust's: please report it",
        did=did,
        error=answer.expected.value,
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_WORDS else f"{text[:_LONGEST_WORDS]}…"


def days(number: int) -> str:
    if number < 0:
        return ntr("expired {number} day ago", "expired {number} days ago", -number)
    return ntr("{number} day left", "{number} days left", number)


def summary(reports: Iterable[TargetReport]) -> str:
    """One sentence on all targets."""
    found = list(reports)
    if not found:
        return tr("pip needs no place on the network with what is in effect here.")
    verified, unverified, failed = (
        sum(r.outcome is outcome for r in found)
        for outcome in (Outcome.VERIFIED, Outcome.UNVERIFIED, Outcome.FAILED)
    )
    parts = [
        ntr(
            "{verified} of {number} place verified",
            "{verified} of {number} places verified",
            len(found),
            verified=verified,
        )
    ]
    if unverified:
        parts.append(tr("{number} unverified", number=unverified))
    if failed:
        parts.append(tr("{number} failed", number=failed))
    return ", ".join(parts) + "."
