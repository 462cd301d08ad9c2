"""An index that is asked by plain http."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.judgement.written_urls import INDEX_KEYS, WrittenUrl, plain_http_urls
from piptrust.engine.offers.trust_block import plain_http_offer
from piptrust.engine.offers.urls import over_https
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "http-index",
    summary=mark("an index is asked by plain http, so pip ignores it or takes packages from anyone"),
    severity=Severity.ERROR,
    kinds=EVERYWHERE,
)
def http_index(view: View) -> Iterator[Diagnosis]:
    """Only this machine and trusted hosts are asked by http (pip 26.3, ``session.py:is_secure_origin``)."""
    for url, trusted in plain_http_urls(view, *INDEX_KEYS):
        extra = url.setting.key == "extra-index-url"
        if trusted:
            message = _read_in_clear(url)
            offers = (over_https(url),)
        else:
            message = _ignored(url, extra)
            offers = (over_https(url), *plain_http_offer(view, url.text))
        severity = Severity.WARNING if extra and not trusted else None
        yield Diagnosis(url.span, message, severity, offers=offers)


def _read_in_clear(url: WrittenUrl) -> str:
    secrets = tr("The password in the URL is sent in clear text, too.") if url.shown != url.text else ""
    return sentences(
        tr(
            "pip reads this index by plain http, because {host} is a trusted host: anyone on the network path "
            "can replace packages, and their code runs when they are installed.",
            host=url.host,
        ),
        secrets,
        tr("Use https."),
    )


def _ignored(url: WrittenUrl, extra: bool) -> str:
    if extra:
        return tr(
            "pip ignores this index: plain http is for this machine and for trusted hosts only, and {host} is "
            "neither. So packages that only it has are not found. Use https.",
            host=url.host,
        )
    return tr(
        "pip ignores this index: plain http is for this machine and for trusted hosts only, and {host} is "
        "neither. So no package is found. Use https.",
        host=url.host,
    )
