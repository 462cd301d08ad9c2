"""What entries match, compared with the sessions of real pips."""

from __future__ import annotations

import pytest

from piptrust.resolve.environment import Environment, Interpreter
from piptrust.resolve.trusted_hosts import (
    Flaw,
    covers_https,
    is_secure_origin,
    parse_trusted_host,
    passes_http_gate,
    stops_pip,
)
from support.pips import interpreters
from support.resolve_oracle import ask


def environment(pip: str = "26.3", python: tuple[int, int, int] = (3, 12, 1)) -> Environment:
    return Environment("linux", "/home/me", "/", {}, Interpreter("python", python, "/", "/", pip_version=pip))


NOW = environment()


@pytest.mark.parametrize(
    ("entry", "url", "https"),
    [
        ("good.test", "https://good.test/simple/", True),
        ("good.test", "https://good.test:4433/simple/", True),
        ("good.test", "https://user:password@good.test/simple/", True),
        ("good.test", "https://GOOD.test", True),
        ("GOOD.test", "https://good.test/", True),
        ("good.test", "https://sub.good.test/", False),
        ("good.test", "https://good.test.evil.test/", False),
        ("good.test:4433", "https://good.test:4433/", True),
        ("good.test:4433", "https://good.test/", False),
        ("good.test:443", "https://good.test/", False),
        ("good.test:443", "https://good.test:443/", True),
        ("good.test/", "https://good.test/", False),
        ("good.test:4433/simple", "https://good.test:4433/simple/x/", True),
        ("good.test:4433/simple", "https://good.test:4433/files/x", False),
        ("*", "https://good.test/", False),
        ("https://good.test", "https://good.test/", False),
        ("[::1]:4433", "https://[::1]:4433/", True),
        ("::1", "https://[::1]/", True),
        ("xn--bcher-kva.test", "https://bücher.test/", True),
        ("bücher.test", "https://bücher.test/", False),
    ],
)
def test_https(entry: str, url: str, https: bool):
    assert covers_https(parse_trusted_host(entry), url, NOW) is https


@pytest.mark.parametrize(
    ("entry", "url", "passes"),
    [
        ("good.test", "http://good.test:8080/", True),
        ("good.test:80", "http://good.test/", False),
        ("good.test/simple", "http://good.test/", True),
        ("*", "http://anything.test/", True),
        ("*.test", "http://good.test/", False),
        ("user@good.test", "http://good.test/", True),
        ("10.0.0.0/8", "http://10.1.2.3/", False),
        ("bücher.test", "http://bücher.test/", True),
        ("xn--bcher-kva.test", "http://bücher.test/", False),
        ("::1", "http://[0:0:0:0:0:0:0:1]/", True),
        ("good.test", "not a url", True),
    ],
)
def test_http_gate(entry: str, url: str, passes: bool):
    assert passes_http_gate(parse_trusted_host(entry), url, NOW) is passes


@pytest.mark.parametrize(
    ("url", "secure"),
    [
        ("https://a.test/", True),
        ("http://localhost:8080/", True),
        ("http://127.9.9.9/", True),
        ("http://[::1]/", True),
        ("file:///x", True),
        ("git+ssh://a.test/", True),
        ("http://a.test/", False),
        ("http://localhost./", False),
        ("http://0.0.0.0/", False),
        ("http://[broken/", False),
    ],
)
def test_secure_origins_without_entries(url: str, secure: bool):
    assert is_secure_origin(url, (), NOW) is secure


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        ("https://good.test:4433", "Invalid IPv6 URL"),
        ("good.test:abc", "Port could not be cast to integer value as 'abc'"),
        ("good.test:99999", "Port out of range 0-65535"),
        ("good.test:" + "9" * 5000, "Port out of range 0-65535"),
        ("#", "Trusted host URL must include a host part: '#'"),
        ("", "Trusted host URL must include a host part: ''"),
        ("[good.test]", "'good.test' does not appear to be an IPv4 or IPv6 address"),
        ("good.test", None),
        ("https://good.test", None),
    ],
)
def test_entries_that_end_pip(entry: str, error: str | None):
    assert stops_pip(parse_trusted_host(entry), NOW) == error


def test_what_ends_pip_differs_by_version():
    hash_sign, brackets = parse_trusted_host("#"), parse_trusted_host("[good.test]")
    assert stops_pip(hash_sign, environment("23.2")) is None
    assert stops_pip(hash_sign, environment("23.2.1")) is not None
    assert stops_pip(brackets, environment(python=(3, 11, 3))) is None
    assert stops_pip(parse_trusted_host("a:b:c"), environment("19.2.3", (2, 7, 18))) is None


def test_before_19_3_the_entry_was_not_parsed():
    old = environment("19.2.3", (2, 7, 18))
    entry = parse_trusted_host("good.test")
    assert covers_https(entry, "https://good.test/", old)
    assert not covers_https(entry, "https://good.test:4433/", old)
    assert covers_https(parse_trusted_host("good.test:4433"), "https://good.test:4433/", old)
    assert not passes_http_gate(parse_trusted_host("good.test:80"), "http://good.test:80/", old)


