"""An https index that is named by its address."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.written_urls import FIND_LINKS, INDEX_KEYS, unverified, written_urls
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "index-by-ip-address",
    summary=mark("an index is named by its IP address, on which this pip stops"),
    severity=Severity.ERROR,
    kinds=EVERYWHERE,
)
def index_by_ip_address(view: View) -> Iterator[Diagnosis]:
    """The truststore of pip 24.2 to 26.0 checks names that it was not given (pip 26.1's changes mend it)."""
    if view.environment.pip_version is None or not view.trust.ip_addresses_crash:
        return
    for url in written_urls(view, *INDEX_KEYS, FIND_LINKS):
        if url.scheme == "https" and _is_address(url.host) and not unverified(view, url):
            message = tr(
                "{pip} stops with a traceback ('check_hostname requires server_hostname') when it "
                "asks {host} by https, whatever its certificate says. Write the host's name, or "
                "use pip 26.1 or later.",
                pip=view.environment.pip_name,
                host=url.host,
            )
            yield Diagnosis(url.span, message)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
