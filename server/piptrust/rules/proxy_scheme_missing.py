"""A proxy without a scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.written_urls import PROXY, written_urls
from piptrust.engine.offers.urls import rewritten
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.text.uri import redact

# urllib3 takes what stands before the first colon for a scheme if it has the form of one; dots have no place
# in that form, so "proxy.example:3128" passes and "proxy:3128" does not (urllib3 1.26 and 2, util/url.py).
_LOOKS_LIKE_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+-]*:")
_BROKEN_SCHEME = re.compile(r"https?(?::/?|//)(?!\d+$)|//", re.IGNORECASE)


@rule(
    "proxy-scheme-missing",
    summary=mark("the proxy has no scheme, so pip guesses one or stops"),
    severity=Severity.HINT,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def proxy_scheme_missing(view: View) -> Iterator[Diagnosis]:
    """From pip 22.0 on (requests 2.27) urllib3 takes such a proxy apart, before that urllib did."""
    for url in written_urls(view, PROXY):
        if "://" in url.text or url.text[0] in "\"'" or any(c.isspace() for c in url.text):
            continue
        meant = "http://" + _BROKEN_SCHEME.sub("", url.text, count=1).lstrip("/")
        stops = _stops_pip(view, url.text)
        if stops:
            message = tr(
                "{pip} stops with a traceback whenever it needs the network: it takes what stands "
                "before the first colon for the proxy's scheme. Write the scheme: usually http://.",
                pip=view.environment.pip_name,
            )
        else:
            message = tr(
                "pip takes this for an http:// proxy. Older pips stop on it, and so does this one "
                "when the name has no dot: write '{meant}'.",
                meant=redact(meant),
            )
        severity = Severity.ERROR if stops else None
        # Where pip puts http:// there itself, writing it changes nothing.
        same = not stops and _BROKEN_SCHEME.match(url.text) is None
        offers = rewritten(view, url, meant, tr("Write http:// before the proxy"), safe=same)
        yield Diagnosis(url.span, message, severity, offers=offers)


def _stops_pip(view: View, text: str) -> bool:
    pip = view.environment.pip_version
    if pip is None or pip >= (22,):
        return _LOOKS_LIKE_SCHEME.match(text) is not None
    python = view.environment.python_version
    if python is None or python >= (3, 9):
        # urllib.parse of Python 3.9 takes a port for a path, and so the host for a scheme.
        return ":" in text and not text.startswith(("[", "//"))
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d+$)", text) is not None
