"""``piptrust check`` over a thousand files, beside pip's own parsers over the same files."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import Result, in_turn, milliseconds, print_table, seconds_to_run

_FILES = 1_000
_ROUNDS = 5
_START = "from piptrust.cli import program; program()"
# What pip does with such files before it does anything else: its loader, and its parser of requirements.
_PIP_PARSERS = """
import sys
from pathlib import Path
from pip._internal import configuration
from pip._internal.req.req_file import parse_requirements

KINDS = getattr(configuration, "Kind", None) or configuration.kinds
for path in sorted(Path(sys.argv[1]).rglob("*.conf")):
    configuration.Configuration(isolated=True)._load_file(KINDS.ENV, str(path))
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    for requirement in parse_requirements(str(path), session=None):
        requirement.requirement
"""


def write_files(folder: Path, number: int) -> None:
    """Half configuration files, half requirements files, as companies have them: one folder per service."""
    for index in range(number // 2):
        service = folder / f"service-{index:03}"
        service.mkdir()
        (service / "pip.conf").write_text(
            "# Maintained by the platform team.\n"
            "[global]\n"
            f"index-url = https://packages.corp.example/repository/team-{index}/simple\n"
            "extra-index-url =\n"
            "    https://mirror.corp.example/simple\n"
            "    # the old one, until the migration is done\n"
            "    https://legacy.corp.example:8443/simple\n"
            "timeout = 60\n"
            "retries = 3\n"
            "\n"
            "[install]\n"
            "no-compile = no\n"
        )
        pins = "".join(
            f"package-{n}=={n % 7}.{index % 11}.0 ; python_version >= '3.{8 + n % 5}'  # pinned\n"
            for n in range(40)
        )
        (service / "requirements.txt").write_text(
            "--index-url https://packages.corp.example/repository/all/simple\n"
            f"{pins}"
            "uvicorn[standard] ~= 0.30 \\\n"
            f"    --hash=sha256:{index:064x}\n"
        )


def measure() -> list[Result]:
    """One line: our whole check beside pip's parsers alone, each in one process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        write_files(here, _FILES)
        medians = in_turn(
            {
                "ours": lambda: seconds_to_run(
                    [sys.executable, "-c", _START, "check", "--no-python", "."], cwd=here, statuses=(0, 1)
                ),
                "pip": lambda: seconds_to_run([sys.executable, "-c", _PIP_PARSERS, str(here)], cwd=here),
            },
            _ROUNDS,
        )
    ours, pips = medians["ours"], medians["pip"]
    return [
        Result(
            f"piptrust check, {_FILES} files / pip's own parsers",
            milliseconds(ours),
            milliseconds(pips),
            ours / pips,
            "none promised",
            True,
        )
    ]


if __name__ == "__main__":
    print_table(measure())
