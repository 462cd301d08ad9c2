"""The proxy's own certificate is not trusted."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import fact, handshake_says, proxy_words, stage
from piptrust.probe.report import CauseMatch


@cause(
    "proxy-certificate-untrusted",
    title=mark("the proxy's own certificate is refused"),
    pip_says=(
        r"Failed to connect to proxy .*certificate verify failed",
        r"Cannot connect to proxy.*certificate verify failed",
        # Since pip 26.1 it is only so bare where a proxy is in use; the server's certificate is as likely.
        r"broken by 'SSLCertVerificationError\(",
    ),
)
def proxy_certificate_untrusted(case: Case) -> CauseMatch | None:
    if stage(case) != "proxy-tls" or fact(case, "proxy_tls") not in {"certificate", "hostname"}:
        return None
    return match(
        "proxy-certificate-untrusted",
        tr(
            "pip speaks TLS to {proxy} itself and refuses the proxy's certificate. Which bundle counts "
            "for the proxy differs between versions of pip: name a bundle that holds the proxy's root in "
            "cert, or speak http:// to the proxy where it allows that.",
            proxy=proxy_words(case),
        ),
        handshake_says(case),
    )
