"""The decision table, compared with the connection pools that real pips build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from piptrust.parse.kind import FileKind
from piptrust.parse.read import Reader
from piptrust.resolve.effective import ConfigFile, Level, effective
from piptrust.resolve.environment import Environment, Interpreter
from piptrust.resolve.trust import Mode, SourceKind, TrustDecision, decide
from support.pips import Python, interpreters
from support.resolve_oracle import ask

INTERPRETER = Interpreter(
    executable="/venv/bin/python",
    python_version=(3, 12, 1),
    prefix="/venv",
    base_prefix="/usr",
    pip_version="26.3",
    certifi_where="/venv/certifi/cacert.pem",
    openssl_cafile="/usr/lib/ssl/cert.pem",
    openssl_capath="/usr/lib/ssl/certs",
)


def decision(
    text: str = "",
    variables: dict[str, str] | None = None,
    *,
    pip: str = "26.3",
    python: tuple[int, int, int] = (3, 12, 1),
    platform: str = "linux",
    host: str = "index.example",
    **facts: Any,
) -> TrustDecision:
    interpreter = replace(INTERPRETER, pip_version=pip, python_version=python, **facts)
    environment = Environment(platform, "/home/me", "/project", variables or {}, interpreter)
    document = Reader().read_text("file:///pip.conf", FileKind.PIP_CONF, text)
    file = ConfigFile(Level.USER, "/pip.conf", "file:///pip.conf", document)
    settings = effective([file], environment.variables, "install", environment.pip_version)
    return decide(settings, environment, host)


def kinds(found: TrustDecision) -> list[SourceKind]:
    return [source.kind for source in found.sources]


SYSTEM = [SourceKind.SYSTEM_FILE, SourceKind.SYSTEM_DIRECTORY]


@pytest.mark.parametrize(
    ("pip", "python", "text", "expected"),
    [
        ("26.3", (3, 12, 1), "", [*SYSTEM, SourceKind.CERTIFI]),
        ("24.2", (3, 10, 0), "", [*SYSTEM, SourceKind.CERTIFI]),
        ("24.2", (3, 9, 0), "", [SourceKind.CERTIFI]),
        ("24.1.2", (3, 12, 1), "", [SourceKind.CERTIFI]),
        ("9.0.3", (2, 7, 18), "", [SourceKind.CERTIFI]),
        ("26.3", (3, 12, 1), "cert = /c.pem", [*SYSTEM, SourceKind.CERTIFI, SourceKind.BUNDLE]),
        ("24.1.2", (3, 12, 1), "cert = /c.pem", [SourceKind.BUNDLE]),
        ("26.3", (3, 12, 1), "use-deprecated = legacy-certs", [SourceKind.CERTIFI]),
        ("26.3", (3, 12, 1), "use-deprecated = legacy-certs\ncert = /c", [SourceKind.BUNDLE]),
        ("24.1.1", (3, 12, 1), "use-feature = truststore", SYSTEM),
        ("24.1", (3, 12, 1), "use-feature = truststore", [SourceKind.CERTIFI]),
        ("24.0", (3, 12, 1), "use-feature = truststore", [*SYSTEM, SourceKind.CERTIFI]),
        ("24.0", (3, 12, 1), "use-feature = truststore\ncert = /c", [*SYSTEM, SourceKind.BUNDLE]),
        ("22.1", (3, 12, 1), "use-feature = truststore", [SourceKind.CERTIFI]),
        ("25.1", (3, 12, 1), "proxy = http://p:1", SYSTEM),
        ("25.1", (3, 12, 1), "proxy = http://p:1\ncert = /c", [SourceKind.BUNDLE]),
        (
            "25.2",
            (3, 12, 1),
            "proxy = http://p:1\ncert = /c",
            [*SYSTEM, SourceKind.CERTIFI, SourceKind.BUNDLE],
        ),
    ],
)
def test_eras(pip: str, python: tuple[int, int, int], text: str, expected: list[SourceKind]):
    assert kinds(decision(f"[global]\n{text}\n", pip=pip, python=python)) == expected


def test_variables_beat_cert():
    found = decision(
        "[global]\ncert = /c.pem\n", {"REQUESTS_CA_BUNDLE": "/r.pem", "CURL_CA_BUNDLE": "/u.pem"}
    )
    assert found.bundle is not None
    assert (found.bundle.key, found.bundle.value) == ("REQUESTS_CA_BUNDLE", "/r.pem")
    assert [a.key for a in found.beaten] == ["CURL_CA_BUNDLE", "cert"]


def test_an_empty_variable_is_none():
    found = decision("[global]\ncert = /c.pem\n", {"REQUESTS_CA_BUNDLE": "", "CURL_CA_BUNDLE": "/u.pem"})
    assert found.bundle is not None
    assert found.bundle.key == "CURL_CA_BUNDLE"


def test_a_proxy_of_pips_own_hides_the_variables_since_24_1():
    text = "[global]\ncert = /c.pem\nproxy = http://p:1\n"
    new = decision(text, {"REQUESTS_CA_BUNDLE": "/r.pem"}, pip="24.1")
    old = decision(text, {"REQUESTS_CA_BUNDLE": "/r.pem"}, pip="24.0")
    assert (new.bundle and new.bundle.key, new.reads_environment) == ("cert", False)
    assert [a.key for a in new.beaten] == ["REQUESTS_CA_BUNDLE"]
    assert (old.bundle and old.bundle.key, old.reads_environment) == ("REQUESTS_CA_BUNDLE", True)


def test_no_proxy_env_hides_the_variables_too():
    variables = {"REQUESTS_CA_BUNDLE": "/r.pem", "HTTPS_PROXY": "http://p:1"}
    assert decision("[global]\nno-proxy-env = yes\n", variables).bundle is None
    assert decision("[global]\nno-proxy-env = no\n", variables).bundle is not None
    assert decision("[global]\nno-proxy-env = yes\n", variables, pip="26.1").bundle is not None


def test_a_losing_cert_is_beaten_too():
    found = decision("[global]\ncert = /g.pem\n[install]\ncert = /i.pem\n", {"PIP_CERT": "/v.pem"})
    assert found.bundle is not None
    assert found.bundle.value == "/v.pem"
    assert [a.value for a in found.beaten] == ["/i.pem", "/g.pem"]


def test_replaces_defaults():
    assert not decision("[global]\ncert = /c.pem\n").replaces_defaults
    assert decision("[global]\ncert = /c.pem\n", pip="24.1.2").replaces_defaults
    assert decision("[global]\ncert = /c.pem\nproxy = http://p:1\n", pip="25.0.1").replaces_defaults
    assert not decision("", pip="24.1.2").replaces_defaults


def test_home_is_expanded_in_the_option_only():
    (bundle,) = decision("[global]\ncert = ~/c.pem\n", pip="23.0").sources
    assert bundle.path == "/home/me/c.pem"
    (bundle,) = decision("[global]\ncert = ~/c.pem\n", pip="19.3.1").sources
    assert bundle.path == "/project/~/c.pem"
    (bundle,) = decision("", {"REQUESTS_CA_BUNDLE": "~/c.pem"}, pip="23.0").sources
    assert bundle.path == "/project/~/c.pem"


def test_openssl_variables_move_the_default_places():
    found = decision("", {"SSL_CERT_FILE": "/f.pem", "SSL_CERT_DIR": "/d1:/d2"})
    assert [(s.path, s.origin.name) for s in found.sources][:3] == [
        ("/f.pem", "SSL_CERT_FILE"),
        ("/d1", "SSL_CERT_DIR"),
        ("/d2", "SSL_CERT_DIR"),
    ]
    # An empty one takes the compiled-in file away and puts nothing in its place.
    assert kinds(decision("", {"SSL_CERT_FILE": ""})) == [SourceKind.SYSTEM_DIRECTORY, SourceKind.CERTIFI]


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_have_stores_of_their_own(platform: str):
    found = decision("", {"SSL_CERT_FILE": "/f.pem"}, platform=platform)
    assert kinds(found) == [SourceKind.SYSTEM_STORE, SourceKind.CERTIFI]


def test_a_distributions_certifi():
    found = decision("", pip="23.0.1", certifi_where="/etc/ssl/certs/ca-certificates.crt")
    assert [s.path for s in found.sources] == ["/etc/ssl/certs/ca-certificates.crt"]


def test_a_python_without_ssl_has_no_truststore():
    assert decision("", ssl_error="ImportError: No module named _ssl").mode is Mode.LEGACY


def test_the_feature_is_refused_where_it_cannot_be_had():
    text = "[global]\nuse-feature = truststore\n"
    assert "3.10+" in (decision(text, pip="22.2", python=(3, 9, 0)).refuses or "")
    assert "must be installed" in (decision(text, pip="23.2.1").refuses or "")
    assert decision(text, pip="23.2.1", truststore_installed=True).refuses is None
    assert decision(text, pip="23.3").refuses is None
    assert decision(text, pip="24.2", python=(3, 9, 0)).refuses is None


def test_how_strict_openssl_is():
    legacy = "[global]\nuse-deprecated = legacy-certs\n"
    assert decision(legacy, pip="26.1", python=(3, 13, 0)).strict
    assert not decision(legacy, pip="26.1", python=(3, 12, 1)).strict
    assert not decision(legacy, pip="25.3", python=(3, 13, 0)).strict
    assert not decision("", pip="26.1", python=(3, 13, 0)).strict


def test_common_names():
    legacy = "[global]\nuse-deprecated = legacy-certs\n"
    assert not decision(legacy, pip="26.1").common_name_counts
    assert decision(legacy, pip="25.3").common_name_counts
    assert decision("", pip="26.1").common_name_counts


def test_ip_addresses():
    assert decision("", pip="24.2").ip_addresses_crash
    assert not decision("", pip="26.1").ip_addresses_crash
    assert not decision("", pip="24.1").ip_addresses_crash
    assert not decision("[global]\nproxy = http://p:1\n", pip="25.1").ip_addresses_crash
    assert decision("[global]\nproxy = http://p:1\n", pip="25.2").ip_addresses_crash


def test_no_proxy_decides_by_host():
    variables = {"HTTPS_PROXY": "http://p:1", "NO_PROXY": ".example"}
    assert kinds(decision("", variables, pip="25.1")) == [*SYSTEM, SourceKind.CERTIFI]
    assert kinds(decision("", variables, pip="25.1", host="index.test")) == SYSTEM


# Real pips.

PAIRS = [
    ("20.3.4", (3, 9)),
    ("22.0.4", (3, 10)),
    ("22.3.1", (3, 9)),
    ("22.3.1", (3, 11)),
    ("24.0", (3, 9)),
    ("24.0", (3, 12)),
    ("24.1", (3, 12)),
    ("24.1.2", (3, 12)),
    ("24.2", (3, 9)),
    ("24.2", (3, 13)),
    ("25.1.1", (3, 11)),
    ("25.2", (3, 10)),
    ("25.3", (3, 13)),
    ("26.1.2", (3, 13)),
    ("26.2.1", (3, 12)),
    ("26.3", (3, 10)),
    ("26.3", (3, 13)),
]
OPTIONS: list[list[str]] = [
    [],
    ["--cert", "/c.pem"],
    ["--use-feature", "truststore"],
    ["--use-feature", "truststore", "--cert", "/c.pem"],
    ["--use-deprecated", "legacy-certs"],
    ["--use-deprecated", "legacy-certs", "--cert", "/c.pem"],
    ["--proxy", "http://proxy.test:3128"],
    ["--proxy", "http://proxy.test:3128", "--cert", "/c.pem"],
    ["--proxy", "http://proxy.test:3128", "--use-feature", "truststore"],
    ["--proxy", "http://proxy.test:3128", "--use-feature", "truststore", "--cert", "/c.pem"],
    ["--no-proxy-env"],
    ["--no-proxy-env", "--cert", "/c.pem"],
]
VARIABLES: list[dict[str, str]] = [
    {},
    {"REQUESTS_CA_BUNDLE": "/r.pem"},
    {"CURL_CA_BUNDLE": "/u.pem", "REQUESTS_CA_BUNDLE": ""},
    {"HTTPS_PROXY": "http://env.test:1"},
    {"HTTPS_PROXY": "http://env.test:1", "https_proxy": "", "all_proxy": "http://all.test:1"},
    {"https_proxy": "http://env.test:1", "REQUESTS_CA_BUNDLE": "/r.pem"},
    {"https_proxy": "http://env.test:1", "no_proxy": "example"},
    {"https_proxy": "http://env.test:1", "NO_PROXY": "other.example,*"},
    {"https_proxy": "http://env.test:1", "NO_PROXY": "*"},
]


def python_of(minor: tuple[int, int]) -> Python:
    found = next((p for p in interpreters() if p.version[:2] == minor), None)
    if found is None:
        pytest.skip(f"needs Python {minor[0]}.{minor[1]} on this machine")
    return found


@pytest.mark.parametrize(("pip", "minor"), PAIRS)
def test_as_pip_builds_it(pip: str, minor: tuple[int, int], tmp_path: Path):
    python = python_of(minor)
    existing = {f"/{name}.pem": str(tmp_path / f"{name}.pem") for name in "cru"}
    for path in existing.values():
        Path(path).touch()
    taken = [o for o in OPTIONS if takes(pip, o)]
    cases = [
        {
            "arguments": [existing.get(word, word) for word in options],
            "variables": {"HOME": str(tmp_path), **{n: existing.get(v, v) for n, v in variables.items()}},
            "url": "https://index.example/simple/",
            "pip_proxies_first": tuple(map(int, pip.split("."))) >= (22, 1),
        }
        for options in taken
        for variables in VARIABLES
    ]
    for case, answer in zip(cases, ask(python, pip, "trust", cases)):
        found = decision(as_file(case["arguments"]), case["variables"], pip=pip, python=python.version)
        assert found.refuses == answer["refuses"], case
        if answer["refuses"] is None:
            expected = (answer["system"], answer["certifi"], answer["bundle"])
            assert mixture(found) == expected, (case, answer)
            assert found.reads_environment == answer["trust_env"], case


def takes(pip: str, options: list[str]) -> bool:
    version = tuple(map(int, pip.split(".")))
    if "--no-proxy-env" in options:
        return version >= (26, 2)
    if "legacy-certs" in options:
        return version >= (24, 2)
    return "truststore" not in options or version >= (22, 2)


def as_file(arguments: list[str]) -> str:
    lines: list[str] = ["[global]"]
    words = list(arguments)
    while words:
        key = words.pop(0)[2:]
        lines.append(f"{key} = {'yes' if key == 'no-proxy-env' else words.pop(0)}")
    return "\n".join(lines) + "\n"


def mixture(found: TrustDecision) -> tuple[bool, bool, str | None]:
    bundle = next((s.path for s in found.sources if s.kind is SourceKind.BUNDLE), None)
    return found.reads_system_store, SourceKind.CERTIFI in kinds(found), bundle
