"""The proxy's address has a scheme that this pip does not speak."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import failed_as, proxy_place, proxy_words
from piptrust.probe.report import CauseMatch, PipError


@cause(
    "proxy-scheme-unsupported",
    title=mark("pip does not speak this kind of proxy"),
    pip_says=(
        r"Missing dependencies for SOCKS support",
        r"Proxy URL had unsupported scheme",
        r"ProxySchemeUnknown",
        r"Not supported proxy scheme",
    ),
)
def proxy_scheme_unsupported(case: Case) -> CauseMatch | None:
    scheme = (case.target.proxy or "").rpartition("://")[0].lower()
    if not failed_as(case, PipError.PROXY) or scheme in {"", "http", "https"}:
        return None
    return match(
        "proxy-scheme-unsupported",
        tr(
            "pip does not use {proxy}: it speaks to http and https proxies only, and to SOCKS proxies "
            "where its own requests finds PySocks, which pip does not carry. Name an http proxy.",
            proxy=proxy_words(case),
        ),
        Evidence(tr("the proxy's scheme is {scheme}", scheme=scheme), proxy_place(case)),
    )
