"""A proxy with a scheme that does not do."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Confidence, Severity
from piptrust.engine.judgement.written_urls import PROXY, WrittenUrl, written_urls
from piptrust.engine.offers.urls import rewritten
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.indexes import split_url

# Ports on which proxies are reached by plain http, as a rule: Squid, Privoxy, TinyProxy, Charles and kin.
_PLAIN_PORTS = frozenset({80, 3128, 8000, 8080, 8081, 8118, 8123, 8888, 9090, 10080})
_SOCKS = frozenset({"socks4", "socks4a", "socks5", "socks5h"})


@rule(
    "proxy-scheme-wrong",
    summary=mark("the proxy's scheme is one that pip, or the proxy, does not speak"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def proxy_scheme_wrong(view: View) -> Iterator[Diagnosis]:
    """Seen with pip 20.3 to 26.3; ``requests/adapters.py`` and ``urllib3/poolmanager.py:proxy_from_url``."""
    for url in written_urls(view, PROXY):
        bare = url.text.strip("\"'")
        if bare != url.text:
            message = tr(
                "pip takes the quotes for a part of the proxy's name, so no connection works. Remove them."
            )
            yield Diagnosis(
                url.span, message, offers=rewritten(view, url, bare, tr("Remove the quotes"), safe=True)
            )
        elif url.scheme == "https":
            yield from _perhaps_plain(view, url)
        elif url.scheme in _SOCKS:
            yield Diagnosis(
                url.span,
                tr(
                    "{pip} stops with 'Missing dependencies for SOCKS support', unless PySocks is "
                    "installed beside it; pip does not bring it along. Install PySocks, or use an http "
                    "proxy.",
                    pip=view.environment.pip_name,
                ),
                confidence=Confidence.LIKELY,
            )
        elif "://" in url.text and url.scheme != "http":
            yield Diagnosis(
                url.span,
                tr(
                    "{pip} stops with a traceback whenever it needs the network: it speaks http and "
                    "https to a proxy, and no other protocol. Write http:// or https://.",
                    pip=view.environment.pip_name,
                ),
                offers=rewritten(
                    view,
                    url,
                    "http://" + url.text.partition("://")[2],
                    tr("Use http for the way to the proxy"),
                ),
            )


def _perhaps_plain(view: View, url: WrittenUrl) -> Iterator[Diagnosis]:
    port = split_url(url.text)[2]
    if port not in _PLAIN_PORTS:
        return
    message = tr(
        "pip starts TLS with the proxy itself here, but on port {port} most proxies speak plain "
        "http; then every connection fails with WRONG_VERSION_NUMBER or 'check_hostname requires "
        "server_hostname'. Where this one does, write http://: https to the index still goes "
        "through it as a tunnel.",
        port=port,
    )
    offers = rewritten(
        view,
        url,
        "http" + url.text[len("https") :],
        tr("Use http for the way to the proxy; indexes stay https"),
    )
    yield Diagnosis(url.span, message, Severity.WARNING, Confidence.LIKELY, offers=offers)
