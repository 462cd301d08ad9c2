"""What the rules say of an entry is what pip's own session does with it."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path

import pytest

from piptrust.engine.analyze import Selection
from piptrust.engine.finding import Finding, Severity
from piptrust.engine.judgement.trust_entries import KEY, all_entries
from piptrust.engine.rule import all_rules
from piptrust.resolve.trusted_hosts import is_secure_origin, parse_trusted_host
from piptrust.text.uri import redact
from support.fixture import Scene, scene
from support.pips import Python, clean_environment, interpreters, pip_folder

VERSIONS = ("20.3.4", "22.3.1", "23.2.1", "24.0", "24.2", "25.3", "26.2.1", "26.3")

ENTRIES = (
    "a.example", "A.Example", "a.example:8443", "a.example:443", "a.example:80", "a.example:0", "a.example:",
    "a.example:x", "a.example:99999", "a.example.", ".example", "example", "*", "*:8443", "*.example",
    "a.example/",
    "a.example/simple", "a.example:8443/simple", "a.example?x", "a.example#x", "a.example,", ",a.example",
    "a.example,b.example", "'a.example'", '"a.example"', "https://a.example", "http://a.example/simple",
    "https://a.example:8443", "https:a.example", "https//a.example", "//a.example", "/", ":8443", "#", "#x",
    ";", "user@a.example", "user:pw@a.example", "::1", "[::1]", "[::1]:8443", "[::1", "10.0.0.1",
    "10.0.0.0/8", "$HOST", "b.example",
)  # fmt: skip
URLS = (
    "https://a.example/simple", "https://a.example:443/simple", "https://a.example:8443/simple",
    "https://A.EXAMPLE/simple", "https://user:pw@a.example/simple", "https://b.example/other",
    "https://[::1]/simple", "https://[::1]:8443/simple", "https://10.0.0.1/simple", "http://a.example/simple",
    "http://a.example:80/simple", "http://a.example:8443/simple", "http://10.0.0.1/simple",
    "http://user:pw@a.example/simple",
)  # fmt: skip

# For every entry: the exception that adding it raises, or for every URL whether pip leaves it unverified
# (https) or uses it at all (http); None where it falls over the host that an entry lacks. The session sees
# URLs without credentials, and index pages of projects.
_SESSION = """
import json, logging, re, sys, warnings
sys.path.insert(0, sys.argv[1])
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
from pip._internal.models.link import Link
from pip._internal.network.session import InsecureHTTPAdapter, PipSession
try:
    from pip._internal.network.session import InsecureCacheControlAdapter
    insecure = (InsecureHTTPAdapter, InsecureCacheControlAdapter)
except ImportError:
    insecure = (InsecureHTTPAdapter,)
entries, urls = json.load(sys.stdin)
answers = []
for entry in entries:
    session = PipSession()
    try:
        session.add_trusted_host(entry)
    except Exception as error:
        answers.append(str(error))
        continue
    answer = []
    for url in urls:
        page = re.sub("//[^/@]*@", "//", url) + "/labpkg/"
        if url.startswith("https"):
            answer.append(isinstance(session.get_adapter(page), insecure))
        else:
            try:
                answer.append(bool(session.is_secure_origin(Link(page))))
            except (AttributeError, TypeError):
                answer.append(None)
    answers.append(answer)
json.dump(answers, sys.stdout)
"""


@cache
def pip_says(version: str, python: Python) -> dict[str, str | list[bool | None]]:
    """By entry: the error's text, or the answer for each URL."""
    done = subprocess.run(
        [python.executable, "-c", _SESSION, str(pip_folder(version))],
        input=json.dumps([ENTRIES, URLS]),
        capture_output=True,
        encoding="utf-8",
        env=clean_environment(Path("/nonexistent")),
        check=True,
    )
    return dict(zip(ENTRIES, json.loads(done.stdout)))


