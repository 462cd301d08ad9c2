"""What the output of a failed pip, uv or conda tells of the cause, by its words alone.

Nothing is looked up: the words of several causes are the same, and then all of them are candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from piptrust.probe.cause import Cause, all_causes
from piptrust.probe.diagnose import GENERAL
from piptrust.text.records import dataclass
from piptrust.text.uri import redact

LARGEST_LOG = 4 * 1024 * 1024
"""Characters. Of more only the end is read: that is where a failure stands."""
_LONGEST_LINE = 4_000
_MOST_MESSAGES = 2_000

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
# What CI systems put before each line: an ISO time, docker's "#12 3.456", a clock in brackets.
_PREFIX = re.compile(
    r"^(?:\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)\s?|#\d+ +\d+\.\d+ |\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?\s)+"
)
# pip 26.2's boxes; the chains of uv, old and new; conda's second line.
_CONTINUES = re.compile(r"\s*(?:╰─>|cause: |Caused by: |Exception: HTTPS?Connection)")
# Only lines with such words are looked at: a log may hold megabytes of others.
_TELLING = re.compile(
    r"(?i)ssl|tls|certificate|connect|proxy|resol|timed out|timeout|name or service|getaddrinfo|truststore"
    r"|errno|winerror|os error|trusted|configuration|valid value|check_hostname|peer|dns error|didn't respond"
    r"|closed without|refused|unreachable|ipv6 url"
)
_RETRY = re.compile(r"Retrying \(Retry\(.*?\)\)")
_PLACE = re.compile(r"HTTPS?Connection(?:Pool)?\(host='([^']+)', port=(\d+)")
_URL = re.compile(r"https?://[^\s'\"<>)\]]+")
_SECURE_TO = re.compile(r"(?:secure connection|connect) to (\S+) while fetching")
_REASON = re.compile(r"\[(?:SSL|X509)[^\]:]*: ([A-Z0-9_]+)\]")
_NUMBERS = re.compile(r"0x[0-9a-f]+|_ssl\.c:\d+|total=\d+")

# What uv says for what OpenSSL says: rustls' Error and CertificateError, reqwest's and hyper's words.
_OPENSSL_WORDS = (
    (r"invalid peer certificate: UnknownIssuer", "unable to get local issuer certificate"),
    (r"invalid peer certificate: UnknownIssuer", "self-signed certificate in certificate chain"),
    (r"invalid peer certificate: UnknownIssuer", "self-signed certificate"),
    (r"invalid peer certificate: (?:Expired|certificate expired)", "certificate has expired"),
    (r"invalid peer certificate: (?:NotValidYet|certificate not valid yet)", "certificate is not yet valid"),
    (
        r"invalid peer certificate: (?:NotValidForName|certificate not valid for name)",
        "Hostname mismatch, certificate is not valid for",
    ),
    (r"invalid peer certificate: BadSignature", "certificate signature failure"),
    (r"received fatal alert: HandshakeFailure", "ALERT_HANDSHAKE_FAILURE"),
    (r"received fatal alert: ProtocolVersion", "ALERT_PROTOCOL_VERSION"),
    (r"received fatal alert: CertificateRequired", "ALERT_CERTIFICATE_REQUIRED"),
    (r"received fatal alert: Unrecogni[sz]edName", "UNRECOGNIZED_NAME"),
    (r"received corrupt message of type InvalidContentType", "WRONG_VERSION_NUMBER"),
    (r"tls handshake eof|unexpected EOF during handshake", "EOF occurred in violation of protocol"),
    (r"tunnel error: proxy authorization required", "Tunnel connection failed: 407"),
    (r"tunnel error: unsuccessful", "Tunnel connection failed: 000"),
    (r"tunnel error: failed to create underlying connection", "Cannot connect to proxy: refused"),
    (r"cause: operation timed out", "Read timed out, ConnectTimeoutError"),
)


@dataclass(frozen=True)
class Explanation:
    """What one kind of message tells.

    Attributes:
        causes: what the words may mean, in the order of the catalogue; never empty.
        words: the message, credentials redacted.
        places: hosts, with ports where they are told, that it speaks of.
        urls: addresses that it speaks of, credentials redacted.
        openssl_reason: as in ``CERTIFICATE_VERIFY_FAILED``, or empty.
        times: how often it stands there; pip repeats itself with each retry.
    """

    causes: tuple[Cause, ...]
    words: str
    places: tuple[str, ...]
    urls: tuple[str, ...]
    openssl_reason: str
    times: int


def explain_log(text: str) -> tuple[Explanation, ...]:
    """The explanations of all that is recognised, in the order in which it stands there. Any text will do."""
    lines = list(plain_lines(text))
    messages = _messages(lines)
    named = {host for line in lines for host in _hosts_asked(line)}
    found: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    causes: dict[tuple[str, ...], tuple[Cause, ...]] = {}
    for line, times in messages:
        candidates = tuple(_candidates(line, named))
        if candidates:
            key = tuple(cause.id for cause in candidates)
            causes[key] = candidates
            found.setdefault(key, []).append((line, times))
    kept = [key for key in found if not _told_better(key, found)]
    return tuple(_explanation(causes[key], found[key]) for key in kept)


def plain_lines(text: str) -> Iterator[str]:
    """The lines without colours, carriage returns, and what CI systems put before them."""
    for line in _ANSI.sub("", text[-LARGEST_LOG:]).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        yield _PREFIX.sub("", line[:_LONGEST_LINE])


def _messages(lines: Iterable[str]) -> list[tuple[str, int]]:
    """Telling lines, each kind once, with how often it stands there."""
    counts: dict[str, tuple[str, int]] = {}
    for message in _joined(lines):
        if _TELLING.search(message) is None:
            continue
        key = _NUMBERS.sub("", _RETRY.sub("", message))
        if key in counts:
            counts[key] = (counts[key][0], counts[key][1] + 1)
        else:
            counts[key] = (message, 1)
            if len(counts) > _MOST_MESSAGES:
                # The newest are kept: a failure stands at the end.
                del counts[next(iter(counts))]
    return list(counts.values())


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Messages that stand on several lines, on one: why something failed stands below what failed."""
    message = ""
    for line in lines:
        if message and _CONTINUES.match(line) is not None and len(message) < _LONGEST_LINE:
            message = f"{message} {line.strip()}"
        else:
            if message:
                yield message
            message = line.strip()
    if message:
        yield message


