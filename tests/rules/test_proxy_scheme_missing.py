from __future__ import annotations

import pytest

from support.fixture import check_findings, check_fix, scene

RULE = "proxy-scheme-missing"
# What pip does with a proxy without a scheme, as seen by running "pip download --proxy".
SEEN = [
    ("26.3", (3, 12, 1), "proxy.example:3128", "hint"),
    ("26.3", (3, 12, 1), "127.0.0.1:3128", "hint"),
    ("26.3", (3, 12, 1), "proxy:3128", "error"),
    ("26.3", (3, 12, 1), "robot:s3cret@proxy.example:3128", "error"),
    ("26.3", (3, 12, 1), "robot@proxy.example:3128", "hint"),
    ("26.3", (3, 12, 1), "[::1]:3128", "hint"),
    ("26.3", (3, 12, 1), "http:proxy.example", "error"),
    ("22.0.4", (3, 8, 18), "proxy:3128", "error"),
    ("21.3.1", (3, 9, 0), "proxy.example:3128", "error"),
    ("21.3.1", (3, 9, 0), "127.0.0.1:3128", "error"),
    ("21.3.1", (3, 9, 0), "proxy.example", "hint"),
    ("21.3.1", (3, 9, 0), "[::1]:3128", "hint"),
    ("21.3.1", (3, 8, 18), "proxy:3128", "hint"),
    ("21.3.1", (3, 8, 18), "robot:s3cret@proxy.example:3128", "error"),
]


@pytest.mark.parametrize(("pip", "python", "proxy", "severity"), SEEN)
def test_as_pip_does(pip: str, python: tuple[int, int, int], proxy: str, severity: str):
    result = check_findings(
        f"[global]\nproxy = {proxy}\n#       {'^' * len(proxy)} {severity}[proxy-scheme-missing]\n",
        only=[RULE],
        pip=pip,
        python=python,
    )
    assert "s3cret" not in str(result.findings())


@pytest.mark.parametrize("proxy", ["http://proxy:3128", "https://proxy", "socks5://p", '"proxy:1"', ""])
def test_not_flagged(proxy: str):
    check_findings(f"[global]\nproxy = {proxy}\n", only=[RULE])


@pytest.mark.parametrize(
    ("before", "safe"),
    [
        ("proxy.example:3128", True),
        ("proxy:3128", False),
        ("http//proxy:3128", False),
        ("//proxy:3128", False),
    ],
)
def test_the_scheme_is_written(before: str, safe: bool):
    after = "http://" + before.rpartition("/")[2]
    check_fix(f"[global]\nproxy = {before}\n", f"[global]\nproxy = {after}\n", rule=RULE)
    (finding,) = (f for f in scene(f"[global]\nproxy = {before}\n").findings() if f.rule == RULE)
    assert [o.safe for o in finding.offers] == [safe]
