"""A find-links location that is asked by plain http."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.written_urls import FIND_LINKS, plain_http_urls
from piptrust.engine.offers.trust_block import plain_http_offer
from piptrust.engine.offers.urls import over_https
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "http-find-links",
    summary=mark(
        "a find-links location is asked by plain http, so pip ignores it or takes packages from anyone"
    ),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def http_find_links(view: View) -> Iterator[Diagnosis]:
    """The gate in front of http indexes is there for find-links, too (``session.py:is_secure_origin``)."""
    for url, trusted in plain_http_urls(view, FIND_LINKS):
        if trusted:
            message = tr(
                "pip reads these links by plain http, because {host} is a trusted host: anyone on "
                "the network path can replace packages, and their code runs when they are "
                "installed. Use https.",
                host=url.host,
            )
            yield Diagnosis(url.span, message, Severity.ERROR, offers=(over_https(url),))
            continue
        message = tr(
            "pip ignores this location: plain http is for this machine and for trusted hosts only, "
            "and {host} is neither. So packages that only it has are not found. Use https.",
            host=url.host,
        )
        yield Diagnosis(url.span, message, offers=(over_https(url), *plain_http_offer(view, url.text)))
