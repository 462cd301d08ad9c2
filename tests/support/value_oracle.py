"""pip's own option parsers, asked what they make of values: many at once, in one process per pip."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.pips import clean_environment, interpreters, pip_folder

# Every parser is made once. Its configuration is replaced by the one value asked about, which
# ``_update_defaults`` then converts; nothing after that step looks at values again.
_ORACLE = """
import contextlib, io, json, logging, sys
sys.path.insert(0, sys.argv[1])
logging.disable(logging.CRITICAL)
from pip._internal.commands import create_command
from pip._internal.cli.main_parser import create_main_parser
parsers = {}
def parser_of(section):
    if section not in parsers:
        made = create_main_parser() if section == "global" else create_command(section, isolated=True).parser
        parsers[section] = made
    return parsers[section]
answers = []
for section, key, value in json.load(sys.stdin):
    parser = parser_of(section)
    parser._get_ordered_configuration_items = lambda: [(key, value)]
    said = io.StringIO()
    answer = {"value": None, "status": 0}
    for option in parser._get_all_options():
        if isinstance(option.default, set):
            option.default.clear()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            defaults = parser._update_defaults(dict(parser.defaults))
            value = defaults[parser.get_option("--" + key).dest]
            answer["value"] = json.loads(json.dumps(value, default=repr))
        except SystemExit as error:
            answer["status"] = error.code
        except Exception as error:
            answer["status"] = 1
            said.write("%s: %s" % (type(error).__name__, error))
    answer["said"] = said.getvalue()
    answers.append(answer)
json.dump(answers, sys.stdout)
"""


@dataclass(frozen=True)
class Answer:
    """``status`` 0 means that pip takes the value; ``said`` is what it prints otherwise, on one line."""

    value: Any
    status: int
    said: str


def ask_pip(version: str, questions: Sequence[tuple[str, str, str]]) -> list[Answer]:
    """What a pinned pip makes of each (section, key, value); ``global`` asks its main parser."""
    python = next(p for p in interpreters() if p.can_run(version))
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [python.executable, "-c", _ORACLE, str(pip_folder(version))],
            input=json.dumps(questions),
            env=clean_environment(Path(home), {"PIP_CONFIG_FILE": "/dev/null"}),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    return [Answer(a["value"], a["status"], " ".join(a["said"].split())) for a in answers]
