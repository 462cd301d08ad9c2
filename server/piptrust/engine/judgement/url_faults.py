"""What keeps pip from using what stands in the place of an index's URL."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from piptrust.engine.judgement.written_urls import WrittenUrl
from piptrust.locale import tr
from piptrust.text.records import dataclass
from piptrust.text.span import Span

# What pip takes for a URL (pip 26.3, vcs/versioncontrol.py:is_url), version control apart. It knows ftp, but
# cannot fetch from it.
_SCHEMES = frozenset({"http", "https", "file"})
_COMMENT = re.compile(r"\s(?=[#;])")
_PATH = re.compile(r"\.{0,2}[/\\]|[A-Za-z]:[/\\]|~|file:", re.IGNORECASE)
_SLASHES = re.compile(r"(https?)(?::/?|//)(?=[^/:])", re.IGNORECASE)
_HOST = re.compile(r"(?:[A-Za-z0-9_-]+\.)+[A-Za-z0-9_-]+(?::\d+)?(?:/|$)|[A-Za-z0-9-]+:\d+(?:/|$)")


@dataclass(frozen=True)
class UrlFault:
    """One thing that is wrong with a URL.

    Attributes:
        what_pip_does: a clause that begins with a verb: "pip ignores it: ….", "pip stops with a traceback: ….".
        stops_pip: whether pip ends with a traceback, instead of going on without the index.
        advice: a sentence.
        meant: the URL that was meant, or None where that is not plain.
        certain: whether nobody can mean anything else.
        comment: the stretch of the value that was meant as a comment, relative to its start, or None.
    """

    what_pip_does: str
    advice: str
    stops_pip: bool = False
    meant: str | None = None
    certain: bool = False
    comment: Span | None = None


def url_fault(url: WrittenUrl) -> UrlFault | None:
    """The first fault of an index's URL as a configuration or requirements file writes it, or None."""
    return _glued(url) or _scheme_fault(url.text) or _authority_fault(url.text)


def _glued(url: WrittenUrl) -> UrlFault | None:
    text = url.text
    bare = text.strip("\"'")
    if bare != text:
        return UrlFault(
            tr("pip ignores it: to pip the quotes belong to the URL, which then has no scheme."),
            tr("Remove the quotes."),
            meant=bare,
            certain=True,
        )
    comment = _COMMENT.search(text)
    if comment is not None or text.startswith(("#", ";")):
        start = comment.end() if comment else 0
        return UrlFault(
            tr("pip takes the comment for a part of the URL, because it stands on the same line."),
            tr("Give the comment a line of its own."),
            comment=Span(start, len(text)),
        )
    if len(text.split()) > 1:
        several = sum("://" in word for word in text.split()) > 1
        advice = (
            tr("Write one URL here, and the others as extra-index-url.")
            if several
            else tr("Write %20 for a space.")
        )
        return UrlFault(tr("pip takes all of this for one URL, white space included."), advice)
    if ",http" in text:
        return UrlFault(
            tr("pip takes all of this for one URL: a comma separates nothing."),
            tr("Separate URLs by white space, and only in extra-index-url."),
            meant=" ".join(text.split(",")) if url.setting.key == "extra-index-url" else None,
        )
    return None


def _scheme_fault(text: str) -> UrlFault | None:
    scheme, separator, rest = text.partition("://")
    if not separator:
        return None if _PATH.match(text) and not text.startswith("//") else _without_scheme(text)
    known = scheme.lower() in _SCHEMES or "+" in scheme
    if known or "/" in scheme:
        return None
    if scheme.lower() == "ftp":
        return UrlFault(
            tr("pip stops with a traceback: it cannot fetch from ftp."), tr("Use https."), stops_pip=True
        )
    from difflib import get_close_matches  # Rarely needed, and slow to load.

    close = get_close_matches(scheme.lower(), sorted(_SCHEMES, reverse=True), 1)
    return UrlFault(
        tr("pip ignores it: it knows no scheme '{scheme}'.", scheme=scheme),
        tr("Did you mean '{meant}'?", meant=close[0]) if close else tr("Use https."),
        meant=f"{close[0]}://{rest}" if close else None,
    )


def _without_scheme(text: str) -> UrlFault:
    slashes = _SLASHES.match(text)
    if slashes is not None:
        meant = f"{slashes.group(1)}://{text[slashes.end() :]}"
        advice = tr("Write a colon and two slashes behind the scheme.")
        if ":" in slashes.group():
            what = tr("pip stops with a traceback: it finds no host in it.")
            return UrlFault(what, advice, stops_pip=True, meant=meant, certain=True)
        return UrlFault(tr("pip ignores it: it has no scheme."), advice, meant=meant, certain=True)
    looks_like_host = text.startswith("//") or _HOST.match(text) is not None
    meant = "https://" + text.lstrip("/") if looks_like_host else None
    return UrlFault(
        tr("pip ignores it: it has no scheme, and is no path that exists."),
        tr("Write https://."),
        meant=meant,
    )


def _authority_fault(text: str) -> UrlFault | None:
    if not text.lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return UrlFault(
            tr("pip stops with a traceback ({error}).", error=error),
            tr("Write host and port as https wants them."),
            True,
        )
    if not host:
        return UrlFault(
            tr("pip stops with a traceback: it finds no host in it."), tr("Write the host."), stops_pip=True
        )
    return None
