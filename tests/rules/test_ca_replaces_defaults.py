"""When a private root that stands instead of the public ones is reported."""

from __future__ import annotations

import pytest

from piptrust.engine.finding import Confidence
from support.fixture import INTERPRETER, check_findings, scene
from support.samples import public_roots, sample

RULE = "ca-replaces-defaults"
OWN_BUNDLE = str(INTERPRETER.certifi_where)
TEXT = "[global]\ncert = /etc/corp.pem\n"


def flagged(content: bytes, text: str = TEXT, **context: object) -> bool:
    files = {"/etc/corp.pem": content, OWN_BUNDLE: sample("bundle")}
    result = scene(text, files=files, **context)
    return RULE in [f.rule for f in result.findings()]


def test_the_hosts_that_are_cut_off():
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ warning[ca-replaces-defaults]
        """,
        files={"/etc/corp.pem": sample("root"), OWN_BUNDLE: sample("bundle")},
        pip="24.0",
    )
    (finding,) = result.findings()
    assert "pip 24.0 trusts only 'Corp Root CA'" in finding.message
    assert "files.public.example and index.public.example" in finding.message
    assert finding.confidence is Confidence.LIKELY
    assert "none of its certificates is among the 12" in finding.evidence[0].text


@pytest.mark.parametrize(
    ("pip", "python", "expected"),
    [
        ("20.3.4", (3, 9, 0), True),
        ("24.1.2", (3, 12, 0), True),
        ("24.2", (3, 9, 0), True),
        ("24.2", (3, 10, 0), False),
        ("26.3", (3, 13, 0), False),
    ],
)
def test_which_pips_replace(pip: str, python: tuple[int, int, int], expected: bool):
    assert flagged(sample("root"), pip=pip, python=python) is expected


def test_legacy_certs_replace_in_a_current_pip_too():
    assert flagged(sample("root"), TEXT + "use-deprecated = legacy-certs\n")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (sample("two-roots"), True),
        (sample("root-and-intermediate"), True),
        (sample("expired-root"), True),
        (sample("bundle-and-root"), False),
        (public_roots(1)[0].pem, False),
        (public_roots(1)[0].pem + sample("root"), False),
        (sample("leaf"), False),
        (sample("big"), False),
    ],
)
def test_only_a_few_private_roots(content: bytes, expected: bool):
    assert flagged(content, pip="24.0") is expected


def test_nothing_public_in_use():
    text = TEXT + "index-url = https://packages.corp.example/simple\n"
    assert not flagged(sample("root"), text, pip="24.0")


def test_without_an_interpreter_nothing_is_known():
    assert not flagged(sample("root"), pip=None)
