from __future__ import annotations

import json
import re
from pathlib import Path

from piptrust.probe.real_pip import PipAnswer
from piptrust.probe.report import Outcome, PipError
from piptrust.render.probe_json import probe_content, probe_json
from piptrust.render.probe_words import Context
from render.probe_samples import CONTEXT, NOW, everything, failed, report

PROTOCOL = Path(__file__).parents[2] / "docs" / "protocol.md"

GOLDEN = {
    "schema": 1,
    "interpreter": {
        "path": "/w/bin/python",
        "python": "3.11.4",
        "pip": "26.3",
        "openssl": "OpenSSL 3.0.15",
    },
    "targets": [
        {
            "url": "https://index.test/simple/pip/",
            "host": "index.test",
            "port": 443,
            "roles": ["index"],
            "set_by": "PIP_INDEX_URL",
            "outcome": "failed",
            "cause": "interception",
            "pip_error": "certificate",
            "trust": {
                "verify": True,
                "sources": [{"kind": "bundle", "path": "/w/ca.pem", "set_by": "/w/pip.conf:2 [global]"}],
            },
            "chain": [
                {
                    "subject": "CN=index.test,O=Lab",
                    "issuer": "CN=Inspecting CA,O=Inspector",
                    "not_before": "2026-04-24T12:03:00+00:00",
                    "not_after": "2026-08-02T12:03:00+00:00",
                    "sha256": "a" * 64,
                },
                {
                    "subject": "CN=Inspecting CA,O=Inspector",
                    "issuer": "CN=Inspecting Root,O=Inspector",
                    "not_before": "2026-04-24T12:03:00+00:00",
                    "not_after": "2026-08-02T12:03:00+00:00",
                    "sha256": "b" * 64,
                },
            ],
            "tls": None,
            "elapsed_ms": 21,
            "fixes": [
                {
                    "id": "set-cert",
                    "title": "Set cert to /w/corp.pem",
                    "standing": "proven",
                    "lowers_security": False,
                },
                {
                    "id": "shell-command",
                    "title": "Unset PIP_CERT",
                    "standing": "untested",
                    "lowers_security": False,
                },
                {
                    "id": "set-cert",
                    "title": "Set cert to /w/other.pem",
                    "standing": "refuted",
                    "lowers_security": False,
                },
                {
                    "id": "trust-hosts",
                    "title": "Turn off certificate checks for index.test",
                    "standing": "proven",
                    "lowers_security": True,
                },
            ],
        }
    ],
}


def test_the_schema_to_the_letter():
    assert json.loads(probe_json(report(failed()), CONTEXT)) == GOLDEN


def test_every_outcome_in_ascii_without_credentials():
    text = probe_json(everything(), CONTEXT)
    assert text.isascii()
    assert "geheim" not in text
    outcomes = [t["outcome"] for t in json.loads(text)["targets"]]
    assert outcomes == ["failed", "verified", "unverified", "failed"]
    unverified, ours = json.loads(text)["targets"][2:]
    assert unverified["trust"] == {"verify": False, "sources": []}
    assert (ours["pip_error"], ours["cause"]) == (None, None)


def test_real_pip_only_where_it_was_asked():
    place = failed()
    context = Context(NOW, {}, {place.target.id: PipAnswer(True, None, "", PipError.CERTIFICATE)})
    (found,) = probe_content(report(place), context)["targets"]
    expected = {"reached": True, "pip_error": None, "expected": "certificate", "agrees": False}
    assert found["real_pip"] == expected


def test_the_documentation_names_every_field_and_word():
    page = PROTOCOL.read_text(encoding="utf-8")
    section = re.sub(r"```.*?```", "", page[page.index("## Probe JSON") :], flags=re.DOTALL)
    named = set(re.findall(r"`([^`]+)`", section))
    target = GOLDEN["targets"][0]
    keys = {
        *GOLDEN,
        *GOLDEN["interpreter"],
        *target,
        *target["trust"],
        *target["chain"][0],
        *target["fixes"][0],
    }
    words = {*(o.value for o in Outcome), *(e.value for e in PipError), "proven", "untested", "refuted"}
    assert not (keys | words) - named