def _candidates(line: str, named: set[str]) -> Iterator[Cause]:
    words = line + "".join(f"\n{openssl}" for theirs, openssl in _OPENSSL_WORDS if re.search(theirs, line))
    found = [cause for cause in all_causes() if any(re.search(says, words) for says in cause.pip_says)]
    specific = [cause for cause in found if cause.id not in GENERAL] or found
    of_proxy = [cause for cause in specific if cause.id.startswith("proxy-")]
    place = _PLACE.search(line)
    if of_proxy and "roxy" in words:
        # The words name the proxy; what else they say is said of it.
        specific = of_proxy
    elif of_proxy and place is not None and named:
        # pip 26.1 and later do not say that it is the proxy that fails, but whom they connected to.
        is_proxy = place.group(1) not in named
        specific = of_proxy if is_proxy else [cause for cause in specific if cause not in of_proxy]
    yield from specific


def _told_better(key: tuple[str, ...], found: Iterable[tuple[str, ...]]) -> bool:
    """Whether another message says the same and more: its candidates are some of these, or more specific."""
    if set(key) <= GENERAL:
        return any(not set(other) & GENERAL for other in found)
    return any(set(other) < set(key) for other in found)


def _explanation(causes: tuple[Cause, ...], lines: list[tuple[str, int]]) -> Explanation:
    text = "\n".join(line for line, _ in lines)
    reason = _REASON.search(text)
    places = [f"{m.group(1)}:{m.group(2)}" for m in _PLACE.finditer(text)] + _SECURE_TO.findall(text)
    urls = [redact(url.rstrip(".,:;")) for url in _URL.findall(text)]
    return Explanation(
        causes=causes,
        words=redact(lines[-1][0]),
        places=tuple(dict.fromkeys(redact(place) for place in places)),
        urls=tuple(dict.fromkeys(urls)),
        openssl_reason=reason.group(1) if reason else "",
        times=sum(times for _, times in lines),
    )


def _hosts_asked(line: str) -> Iterator[str]:
    """Hosts of the indexes, which pip lists where they are not its default."""
    if line.lstrip().startswith("Looking in indexes:"):
        for url in _URL.findall(line):
            yield url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
