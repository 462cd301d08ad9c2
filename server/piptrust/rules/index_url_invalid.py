"""An index's URL that is none."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.url_faults import UrlFault, url_fault
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.judgement.written_urls import INDEX_KEYS, WrittenUrl, expands_variables, written_urls
from piptrust.engine.offers.urls import rewritten
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.text.uri import redact


@rule(
    "index-url-invalid",
    summary=mark("an index is no URL that pip can use"),
    severity=Severity.ERROR,
    kinds=EVERYWHERE,
)
def index_url_invalid(view: View) -> Iterator[Diagnosis]:
    """Seen with pip 20.3 to 26.3; see ``index/collector.py`` and ``vcs/versioncontrol.py:is_url``."""
    for url in written_urls(view, *INDEX_KEYS):
        fault = None if expands_variables(view, url.text) else url_fault(url)
        if fault is None:
            continue
        extra = url.setting.key == "extra-index-url"
        result = "" if fault.stops_pip else _result(extra)
        message = sentences(redact(fault.what_pip_does), result, fault.advice)
        severity = Severity.WARNING if extra and not fault.stops_pip else None
        yield Diagnosis(url.span, message, severity, offers=tuple(_offers(view, url, fault)))


def _result(extra: bool) -> str:
    return tr("Packages that only this index has are not found.") if extra else tr("So no package is found.")


def _offers(view: View, url: WrittenUrl, fault: UrlFault) -> Iterator[Offer]:
    if fault.meant is not None:
        yield from rewritten(
            view, url, fault.meant, tr("Write '{meant}'", meant=fault.meant), safe=fault.certain
        )
    if fault.comment is not None and url.text == view.document.source(url.span):
        place = fault.comment.shifted(url.span.start)
        arguments = {"start": str(place.start), "end": str(place.end)}
        title = tr("Move the comment to a line of its own")
        yield Offer("move-comment", title, arguments, safe=True, preferred=True)
