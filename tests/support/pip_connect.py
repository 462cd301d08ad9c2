"""Connections as a real pip makes them: its own configuration, options and session, many in one process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from support.pips import clean_environment, interpreters, pip_folder

# Only the file that PIP_CONFIG_FILE names is read; commands load it anew when they are made.
_CHILD = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
from pip._internal import configuration
configuration.get_configuration_files = lambda: {k: [] for k in configuration.OVERRIDE_ORDER}
from pip._internal.commands import create_command
plain = dict(os.environ)
try:
    # One context serves a whole process, and each bundle is added to it.
    from pip._internal.cli.index_command import _create_truststore_ssl_context as context
    forget = context.cache_clear
except (ImportError, AttributeError):
    forget = lambda: None
outcomes = []
for case in json.load(sys.stdin):
    forget()
    os.environ.clear()
    os.environ.update(plain, PIP_CONFIG_FILE=case["conf"], **case["variables"])
    os.chdir(case["cwd"])
    command = create_command("download")
    try:
        with command.main_context():
            options, _ = command.parse_args(["--retries", "0", "--timeout", "10", "--no-cache-dir", "x"])
            outcomes.append([command.get_default_session(options).get(case["url"]).status_code == 200, ""])
    except BaseException as error:
        causes = []
        while error is not None and len(causes) < 9:
            causes.append(repr(error) + " " + str(error))
            error = error.__cause__ or error.__context__
        outcomes.append([False, "; ".join(causes)])
print("\\n" + json.dumps(outcomes))
"""


@dataclass(frozen=True)
class Attempt:
    """A connection to ``url`` under a configuration file of this text, by a pip that is called in ``cwd``."""

    url: str
    conf: str
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """Whether it succeeded, and else what was raised, with its causes."""

    works: bool
    error: str


def connect(version: str, attempts: Sequence[Attempt], home: Path) -> list[Outcome]:
    """What this release of pip makes of each attempt; ``home`` is its home and present folder."""
    cases = []
    for number, attempt in enumerate(attempts):
        conf = home / f"attempt-{number}.conf"
        conf.write_text(attempt.conf)
        variables = dict(attempt.variables)
        cases.append({"url": attempt.url, "conf": str(conf), "variables": variables, "cwd": str(home)})
    python = [p for p in interpreters() if p.can_run(version)][-1]
    done = subprocess.run(
        [python.executable, "-c", _CHILD, str(pip_folder(version))],
        input=json.dumps(cases),
        env=clean_environment(home),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Outcome(*outcome) for outcome in json.loads(done.stdout.splitlines()[-1])]
