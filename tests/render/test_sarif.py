from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from piptrust.engine.finding import Severity
from piptrust.engine.rule import all_rules
from piptrust.render.report import Failure, Report
from piptrust.render.sarif import sarif
from render.report_samples import CONF_TEXT, FULL, finding, report

_URI_REFERENCE = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$")


def log_of(shown: Report) -> dict[str, Any]:
    log = json.loads(sarif(shown))
    check_constraints(log)
    return log


def check_constraints(log: dict[str, Any]) -> None:
    """What the SARIF 2.1.0 schema and specification demand of the properties that we write."""
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert set(run) <= {
        "tool", "invocations", "originalUriBaseIds", "columnKind", "newlineSequences", "results"
    }  # fmt: skip
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    assert len(set(run["newlineSequences"])) == len(run["newlineSequences"]) >= 1
    driver = run["tool"]["driver"]
    assert set(driver) <= {"name", "version", "semanticVersion", "rules"}
    assert driver["name"]
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", driver["semanticVersion"])
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert set(rule) <= {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"}
        for name in ("shortDescription", "fullDescription", "help"):
            assert rule.get(name, {"text": "x"})["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    for base in run["originalUriBaseIds"].values():
        assert urlsplit(base["uri"]).scheme
        assert base["uri"].endswith("/")
    (invocation,) = run["invocations"]
    assert isinstance(invocation["executionSuccessful"], bool)
    for notification in invocation["toolExecutionNotifications"]:
        assert notification["message"]["text"]
    for result in run["results"]:
        assert set(result) <= {
            "ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", "properties"
        }  # fmt: skip
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        related = result.get("relatedLocations", [])
        assert len({location["id"] for location in related}) == len(related)
        for location in [*result["locations"], *related]:
            check_place(location["physicalLocation"], run["originalUriBaseIds"])


def check_place(place: dict[str, Any], bases: dict[str, Any]) -> None:
    assert set(place) == {"artifactLocation", "region"}
    uri = place["artifactLocation"]["uri"]
    assert _URI_REFERENCE.match(uri)
    if "uriBaseId" in place["artifactLocation"]:
        assert place["artifactLocation"]["uriBaseId"] in bases
        assert not urlsplit(uri).scheme
        assert not uri.startswith("/")
        assert ".." not in uri.split("/")
    else:
        assert urlsplit(uri).scheme
    region = place["region"]
    assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
    assert all(value >= 1 for value in region.values())
    assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])


def test_a_full_finding():
    (run,) = log_of(report(FULL))["runs"]
    (result,) = run["results"]
    assert result == {
        "ruleId": "trusted-host-has-scheme",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "pip reads the host of https://****@a.example, 100% wrong."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "docker/pip.conf", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 16, "endLine": 2, "endColumn": 33},
                }
            }
        ],
        "properties": {"confidence": "certain", "evidence": ["it reads 'https'\nas the host (pip 26.3)"]},
        "relatedLocations": [
            {
                "id": 0,
                "message": {"text": "set here first, with https://****@b.example"},
                "physicalLocation": {
                    "artifactLocation": {"uri": "file:///etc/pip.conf"},
                    "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 5},
                },
            }
        ],
    }
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///w/"}}


def test_every_rule_is_described():
    findings = [finding("[global]", rule=rule.id) for rule in all_rules()]
    (run,) = log_of(report(*findings))["runs"]
    described = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    for rule in all_rules():
        assert described[rule.id]["shortDescription"]["text"] == rule.summary


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        (Severity.ERROR, "error"),
        (Severity.WARNING, "warning"),
        (Severity.INFORMATION, "note"),
        (Severity.HINT, "note"),
    ],
)
def test_levels(severity: Severity, level: str):
    assert log_of(report(finding("[global]", severity=severity)))["runs"][0]["results"][0]["level"] == level


def test_awkward_places_and_names():
    log_of(
        report(finding(CONF_TEXT), finding("\u202e"), finding("[global]", uri="file:///w/a%20%FF:b/pip.conf"))
    )


def test_the_working_folder_may_be_the_root():
    (result,) = log_of(Report((finding("[global]"),), {}, (), "/"))["runs"][0]["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "w/docker/pip.conf", "uriBaseId": "%SRCROOT%"}


def test_what_could_not_be_read_is_a_notification():
    (run,) = log_of(report(failures=(Failure("/w/pip.conf", "Permission denied"),)))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "Permission denied"


def test_nothing_found_is_a_log_without_results():
    (run,) = log_of(report())["runs"]
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True
