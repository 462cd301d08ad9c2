from __future__ import annotations

from datetime import timedelta

from piptrust.engine.finding import Evidence, Offer, Standing
from piptrust.engine.handshake import Blame, Handshake
from piptrust.text.uri import path_to_uri
from support.fixture import TODAY, USER_CONF, Scene, scene

CONF = """\
[global]
index-url = https://index.corp.example/simple
cert = /etc/ssl/corp.pem
"""


def failed(**changes: object) -> Handshake:
    facts: dict[str, object] = {
        "url": "https://index.corp.example/simple/",
        "host": "index.corp.example",
        "port": 443,
        "roles": ("index",),
        "outcome": "failed",
        "when": TODAY - timedelta(minutes=3),
        "cause": "unknown-root",
        "title": "the root is not known",
        "explanation": "pip refuses the certificate.",
        "evidence": (Evidence("unable to get local issuer certificate", "handshake"),),
        "blames": (Blame(path_to_uri(USER_CONF), "index-url"),),
    }
    return Handshake(**{**facts, **changes})


def after(*handshakes: Handshake, path: str = USER_CONF, text: str = CONF) -> Scene:
    made = scene(text, path)
    made.workspace.put_handshakes(handshakes)
    return made


def found(made: Scene) -> list[tuple[str, str]]:
    return [
        (made.document.source(f.span), f.message) for f in made.findings() if f.rule == "handshake-failed"
    ]


def test_it_stands_at_the_place_that_names_the_host() -> None:
    [(text, message)] = found(after(failed()))
    assert text == "https://index.corp.example/simple"
    assert message == (
        "index.corp.example:443: the root is not known. pip refuses the certificate. (cause: unknown-root)"
    )


def test_it_stands_at_the_setting_to_blame() -> None:
    blames = (Blame(path_to_uri(USER_CONF), "cert"), Blame(path_to_uri(USER_CONF), "index-url"))
    [(text, _)] = found(after(failed(blames=blames)))
    assert text == "/etc/ssl/corp.pem"


def test_a_place_that_another_file_names_is_not_reported_here() -> None:
    elsewhere = Blame("file:///elsewhere/pip.conf", "index-url")
    assert found(after(failed(blames=(elsewhere,)))) == []
    assert found(after(failed(blames=()))) == []


def test_what_was_verified_is_not_reported() -> None:
    assert found(after(failed(outcome="verified"))) == []
    assert found(after()) == []


def test_it_is_gone_when_the_text_no_longer_names_the_host() -> None:
    assert found(after(failed(), text=CONF.replace("index.corp", "other.corp"))) == []


def test_repairs_keep_their_standing() -> None:
    offers = (
        Offer("set-cert", "Set cert (proven)", {"path": "/a.pem"}, preferred=True, standing=Standing.PROVEN),
        Offer("set-cert", "Set cert", {"path": "/b.pem"}, disabled="it would still fail"),
    )
    [finding] = [f for f in after(failed(offers=offers)).findings() if f.rule == "handshake-failed"]
    assert finding.offers == offers
    assert finding.evidence[0].text == "handshake with index.corp.example:443 at 11:57"