def pairs() -> list[tuple[str, Python]]:
    """Each pip under the oldest and the newest Python for it, which parse ports and brackets differently."""
    found: list[tuple[str, Python]] = []
    for version in VERSIONS:
        able = [python for python in interpreters() if python.can_run(version)]
        found.extend((version, python) for python in dict.fromkeys((able[0], able[-1])))
    return found


def machine_with(entry: str, version: str, python: Python) -> Scene:
    """A configuration that trusts one entry and uses all the URLs."""
    others = "".join(f"\n    {url}" for url in URLS[1:])
    text = f"[global]\n{KEY} = {entry}\nindex-url = {URLS[0]}\nextra-index-url ={others}\n"
    return scene(text, pip=version, python=python.version)


def findings_of(machine: Scene) -> list[Finding]:
    rules = [rule.id for rule in all_rules()]
    chosen = {r for r in rules if r.startswith(KEY) or r in {"private-index-unverified", "http-index"}}
    return list(machine.findings(Selection(only=frozenset(chosen))))


@pytest.mark.parametrize(("version", "python"), pairs(), ids=lambda value: str(value))
def test_the_rules_agree_with_pip_s_session(version: str, python: Python):
    differences: list[str] = []
    for entry, answer in pip_says(version, python).items():
        machine = machine_with(entry, version, python)
        messages = [f.message for f in findings_of(machine) if f.severity is Severity.ERROR]
        stopping = [message for message in messages if "stops with a traceback" in message]
        if isinstance(answer, str) or stopping:
            # An error is told with pip's own words; credentials in them are not.
            words = [message for message in stopping if redact(str(answer)) in message]
            if not words:
                differences.append(f"{entry!r}: pip {answer!r}, we {messages}")
            continue
        unverified = {use.url for one in all_entries(machine.view()) for use in one.uses}
        hosts = [] if entry[0] in ";#" else [parse_trusted_host(entry)]
        for url, theirs in zip(URLS, answer):
            if url.startswith("https"):
                ours = url in unverified
            else:
                ours = is_secure_origin(url, hosts, machine.snapshot.environment)
            if theirs is None:
                # pip before 23.2.1 compares with the host that "#" and kin do not have, and dies of that.
                assert parse_trusted_host(entry).host is None
            elif ours is not theirs:
                differences.append(f"{entry!r} {url}: pip {theirs}, we {ours}")
    assert differences == []


@pytest.mark.parametrize(("version", "python"), pairs()[-1:], ids=lambda value: str(value))
def test_messages_claim_no_more_than_pip_does(version: str, python: Python):
    for entry, answer in pip_says(version, python).items():
        if isinstance(answer, str) or entry[0] in ";#":
            continue
        machine = machine_with(entry, version, python)
        unverified = any(theirs for url, theirs in zip(URLS, answer) if url.startswith("https"))
        opened = any(theirs for url, theirs in zip(URLS, answer) if not url.startswith("https"))
        (one,) = all_entries(machine.view())
        if one.rule == "private-index-unverified":
            assert unverified, entry
        elif unverified:
            assert one.rule == "trusted-host-has-path", entry
        elif one.rule is None:
            assert opened, entry
        # Taking the entry out is called safe only where pip does the same without it.
        safe = any(o.safe for f in findings_of(machine) for o in f.offers if f.span == one.span)
        assert not (safe and (unverified or opened)), entry


@pytest.mark.parametrize(("version", "python"), pairs()[-1:], ids=lambda value: str(value))
def test_an_http_index_is_said_to_be_ignored_exactly_when_it_is(version: str, python: Python):
    for entry, answer in pip_says(version, python).items():
        if isinstance(answer, str) or entry[0] in ";#":
            continue
        machine = machine_with(entry, version, python)
        ignored = {
            machine.document.source(f.span): "ignores this index" in f.message
            for f in findings_of(machine)
            if f.rule == "http-index"
        }
        used = {url: theirs for url, theirs in zip(URLS, answer) if url.startswith("http:")}
        assert {url: not theirs for url, theirs in used.items()} == ignored, entry
