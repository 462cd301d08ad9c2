"""The proxy asks for a login, and pip gave none that it takes."""

from __future__ import annotations

from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.evidence import proxy_words, seen
from piptrust.probe.report import CauseMatch


@cause(
    "proxy-wants-authentication",
    title=mark("the proxy wants a user name and password"),
    pip_says=(
        r"407 Proxy Authentication Required",
        r"Tunnel connection failed: 407",
    ),
)
def proxy_wants_authentication(case: Case) -> CauseMatch | None:
    if case.result.proxy_status != 407:
        return None
    if "@" in (case.target.proxy or ""):
        explanation = tr(
            "{proxy} answers 407: it wants a login, and the one in the address was not taken. Put "
            "user:password@ before the host in the proxy's address (percent-encode special characters). pip "
            "cannot speak NTLM or Kerberos with a proxy; a local helper proxy can.",
            proxy=proxy_words(case),
        )
    else:
        explanation = tr(
            "{proxy} answers 407: it wants a login, and none is set. Put user:password@ before the host in the "
            "proxy's address (percent-encode special characters). pip cannot speak NTLM or Kerberos with a "
            "proxy; a local helper proxy can.",
            proxy=proxy_words(case),
        )
    return match(
        "proxy-wants-authentication",
        explanation,
        seen(tr("the proxy answers {status}", status=407)),
    )
