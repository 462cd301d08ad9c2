"""Passwords on the way to a proxy."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.written_urls import PROXY, WrittenUrl, password_span, written_urls
from piptrust.engine.offers.urls import without_credentials
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.text.uri import redact, secrets_in


@rule(
    "proxy-unencrypted",
    summary=mark("passwords go to the proxy in clear text"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def proxy_unencrypted(view: View) -> Iterator[Diagnosis]:
    """A plain http proxy without credentials is the usual thing: https goes through it as a tunnel."""
    for url in written_urls(view, PROXY):
        if url.scheme != "http":
            continue
        span = password_span(url)
        if span is not None:
            message = tr(
                "pip sends these credentials to the proxy in clear text with every connection, so "
                "anyone between here and the proxy can read them, as can everybody who may read "
                "this file. Use a proxy that asks for none, or one that is reached by https."
            )
            yield Diagnosis(span, message, offers=without_credentials(view, url))
        else:
            yield from _passwords_of_indexes(view, url)


def _passwords_of_indexes(view: View, url: WrittenUrl) -> Iterator[Diagnosis]:
    for use in view.indexes:
        if use.scheme == "http" and secrets_in(use.url):
            message = tr(
                "pip sends the password for {url} through this proxy in clear text, because both "
                "are plain http: the proxy and anyone before or behind it can read it. Use https "
                "for the index; a plain http proxy is no danger then.",
                url=redact(use.url),
            )
            yield Diagnosis(url.span, message)
            return
