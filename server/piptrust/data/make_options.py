"""Makes ``options.json`` from pip's own parsers, one run of each release.

Usage, from the top folder::

    python server/piptrust/data/make_options.py --cache FOLDER [--python PYTHON ...]

Releases that ``FOLDER`` does not hold yet are fetched with ``pip download`` and unpacked there, each in a
folder of its own. Every release is asked by the first Python that can import it, beginning with the one that
runs this; the oldest releases need Python 3.9 or older, the newest 3.10 or newer.
A new release of pip is added to ``RELEASES`` below; ``tests/data/test_options_current.py`` says when.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Union

TABLE = Path(__file__).with_name("options.json")
INTROSPECTION = Path(__file__).with_name("introspect_pip.py")

# Every release from the last that Python 2.6 had to the newest, without those that were withdrawn at once.
# fmt: off
RELEASES = [
    "9.0.3", "10.0.0", "10.0.1", "18.0", "18.1", "19.0", "19.0.1", "19.0.2", "19.0.3", "19.1", "19.1.1",
    "19.2", "19.2.1", "19.2.2", "19.2.3", "19.3", "19.3.1", "20.0.1", "20.0.2", "20.1", "20.1.1", "20.2",
    "20.2.1", "20.2.2", "20.2.3", "20.2.4", "20.3", "20.3.1", "20.3.3", "20.3.4", "21.0", "21.0.1",
    "21.1", "21.1.1", "21.1.2", "21.1.3", "21.2.1", "21.2.2", "21.2.3", "21.2.4", "21.3", "21.3.1",
    "22.0", "22.0.1", "22.0.2", "22.0.3", "22.0.4", "22.1", "22.1.1", "22.1.2", "22.2", "22.2.1",
    "22.2.2", "22.3", "22.3.1", "23.0", "23.0.1", "23.1", "23.1.1", "23.1.2", "23.2", "23.2.1", "23.3",
    "23.3.1", "23.3.2", "24.0", "24.1", "24.1.1", "24.1.2", "24.2", "24.3", "24.3.1", "25.0", "25.0.1",
    "25.1", "25.1.1", "25.2", "25.3", "26.0", "26.0.1", "26.1", "26.1.1", "26.1.2", "26.2", "26.2.1",
    "26.3",
]
# fmt: on

Facts = dict[str, Any]
Spans = list[tuple[int, Union[int, None]]]


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes the table of pip's options from pip itself.")
    parser.add_argument("--cache", type=Path, required=True, help="folder for unpacked releases")
    parser.add_argument("--python", action="append", default=[], help="a further Python to run releases with")
    arguments = parser.parse_args()
    pythons = [sys.executable, *arguments.python]
    table = build_table([(name, introspect(fetch(name, arguments.cache), pythons)) for name in RELEASES])
    TABLE.write_text(json.dumps(table, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(table['options'])} forms of options from {len(RELEASES)} releases\n")
    return 0


def fetch(release: str, cache: Path) -> Path:
    """The folder with the unpacked release; it is downloaded once."""
    folder = cache / release
    if (folder / "pip").is_dir():
        return folder
    with tempfile.TemporaryDirectory() as downloads:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--ignore-requires-python",
        ]
        subprocess.run([*command, "--only-binary=:all:", "--dest", downloads, f"pip=={release}"], check=True)
        (wheel,) = Path(downloads).glob("pip-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
    return folder


def introspect(folder: Path, pythons: Sequence[str]) -> Facts:
    """What the pip in ``folder`` says of itself.

    Raises:
        RuntimeError: none of the Pythons can import this pip.
    """
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PIP_")}
    said: list[str] = []
    for python in pythons:
        command = [python, "-B", str(INTROSPECTION), str(folder)]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if result.returncode == 0:
            return json.loads(result.stdout)
        said.append(f"{python}: {result.stderr.strip().splitlines()[-1:]}")
    raise RuntimeError(f"no Python here can import the pip in {folder}: {said}")


def build_table(releases: Sequence[tuple[str, Facts]]) -> Facts:
    """The table: one entry per form that an option ever had, with where it had it and from when until when.

    ``where`` names a command, or one of the parsers that are no command: ``(main)``, and ``(line)``,
    ``(requirement)``, ``(editable)`` in requirements files. A span is (first release, first release without),
    both as numbers in ``versions``; the second is null where the newest release still has it.
    """
    presence: dict[str, dict[str, list[int]]] = {}
    commands: dict[str, list[int]] = {}
    for number, (_, facts) in enumerate(releases):
        for name in facts["commands"]:
            commands.setdefault(name, []).append(number)
        for where, option in _options(facts):
            form = json.dumps(option, sort_keys=True)
            presence.setdefault(form, {}).setdefault(where, []).append(number)
    count = len(releases)
    places: list[dict[str, Spans]] = []
    options: list[Facts] = []
    for form in sorted(presence, key=lambda f: (json.loads(f)["keys"], presence[f][min(presence[f])][0], f)):
        where = {name: _spans(numbers, count) for name, numbers in sorted(presence[form].items())}
        if where not in places:
            places.append(where)
        stated = {name: value for name, value in json.loads(form).items() if value not in (None, [])}
        options.append({**stated, "places": places.index(where)})
    return {
        "versions": [version for version, _ in releases],
        "commands": {name: _spans(numbers, count) for name, numbers in sorted(commands.items())},
        "places": places,
        "options": options,
    }


def _options(facts: Facts) -> Iterator[tuple[str, Facts]]:
    for command, options in facts["commands"].items():
        for option in options:
            yield command, option
    for option in facts["main"]:
        yield "(main)", option
    for option in facts["requirements_file"]:
        yield f"({option['place']})", {name: value for name, value in option.items() if name != "place"}


def _spans(numbers: Sequence[int], count: int) -> Spans:
    """``[0, 1, 2, 5]`` of 6 releases as ``[(0, 3), (5, None)]``."""
    spans: Spans = []
    for number in numbers:
        if spans and spans[-1][1] == number:
            spans[-1] = (spans[-1][0], number + 1)
        elif not spans or spans[-1][1] is None or spans[-1][1] < number:
            spans.append((number, number + 1))
    return [(start, None if end == count else end) for start, end in spans]


if __name__ == "__main__":
    sys.exit(main())
