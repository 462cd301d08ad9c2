from __future__ import annotations

import json as json_module

from piptrust import __version__
from piptrust.render.json import json
from piptrust.render.report import Failure, Repair
from render.report_samples import CONF, FULL, finding, report


def test_the_whole_schema():
    shown = report(
        FULL,
        repairs=(Repair(CONF, "a-rule", "Remove https://me:secret@h"),),
        failures=(Failure("/w/x/pip.conf", "Permission denied"),),
    )
    assert json_module.loads(json(shown)) == {
        "schema": 1,
        "version": __version__,
        "pip": {"version": "26.3", "python": "/usr/bin/python3"},
        "checked": ["docker/pip.conf"],
        "findings": [
            {
                "rule": "trusted-host-has-scheme",
                "severity": "error",
                "confidence": "certain",
                "message": "pip reads the host of https://****@a.example, 100% wrong.",
                "path": "docker/pip.conf",
                "start": {"line": 2, "column": 16},
                "end": {"line": 2, "column": 33},
                "evidence": [{"text": "it reads 'https'\nas the host", "source": "pip 26.3"}],
                "related": [
                    {
                        "message": "set here first, with https://****@b.example",
                        "path": "/etc/pip.conf",
                        "start": {"line": 2, "column": 1},
                        "end": {"line": 2, "column": 5},
                    }
                ],
                "fixes": [
                    {
                        "title": "Trust any certificate",
                        "safe": True,
                        "preferred": True,
                        "lowers_security": True,
                        "disabled": None,
                    },
                    {
                        "title": "Do what cannot be done",
                        "safe": False,
                        "preferred": False,
                        "lowers_security": False,
                        "disabled": "nobody can",
                    },
                    {
                        "title": "Keep another form",
                        "safe": False,
                        "preferred": False,
                        "lowers_security": False,
                        "disabled": None,
                    },
                    {
                        "title": "Write the bare host 'a.example'",
                        "safe": True,
                        "preferred": False,
                        "lowers_security": False,
                        "disabled": None,
                    },
                ],
            }
        ],
        "fixed": [{"path": "docker/pip.conf", "rule": "a-rule", "title": "Remove https://****@h"}],
        "failures": [{"path": "x/pip.conf", "reason": "Permission denied"}],
        "summary": {"error": 1, "warning": 0, "information": 0, "hint": 0},
    }


def test_columns_count_code_points_from_one():
    (shown,) = json_module.loads(json(report(finding("\x1b[31m"))))["findings"]
    assert (shown["start"], shown["end"]) == ({"line": 4, "column": 15}, {"line": 4, "column": 20})


def test_the_output_is_ascii_and_the_same_every_time():
    shown = json(report(finding("[global]", "日本 \udcff", uri="file:///w/%FF.txt")))
    assert shown.isascii()
    assert shown == json(report(finding("[global]", "日本 \udcff", uri="file:///w/%FF.txt")))
    assert json_module.loads(shown)["findings"][0]["path"] == "\udcff.txt"
