"""A password in a file."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.judgement.written_urls import FIND_LINKS, INDEX_KEYS, PROXY, password_span, written_urls
from piptrust.engine.offers.urls import without_credentials
from piptrust.engine.rule import EVERYWHERE, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.kind import FileKind


@rule(
    "credentials-in-url",
    summary=mark("a URL carries a user name and a password in clear text"),
    severity=Severity.WARNING,
    kinds=EVERYWHERE,
)
def credentials_in_url(view: View) -> Iterator[Diagnosis]:
    """Of a proxy only what is sent under TLS is looked at here; ``proxy-unencrypted`` has the rest."""
    in_config = view.document.kind is FileKind.PIP_CONF
    for url in written_urls(view, *INDEX_KEYS, FIND_LINKS, PROXY):
        span = password_span(url)
        if span is None or (url.setting.key == PROXY and url.scheme != "https"):
            continue
        message = sentences(
            tr(
                "pip logs in to {host} with these credentials, and so can everybody who reads this "
                "file, its copies or its history.",
                host=url.host,
            ),
            _advice(url.setting.key, in_config),
        )
        # Somebody's own configuration is read by nobody else, as a rule; a project's files are shared.
        own = in_config and view.in_effect and not view.deployed
        severity = Severity.INFORMATION if own else None
        yield Diagnosis(span, message, severity, offers=without_credentials(view, url))


def _advice(key: str, in_config: bool) -> str:
    if key == PROXY:
        return tr("Give the proxy with its credentials in the environment variable HTTPS_PROXY.")
    if in_config:
        return tr("pip finds them in ~/.netrc and in a keyring, too; it expands no variables in this file.")
    return tr(
        "Take them from environment variables, as in ${NAME}; pip finds them in netrc and a keyring, too."
    )
