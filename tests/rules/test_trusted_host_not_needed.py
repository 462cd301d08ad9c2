from __future__ import annotations

from piptrust.engine.analyze import Selection
from piptrust.engine.handshake import Blame, Handshake
from piptrust.text.uri import path_to_uri
from support.fixture import TODAY, USER_CONF, Scene, applied, changes_of, scene

RULE = "trusted-host-not-needed"
CONF = """\
[global]
index-url = https://index.corp.example/simple
trusted-host = other.example
    index.corp.example
"""


def after(needless: bool = True, host: str = "index.corp.example") -> Scene:
    made = scene(CONF)
    handshake = Handshake(
        url=f"https://{host}/simple/",
        host=host,
        port=443,
        roles=("index",),
        outcome="unverified",
        when=TODAY,
        blames=(Blame(path_to_uri(USER_CONF), "trusted-host"),),
        needless_trust=needless,
    )
    made.workspace.put_handshakes((handshake,))
    return made


def test_the_entry_that_covers_the_host_is_flagged() -> None:
    made = after()
    [finding] = made.findings(Selection(only=frozenset({RULE})))
    assert made.document.source(finding.span) == "index.corp.example"
    assert "a handshake without the entry succeeded" in finding.message


def test_nothing_is_said_without_proof() -> None:
    assert after(needless=False).findings(Selection(only=frozenset({RULE}))) == ()
    assert scene(CONF).findings(Selection(only=frozenset({RULE}))) == ()


def test_nothing_is_said_of_a_host_that_no_entry_covers() -> None:
    assert after(host="third.example").findings(Selection(only=frozenset({RULE}))) == ()


def test_the_fix_removes_the_entry_and_leaves_the_other() -> None:
    made = after()
    written = applied(made, changes_of(made, RULE, "Remove"))
    assert written[USER_CONF].decode() == CONF.replace("\n    index.corp.example", "")
