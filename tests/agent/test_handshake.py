"""The handshakes that the agent makes, under every Python here, with every kind of server and proxy."""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from piptrust.agent.facts import Failure, FailureKind
from piptrust.agent.stream import run_task
from support.lab.authority import DAY, Authority, Shape, pem
from support.lab.names import lab_variables
from support.lab.proxy import LabProxy
from support.lab.server import LabServer, Response, index_pages, redirecting
from support.pips import Python, every_python
from support.slow_servers import DrippingPage, DrippingServer, Noise

HOST = "index.test"
TIMEOUT = 1.5
PASSWORD = "s3cr3t-word"
PYTHONS = every_python()
NEWEST = PYTHONS[-1]


class Lab:
    """Everything that listens, and the targets that stand for it by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = Authority("Lab Root")
        self.issuing = Authority("Lab Issuing", issuer=self.root)
        stranger = Authority("Stranger")
        self.bundle = self.file("root.pem", self.root.pem)
        self.der = self.file("root.der", self.root.certificate.public_bytes(Encoding.DER))
        good = self.issuing.issue(HOST)
        old = self.issuing.issue(HOST, shape=Shape(valid=(-9 * DAY, -DAY)))
        client = Authority("Client Root")
        self.client = self.file("client.pem", client.issue("client", shape=Shape(usage=None)).with_key)
        two = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2)
        self.servers: dict[str, LabServer] = {
            "good": LabServer(good),
            "stranger": LabServer(stranger.issue(HOST), versions=two),
            "expired": LabServer(old),
            "other name": LabServer(self.issuing.issue("other.test")),
            "plain http": LabServer(None),
            "cut": LabServer(good, fault="close-after-hello"),
            "reset": LabServer(good, fault="reset"),
            "garbage": LabServer(good, fault="garbage"),
            "hanging": LabServer(good, fault="hang"),
            "dripping handshake": DrippingServer(None, b"\x16\x03\x03\x10\x00" + b"\x02" * 4000),
            "dripping page": DrippingPage(good),
            "client wanted": LabServer(good, client_ca=client.pem, versions=two),
            "elsewhere": LabServer(good, index_pages("https://user:word@Files.test:8443/a/")),
            "redirect": LabServer(good, redirecting("https://user:word@moved.test")),
            "huge page": LabServer(good, lambda _path, _headers: Response(body=b"x" * 9_000_000)),
        }
        self.proxies = {
            "plain": LabProxy(),
            "authenticated": LabProxy("authenticated", login=("user", PASSWORD)),
            "refusing": LabProxy("refusing"),
            "closing": LabProxy("closing"),
            "html": LabProxy("html"),
            "tls": LabProxy(credential=self.root.issue("proxy.test")),
        }

    def file(self, name: str, content: bytes) -> str:
        path = self.folder / name
        path.write_bytes(content)
        return str(path)

    def target(self, server: str, **more: Any) -> dict[str, Any]:
        """One that is named for the server unless ``id`` is given."""
        scheme = "http" if more.pop("plainly", False) else "https"
        url = f"{scheme}://{HOST}:{self.servers[server].port}/simple/labpkg/"
        recipe = {"files": [self.bundle], **more.pop("recipe", {})}
        return {
            "id": server,
            "url": url,
            "recipe": recipe,
            "fetch": True,
            "timeout": TIMEOUT,
            **more,
        }

    def through(self, proxy: str, **more: Any) -> dict[str, Any]:
        return self.target("good", id=f"proxy {proxy}", proxy=self.proxy_url(proxy), **more)

    def proxy_url(self, proxy: str) -> str:
        scheme, login = ("https", "") if proxy == "tls" else ("http", "")
        if proxy == "authenticated":
            login = f"user:{PASSWORD}@"
        return f"{scheme}://{login}proxy.test:{self.proxies[proxy].port}"

    def close(self) -> None:
        for server in [*self.servers.values(), *self.proxies.values()]:
            server.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    made = Lab(tmp_path_factory.mktemp("lab"))
    yield made
    made.close()


Answers = dict[str, dict[str, Any]]


def ask(
    python: Python | str,
    folder: Path,
    targets: Sequence[dict[str, Any]],
    *,
    deadline: float = 30,
    variables: dict[str, str] | None = None,
    concurrency: int = 16,
) -> tuple[Answers, Failure | None]:
    answers: list[dict[str, Any]] = []
    executable = python if isinstance(python, str) else python.executable
    given = {**lab_variables(folder, missing=("gone.test",)), **(variables or {})}
    task = {"task": "handshake", "targets": list(targets), "concurrency": concurrency}
    failure = asyncio.run(run_task(executable, given, task, answers.append, deadline=deadline))
    return {answer["id"]: answer for answer in answers}, failure


def kind(answer: dict[str, Any]) -> str | None:
    return answer["error"] and answer["error"]["kind"]


@pytest.fixture(scope="module", params=PYTHONS, ids=str)
def walked(request: pytest.FixtureRequest, lab: Lab, tmp_path_factory: pytest.TempPathFactory):
    """What one Python makes of all of the lab, at once."""
    python: Python = request.param
    targets = [lab.target(name) for name in lab.servers]
    targets += [lab.through(name) for name in lab.proxies if name != "tls"]
    targets += [
        lab.through("tls", proxy_recipe={"files": [lab.bundle]}),
        lab.target("plain http", id="http without tls", plainly=True),
        lab.target("good", id="unverified", recipe={"verify": False}),
        lab.target("client wanted", id="client given", recipe={"client_cert": lab.client}),
        lab.target("good", id="bundle missing", recipe={"missing": "invalid path: /none.pem"}),
        lab.target("good", id="bundle of no use", recipe={"files": [lab.der]}),
        lab.target("good", id="client missing", recipe={"client_cert": "/none.pem"}),
        {**lab.target("good", id="refused"), "url": f"https://{HOST}:1/"},
        {**lab.target("good", id="unknown name"), "url": "https://gone.test/"},
        {**lab.target("good", id="bad port"), "url": f"https://{HOST}:port/"},
    ]
    started = time.monotonic()
    answers, failure = ask(python, tmp_path_factory.mktemp("home"), targets)
    assert failure is None
    assert set(answers) == {t["id"] for t in targets}
    return python, answers, time.monotonic() - started


VERDICTS = {
    "good": ("done", None),
    "unverified": ("done", None),
    "stranger": ("tls", "certificate"),
    "expired": ("tls", "certificate"),
    "other name": ("tls", "hostname"),
    "plain http": ("tls", "tls"),
    "garbage": ("tls", "tls"),
    "hanging": ("tls", "timeout"),
    "dripping handshake": ("tls", "timeout"),
    "dripping page": ("done", None),
    "client given": ("done", None),
    "elsewhere": ("done", None),
    "redirect": ("done", None),
    "huge page": ("done", None),
    "http without tls": ("done", None),
    "bundle missing": ("plan", "ca-file"),
    "bundle of no use": ("plan", "ca-file"),
    "client missing": ("plan", "client-cert"),
    "refused": ("connect", "connection"),
    "unknown name": ("connect", "dns"),
    "bad port": ("plan", "config"),
    "proxy plain": ("done", None),
    "proxy authenticated": ("done", None),
    "proxy refusing": ("proxy-tunnel", "proxy"),
    "proxy closing": ("proxy-tunnel", "proxy"),
    "proxy html": ("proxy-tunnel", "proxy"),
}


def test_stage_and_kind_of_each_server_and_proxy(walked: tuple[Python, Answers, float]):
    _, answers, _ = walked
    found = {name: (answers[name]["stage"], kind(answers[name])) for name in VERDICTS}
    assert found == VERDICTS
    # How an abrupt end is called differs between versions of OpenSSL; it is never the certificate.
    for name in ("cut", "reset", "client wanted"):
        assert kind(answers[name]) in {"tls", "connection"}, answers[name]


def test_nobody_gets_more_than_the_time_of_one_target(walked: tuple[Python, Answers, float]):
    _, answers, _ = walked
    slow = {name: a["elapsed_ms"] for name, a in answers.items() if a["elapsed_ms"] > 1000 * TIMEOUT + 700}
    assert not slow


def test_presented_chains(walked: tuple[Python, Answers, float]):
    python, answers, _ = walked
    by_api = python.version >= (3, 10)
    assert answers["good"]["chain_source"] == ("api" if by_api else "leaf")
    assert len(answers["good"]["chain"]) == (2 if by_api else 1)
    assert answers["expired"]["chain_source"] == ("api" if by_api else "tls12-hello")
    assert len(answers["expired"]["chain"]) == 2
    assert len(answers["stranger"]["chain"]) == 1
    for name in ("plain http", "garbage", "hanging", "refused"):
        assert not answers[name].get("chain"), name


def test_what_only_a_hello_in_clear_shows(walked: tuple[Python, Answers, float]):
    _, answers, _ = walked
    assert answers["client wanted"]["wants_client_certificate"] is True
    assert answers["stranger"]["wants_client_certificate"] is False
    assert answers["plain http"]["answers_in_http"] is True
    assert answers["garbage"]["answers_in_http"] is False


def test_pages_tell_where_they_lead(walked: tuple[Python, Answers, float]):
    _, answers, _ = walked
    assert answers["elsewhere"]["http"]["links"] == ["https://files.test:8443"]
    assert answers["good"]["http"]["links"] == []
    assert answers["redirect"]["http"]["status"] == 302
    assert answers["redirect"]["http"]["location"] == "https://moved.test/simple/labpkg/"
    assert answers["huge page"]["http"]["truncated"] is True
    assert answers["dripping page"]["http"]["status"] == 200
    assert answers["dripping page"]["http"]["truncated"] is True
    assert answers["proxy refusing"]["proxy_status"] == 403


def test_tls_to_the_proxy_itself(walked: tuple[Python, Answers, float]):
    python, answers, _ = walked
    answer = answers["proxy tls"]
    if python.version < (3, 5):
        assert answer["error"]["text"] == "this Python cannot speak TLS through a TLS proxy"
    else:
        assert (answer["stage"], answer["error"]) == ("done", None)
        assert len(answer["proxy_tls"]["chain"]) == 1


def test_no_password_in_any_answer(walked: tuple[Python, Answers, float]):
    _, answers, _ = walked
    text = json.dumps(answers)
    assert PASSWORD not in text
    assert "user:word" not in text


@pytest.mark.parametrize("python", PYTHONS, ids=str)
def test_without_ssl_it_says_so_and_still_sees_the_chain(python: Python, lab: Lab, tmp_path: Path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "ssl.py").write_text("raise ImportError('No module named _ssl')\n")
    base = lab_variables(tmp_path)["PYTHONPATH"]
    variables = {"PYTHONPATH": f"{tmp_path / 'broken'}:{base}"}
    targets = [lab.target("stranger"), lab.through("plain"), lab.target("good", id="http", plainly=True)]
    targets[2]["url"] = f"http://{HOST}:{lab.servers['plain http'].port}/simple/"
    answers, failure = ask(python, tmp_path, targets, variables=variables)
    assert failure is None
    assert answers["stranger"]["error"]["kind"] == "ssl-missing"
    assert "No module named _ssl" in answers["stranger"]["error"]["text"]
    assert (answers["stranger"]["chain_source"], len(answers["stranger"]["chain"])) == ("tls12-hello", 1)
    assert (answers["proxy plain"]["chain_source"], len(answers["proxy plain"]["chain"])) == (
        "tls12-hello",
        2,
    )
    assert answers["http"]["stage"] == "done"


def test_credentials_go_to_the_proxy_only(lab: Lab, tmp_path: Path):
    proxy, good, plain = lab.proxies["authenticated"], lab.servers["good"], lab.servers["plain http"]
    for server in (good, plain):
        server.headers.clear()
        server.requests.clear()
    targets = [
        {**lab.target("good"), "url": f"https://user:{PASSWORD}@{HOST}:{good.port}/simple/"},
        {**lab.target("good", id="plain"), "url": f"http://user:{PASSWORD}@{HOST}:{plain.port}/simple/"},
        lab.through("authenticated"),
    ]
    answers, _ = ask(NEWEST, tmp_path, targets)
    assert {kind(a) for a in answers.values()} == {None}
    assert len(good.requests) == 2
    assert len(plain.requests) == 1
    for server in (good, plain):
        assert PASSWORD not in "".join(server.requests)
        for headers in server.headers:
            assert not {"authorization", "proxy-authorization"} & set(headers)
    assert not any(PASSWORD in line for line in proxy.requests)


@pytest.mark.parametrize(
    "proxy",
    [
        f"http://user:{PASSWORD}@[broken",
        f"http://user:{PASSWORD}@a\u2100b:80",
        f"http://user:{PASSWORD}@",
        "//",
    ],
)
def test_a_proxy_that_cannot_be_read_is_not_repeated(proxy: str, lab: Lab, tmp_path: Path):
    answers, failure = ask(NEWEST, tmp_path, [lab.target("good", proxy=proxy)])
    assert failure is None
    assert kind(answers["good"]) in {"config", "proxy"}
    assert PASSWORD not in json.dumps(answers)


def test_hooks_that_print_do_not_disturb(lab: Lab, tmp_path: Path):
    lab_variables(tmp_path)
    (tmp_path / "noisy").mkdir()
    (tmp_path / "noisy" / "sitecustomize.py").write_text(
        f"exec(open({str(tmp_path / 'hook' / 'sitecustomize.py')!r}).read())\n"
        "import atexit, os, sys\n"
        'print(\'\\x1e{"event": "end"\')\n'
        "sys.stdout.write('half a line'); sys.stdout.flush()\n"
        "atexit.register(os.write, 1, b'bye')\n"
    )
    variables = {"PYTHONPATH": str(tmp_path / "noisy")}
    answers, failure = ask(NEWEST, tmp_path, [lab.target("good")], variables=variables)
    assert failure is None
    assert answers["good"]["stage"] == "done"


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exec sleep 30", FailureKind.HANGS),
        ("exit 3", FailureKind.NOT_PYTHON),
        ("kill -SEGV $$", FailureKind.CRASHES),
        (None, FailureKind.MISSING),
    ],
)
def test_interpreters_that_are_none(text: str | None, expected: FailureKind, lab: Lab, tmp_path: Path):
    program = str(tmp_path / "missing") if text is None else script(tmp_path / "python", text)
    started = time.monotonic()
    answers, failure = ask(program, tmp_path, [lab.target("good")], deadline=0.5)
    assert answers == {}
    assert failure is not None
    assert failure.kind is expected, failure
    assert time.monotonic() - started < 6


def test_the_deadline_ends_all_and_keeps_what_is_there(lab: Lab, tmp_path: Path):
    targets = [lab.target("good"), lab.target("hanging", timeout=30)]
    started = time.monotonic()
    answers, failure = ask(NEWEST, tmp_path, targets, deadline=2)
    assert time.monotonic() - started < 8
    assert answers["good"]["stage"] == "done"
    assert "hanging" not in answers
    assert failure is not None
    assert failure.kind is FailureKind.HANGS


def test_a_probe_that_is_given_up_leaves_no_process(lab: Lab, tmp_path: Path):
    pid_file = tmp_path / "pid"
    variables = lab_variables(tmp_path)
    with (tmp_path / "hook" / "sitecustomize.py").open("a") as hook:
        hook.write(f"open({str(pid_file)!r}, 'w').write(str(os.getpid()))\n")
    task = {"task": "handshake", "targets": [lab.target("hanging", timeout=30)]}

    async def give_up() -> None:
        running = asyncio.ensure_future(
            run_task(NEWEST.executable, variables, task, lambda _: None, deadline=30)
        )
        await until(lambda: pid_file.exists() and bool(pid_file.read_text()))
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(give_up())
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


async def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


def test_five_hundred_targets_some_of_which_hang(lab: Lab, tmp_path: Path):
    good, hanging = lab.servers["good"], lab.servers["hanging"]
    targets = [
        {
            **lab.target("good", id=str(n), recipe={"verify": False}, fetch=False, timeout=20),
            "url": f"https://h{n}.test:{good.port}/",
        }
        for n in range(500)
    ]
    for n in range(0, 500, 25):
        targets[n].update(url=f"https://h{n}.test:{hanging.port}/", timeout=0.5)
    answers, failure = ask(NEWEST, tmp_path, targets, deadline=55)
    assert failure is None
    assert len(answers) == 500
    assert {n for n in range(500) if kind(answers[str(n)]) == "timeout"} == set(range(0, 500, 25))
    assert sum(answers[str(n)]["stage"] == "done" for n in range(500)) == 480


def test_targets_of_one_place_do_not_hold_up_the_others(lab: Lab, tmp_path: Path):
    waiting = [lab.target("hanging", id=f"hanging {n}", timeout=0.7) for n in range(4)]
    order: list[str] = []
    task = {"task": "handshake", "targets": [*waiting, lab.target("good")], "concurrency": 2}
    failure = asyncio.run(
        run_task(
            NEWEST.executable, lab_variables(tmp_path), task, lambda a: order.append(a["id"]), deadline=20
        )
    )
    assert failure is None
    assert order == ["good", "hanging 0", "hanging 1", "hanging 2", "hanging 3"]


@pytest.mark.parametrize("python", [PYTHONS[0], NEWEST], ids=str)
def test_servers_that_talk_nonsense(python: Python, lab: Lab, tmp_path: Path):
    servers = [DrippingServer(None, noise.content, pause=0) for noise in Noise.made(12)]
    targets = [
        {**lab.target("good", id=str(n)), "url": f"https://{HOST}:{server.port}/"}
        for n, server in enumerate(servers)
    ]
    try:
        answers, failure = ask(python, tmp_path, targets)
    finally:
        for server in servers:
            server.close()
    assert failure is None
    assert len(answers) == len(servers)
    assert {kind(a) for a in answers.values()} <= {"tls", "connection", "timeout"}


def test_malformed_certificates_are_passed_on_as_they_came(lab: Lab, tmp_path: Path):
    body = lab.root.pem.replace(b"M", b"N", 3)
    assert body != pem(lab.root.certificate)
    broken = lab.file("broken.pem", body)
    answers, _ = ask(sys.executable, tmp_path, [lab.target("good", recipe={"files": [broken]})])
    assert answers["good"]["error"]["kind"] == "ca-file"
