from __future__ import annotations

import pytest

from piptrust.engine.finding import Confidence
from support.fixture import check_findings, check_fix, scene

RULE = "proxy-scheme-wrong"


@pytest.mark.parametrize(
    ("proxy", "severity", "confidence"),
    [
        ("https://proxy.example:3128", "warning", Confidence.LIKELY),
        ("HTTPS://proxy.example:8080", "warning", Confidence.LIKELY),
        ("socks5://proxy.example:1080", "error", Confidence.LIKELY),
        ("socks5h://proxy.example", "error", Confidence.LIKELY),
        ("ftp://proxy.example", "error", Confidence.CERTAIN),
        ("htp://proxy.example", "error", Confidence.CERTAIN),
        ("'http://proxy.example:3128'", "error", Confidence.CERTAIN),
    ],
)
def test_schemes(proxy: str, severity: str, confidence: Confidence):
    result = check_findings(
        f"[global]\nproxy = {proxy}\n#       {'^' * len(proxy)} {severity}[proxy-scheme-wrong]\n", only=[RULE]
    )
    assert [f.confidence for f in result.findings() if f.rule == RULE] == [confidence]


@pytest.mark.parametrize(
    "proxy",
    ["http://proxy:3128", "HTTP://proxy", "https://proxy.example", "https://proxy:8443", "proxy:3128"],
)
def test_not_flagged(proxy: str):
    check_findings(f"[global]\nproxy = {proxy}\n", only=[RULE])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://proxy:3128", "http://proxy:3128"),
        ("ftp://proxy:21", "http://proxy:21"),
        ('"http://proxy:3128"', "http://proxy:3128"),
    ],
)
def test_plain_http(before: str, after: str):
    check_fix(f"[global]\nproxy = {before}\n", f"[global]\nproxy = {after}\n", rule=RULE)


def test_passwords_stay_out_of_messages_and_offers():
    assert "s3cret" not in str(scene("[global]\nproxy = https://robot:s3cret@proxy:3128\n").findings())