@pytest.mark.parametrize(
    ("entry", "flaws"),
    [
        ("good.test", []),
        ("good.test:8443", []),
        ("::1", []),
        ("[::1]:443", [Flaw.DEFAULT_PORT]),
        ("https://good.test", [Flaw.SCHEME]),
        ("https://good.test/", [Flaw.SCHEME, Flaw.PATH]),
        ("good.test/simple", [Flaw.PATH]),
        ("good.test,", [Flaw.COMMA]),
        ("'good.test'", [Flaw.QUOTE]),
        ("#", [Flaw.NO_HOST, Flaw.COMMENT]),
        (";", [Flaw.COMMENT]),
        ("*", [Flaw.WILDCARD]),
        ("*.good.test", [Flaw.WILDCARD]),
        ("10.0.0.0/8", [Flaw.NETWORK]),
        ("user@good.test", [Flaw.USER]),
        ("good.test:", [Flaw.EMPTY_PORT]),
        ("good.test:abc", [Flaw.BAD_PORT]),
        ("good.test:443", [Flaw.DEFAULT_PORT]),
        ("[good.test", [Flaw.BRACKETS]),
        (".good.test", [Flaw.LEADING_DOT]),
        ("good.test.", [Flaw.TRAILING_DOT]),
        ("bücher.test", [Flaw.NOT_ASCII]),
    ],
)
def test_flaws(entry: str, flaws: list[Flaw]):
    assert list(parse_trusted_host(entry).flaws) == flaws


ENTRIES = [
    "good.test",
    "good.test:4433",
    "good.test:443",
    "good.test:80",
    "good.test:0",
    "GOOD.test:4433",
    "test",
    ".test",
    "good.test.",
    "*",
    "*.test",
    "127.0.0.1",
    "::1",
    "[::1]",
    "[::1]:4433",
    "[::1",
    "0:0:0:0:0:0:0:1",
    "10.0.0.0",
    "10.0.0.0/8",
    "10.0.0.1/8",
    "https://good.test",
    "http://good.test",
    "https://good.test:4433",
    "https://good.test:4433/x",
    "good.test/",
    "good.test/simple",
    "good.test:4433/simple",
    "good.test:abc",
    "good.test:99999",
    "good.test:+80",
    "good.test:８０",
    "good.test:",
    "user@good.test",
    "user:pw@good.test",
    "#",
    "'good.test'",
    "good.test,",
    '"good.test"',
    "bücher.test",
    "xn--bcher-kva.test",
    "a#b",
    "?",
    "/",
    ";",
    ":",
    "@",
    ":80",
    "[good.test]",
    "good.test]",
    "℀.test",
    "a:b:c",
    "good.test\\x",
    "//good.test",
    "good.test#frag",
    "good.test:4433#x",
    "%41.test",
]
URLS = [
    "https://good.test/simple/x/",
    "https://good.test:4433/simple/x/",
    "https://good.test:443/",
    "https://good.test",
    "https://GOOD.TEST/a",
    "https://u:p@good.test/simple/",
    "https://good.test?x=1",
    "https://sub.good.test/",
    "https://127.0.0.1/",
    "https://10.0.0.1/",
    "https://[::1]/",
    "https://[::1]:4433/x",
    "https://bücher.test/",
    "http://good.test/simple/",
    "http://good.test:4433/simple/",
    "http://good.test:80/simple/",
    "http://10.1.2.3/",
    "http://10.0.0.0/",
    "http://bücher.test/",
    "http://xn--bcher-kva.test/",
    "http://localhost/",
    "http://127.1.2.3:8/",
    "http://[::1]/x",
    "http://localhost./",
    "http://good.test./",
    "http://a/",
    "http://https/x",
    "http://A.test/",
]


@pytest.mark.parametrize("version", ["20.3.4", "23.1", "23.2.1", "24.0", "25.3", "26.3"])
def test_as_pips_session(version: str):
    cases = [{"entry": entry, "urls": URLS} for entry in ["", *ENTRIES]]
    possible = [p for p in interpreters() if p.can_run(version)]
    for python in {possible[0], possible[-1]}:
        here = environment(version, python.version)
        for case, answer in zip(cases, ask(python, version, "trusted-hosts", cases)):
            entry = parse_trusted_host(case["entry"])
            where = (str(python), case["entry"])
            assert stops_pip(entry, here) == answer["error"], where
            if answer["error"] is None:
                https = [url.startswith("https:") and covers_https(entry, url, here) for url in URLS]
                assert dict(zip(URLS, https)) == dict(zip(URLS, answer["https"])), where
                gate = {url: passed for url, passed in zip(URLS, answer["gate"]) if passed is not None}
                assert {url: is_secure_origin(url, [entry], here) for url in gate} == gate, where
