"""Comments that allow findings: where they count and where they do not."""

from __future__ import annotations

import pytest

from support.fixture import USER_CONF, check_findings, scene

ALLOW = "# piptrust: allow[trusted-host-has-scheme]"
REQUIREMENTS = "/project/requirements.txt"
RULE = "trusted-host-has-scheme"


@pytest.mark.parametrize(
    "text",
    [
        f"[global]\n{ALLOW} because\ntrusted-host = https://a.example\n",
        f"[global]\n{ALLOW}\n; another comment\ntrusted-host = https://a.example\n",
        f"[global]\ntrusted-host =\n  b.example\n  {ALLOW}\n  https://a.example\n",
        f"[global]\r\n;piptrust:allow[x, {RULE}]\r\ntrusted-host = https://a.example\r\n",
        f"# piptrust: allow-file[{RULE}]\n[global]\n\ntrusted-host = https://a.example\n",
        f"[global]\ntrusted-host = https://a.example\n# piptrust: allow-file[{RULE}]\n",
    ],
)
def test_allowed_in_pip_conf(text):
    assert RULE not in {f.rule for f in scene(text, USER_CONF).findings()}


@pytest.mark.parametrize(
    "text",
    [
        f"{ALLOW}\n[global]\ntrusted-host = https://a.example\n",
        f"[global]\n{ALLOW}\n\ntrusted-host = https://a.example\n",
        "[global]\n# piptrust: allow[other]\ntrusted-host = https://a.example\n",
        "[global]\n# piptrust: allow\ntrusted-host = https://a.example\n",
        f"[global]\ntrusted-host = https://a.example {ALLOW}\n",
    ],
)
def test_not_allowed_in_pip_conf(text):
    assert RULE in {f.rule for f in scene(text, USER_CONF).findings()}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (f"--trusted-host https://a.example {ALLOW}\n", True),
        (f"{ALLOW}\n--trusted-host https://a.example\n", True),
        (f"{ALLOW}\n--trusted-host \\\n https://a.example\n", True),
        (f"{ALLOW}\nx\n--trusted-host https://a.example\n", False),
        (f"x {ALLOW}\n--trusted-host https://a.example\n", False),
    ],
)
def test_requirements_files(text, allowed):
    assert (RULE not in {f.rule for f in scene(text, REQUIREMENTS).findings()}) is allowed


def test_two_comments_add_up():
    check_findings(
        f"""
        [global]
        # piptrust: allow[trusted-host-unused]
        {ALLOW}
        trusted-host = https://a.example
        """,
        only=[RULE, "trusted-host-unused"],
    )
