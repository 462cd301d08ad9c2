from __future__ import annotations

from piptrust.engine.offers.source import source_offers
from support.fixture import PROJECT, USER_CONF, scene

SYSTEM = {"/etc/ssl/certs/ca-certificates.crt": ""}
REQUIREMENTS = f"{PROJECT}/requirements.txt"


def fixes(text: str, path: str, **context: object) -> list[str]:
    return [o.fix for o in source_offers(scene(text, path, **context).view())]


def test_a_configuration_file_in_its_place_needs_no_variables():
    assert fixes("[global]\n", USER_CONF, files=SYSTEM) == ["set-cert", "trust-hosts"]


def test_a_requirements_file_gets_all():
    offers = source_offers(scene("flask\n", REQUIREMENTS, files=SYSTEM).view())
    assert [o.fix for o in offers] == [
        "set-cert",
        "pip-cert-block",
        "shell-lines",
        "shell-lines",
        "trust-hosts",
    ]
    assert [o.lowers_security for o in offers] == [False, False, False, False, True]
    assert not any(o.safe or o.preferred for o in offers)
    assert "pip itself does not" in offers[1].title


def test_at_most_three_bundles_and_never_pip_s_own():
    variables = {"SSL_CERT_FILE": "/s.pem", "NODE_EXTRA_CA_CERTS": "/n.pem", "GIT_SSL_CAINFO": "/g.pem"}
    own = f"{PROJECT}/.venv/lib/python3.12/site-packages/pip/_vendor/certifi/cacert.pem"
    files = {**SYSTEM, "/s.pem": "", "/n.pem": "", "/g.pem": "", own: ""}
    offers = source_offers(scene("[global]\n", USER_CONF, files=files, variables=variables).view())
    assert [o.arguments["path"] for o in offers if o.fix == "set-cert"] == [*SYSTEM, "/s.pem", "/n.pem"]
    assert [o.fix for o in source_offers(scene("[global]\n", files={own: ""}).view())] == ["trust-hosts"]


def test_nothing_is_known_nothing_is_offered():
    assert fixes("flask\n", REQUIREMENTS, pip=None) == []


def test_hosts_that_are_trusted_already_are_not_offered():
    trusted = "--trusted-host index.public.example\n--trusted-host files.public.example\n"
    assert fixes(trusted, REQUIREMENTS) == []
