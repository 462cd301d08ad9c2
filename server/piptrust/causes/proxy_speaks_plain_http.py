"""The proxy's address says https, but the proxy does not speak TLS."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import NO_TLS, handshake_says, openssl_reason, proxy_words, stage
from piptrust.probe.report import CauseMatch


@cause(
    "proxy-speaks-plain-http",
    title=mark("the proxy does not speak TLS, though its address says https"),
    pip_says=(
        r"Your proxy appears to only use HTTP and not HTTPS",
        # Since pip 26.1 it is only so bare where a proxy is in use; the server may answer so, too.
        r"broken by 'SSLError\(1, '\[SSL: WRONG_VERSION_NUMBER",
    ),
)
def proxy_speaks_plain_http(case: Case) -> CauseMatch | None:
    if stage(case) != "proxy-tls" or openssl_reason(case) not in NO_TLS:
        return None
    return match(
        "proxy-speaks-plain-http",
        tr(
            "pip speaks TLS to {proxy}, because its address begins with https://, and what comes back is "
            "no TLS. Most proxies are spoken to in plain http even for https places: write http:// before "
            "the proxy's host.",
            proxy=proxy_words(case),
        ),
        handshake_says(case),
    )
