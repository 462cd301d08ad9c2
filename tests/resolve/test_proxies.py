"""Which proxy is used; the trust tests compare this with real pips."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piptrust.resolve.effective import Effective, Level, Origin
from piptrust.resolve.environment import Environment
from piptrust.resolve.proxies import proxy_for, reads_environment
from support.fixture import INTERPRETER

OWN = {"proxy": Effective("proxy", "http://own.test:1", Origin(Level.USER, "/pip.conf"))}


def proxy(
    variables: dict[str, str], *, host: str = "index.test", own: bool = False, pip: str = "26.3"
) -> str | None:
    environment = Environment("linux", "/h", "/w", variables, replace(INTERPRETER, pip_version=pip))
    found = proxy_for(OWN if own else {}, environment, "https", host, 443)
    return None if found is None else found.url


def test_lower_case_counts_more():
    assert proxy({"HTTPS_PROXY": "http://u", "https_proxy": "http://l"}) == "http://l"
    assert proxy({"HTTPS_PROXY": "http://u", "https_proxy": ""}) is None


def test_the_proxy_for_all_comes_last():
    assert proxy({"ALL_PROXY": "http://all", "HTTPS_PROXY": "http://https"}) == "http://https"
    assert proxy({"ALL_PROXY": "http://all", "HTTP_PROXY": "http://http"}) == "http://all"


def test_pips_option_beats_variables_since_22_1():
    assert proxy({"HTTPS_PROXY": "http://u"}, own=True) == "http://own.test:1"
    assert proxy({"HTTPS_PROXY": "http://u"}, own=True, pip="22.0.4") == "http://u"
    assert proxy({}, own=True, pip="22.0.4") == "http://own.test:1"


def test_pips_option_does_not_heed_no_proxy():
    assert proxy({"NO_PROXY": "*"}, own=True) == "http://own.test:1"


@pytest.mark.parametrize(
    ("no_proxy", "host", "bypassed"),
    [
        ("*", "index.test", True),
        ("index.test", "index.test", True),
        ("test", "index.test", True),
        (".test", "index.test", True),
        ("index.test:443", "index.test", True),
        ("index.test:444", "index.test", False),
        ("*.test", "index.test", False),
        ("a.test, index.test", "index.test", True),
        ("", "index.test", False),
        ("10.0.0.0/8", "10.1.2.3", True),
        ("10.1.2.3", "10.1.2.3", True),
        ("10.0.0.0/33, nonsense", "10.1.2.3", False),
    ],
)
def test_no_proxy(no_proxy: str, host: str, bypassed: bool):
    assert (proxy({"HTTPS_PROXY": "http://p", "NO_PROXY": no_proxy}, host=host) is None) is bypassed


def test_whether_the_environment_counts():
    new = Environment("linux", "/h", "/w", {}, INTERPRETER)
    old = Environment("linux", "/h", "/w", {}, replace(INTERPRETER, pip_version="24.0"))
    assert reads_environment({}, new)
    assert not reads_environment(OWN, new)
    assert reads_environment(OWN, old)
