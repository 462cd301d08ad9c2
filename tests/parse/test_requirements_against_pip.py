"""Our reading of requirements files beside that of pip's own parser, release by release."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_version import parse_pip_version
from piptrust.parse.quirks import NO_INDEX_IS_FINAL
from piptrust.parse.requirement_line import LogicalLine
from piptrust.parse.requirements import RequirementsFile, parse_requirements
from support import pips, requirements_oracle

CORPUS = Path(__file__).parent / "corpus"
NESTED = ("plain.txt", "hashes.txt", "c.txt")
REFUSED_LINE = {"requirements-option-not-allowed", "requirements-invalid-option", "requirements-bad-quoting"}
DESTINATIONS = {
    "index-url": "index_url",
    "extra-index-url": "extra_index_urls",
    "constraint": "constraints",
    "requirement": "requirements",
    "editable": "editables",
    "find-links": "find_links",
    "no-index": "no_index",
    "trusted-host": "trusted_hosts",
    "require-hashes": "require_hashes",
    "no-require-hashes": "no_require_hashes",
    "pre": "pre",
    "prefer-binary": "prefer_binary",
    "use-feature": "features_enabled",
    "hash": "hashes",
    "config-settings": "config_settings",
    "global-option": "global_options",
    "install-option": "install_options",
}
FLAGS = {"no-index", "require-hashes", "no-require-hashes", "pre", "prefer-binary"}


@dataclass
class Reading:
    """What one run over a file and all that it includes comes to; the same names as in the oracle."""

    requirements: list[tuple[str, bool, bool]] = field(default_factory=list)
    trusted: list[str] = field(default_factory=list)
    index_urls: list[str] = field(default_factory=lambda: ["default"])
    find_links: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    only_binary: list[str] = field(default_factory=list)
    require_hashes: bool = False
    no_index: bool = False
    stopped: str | None = None
    files_decide: bool = False


class _Stopped(Exception):  # noqa: N818 - pip stops, not we.
    pass


def read_all(files: dict[str, str], start: str, kind: FileKind, version: str) -> Reading:
    """Follows our documents as pip follows the files."""
    reading = Reading()
    with contextlib.suppress(_Stopped):
        _follow(files, start, kind, version, reading, ())
    return reading


def _document(text: str, name: str, kind: FileKind, version: str) -> Document:
    return parse_requirements(f"file:///folder/{name}", kind, text, parse_pip_version(version))


def _follow(
    files: dict[str, str], name: str, kind: FileKind, version: str, reading: Reading, above: tuple[str, ...]
) -> None:
    document = _document(files[name], name, kind, version)
    structure = document.structure
    assert isinstance(structure, RequirementsFile)
    includes = iter(structure.includes)
    for line in structure.lines:
        _stop_if_refused(line, reading)
        reading.only_binary = sorted({*reading.only_binary, *_names(line, "only-binary")})
        reading.features = sorted({*reading.features, *_values(line, "use-feature")})
        if line.requirement is not None:
            one = line.requirement
            reading.requirements.append((one.text, one.editable, kind is FileKind.CONSTRAINTS))
            if one.verdict.open:
                reading.files_decide = True
                raise _Stopped
        for problem in line.problems:
            if problem.stops_pip:
                reading.stopped = problem.pip_says
                raise _Stopped
        if line.include is not None:
            include = next(includes)
            target = (include.target(document.uri) or "").removeprefix("/folder/")
            if target not in files or target in above or target == name:
                reading.stopped = "cannot be included"
                raise _Stopped
            _follow(files, target, include.kind, version, reading, (*above, name))
        else:
            _apply(line, version, reading)


def _values(line: LogicalLine, key: str) -> list[str]:
    return [s.value for s in line.settings if s.key == key and s.ignored is None]


def _names(line: LogicalLine, key: str) -> list[str]:
    return [name for value in _values(line, key) for name in value.split(",")]


def _stop_if_refused(line: LogicalLine, reading: Reading) -> None:
    for problem in line.problems:
        if problem.code in REFUSED_LINE:
            reading.stopped = problem.pip_says
            raise _Stopped


def _apply(line: LogicalLine, version: str, reading: Reading) -> None:
    of = {key: _values(line, key) for key in DESTINATIONS}
    final = NO_INDEX_IS_FINAL.holds(parse_pip_version(version))
    if of["no-index"]:
        reading.no_index = True
        reading.index_urls = []
    allowed = not (final and reading.no_index)
    if of["index-url"] and allowed:
        reading.index_urls = [of["index-url"][-1]]
    if allowed:
        reading.index_urls += of["extra-index-url"]
    reading.find_links += of["find-links"]
    reading.trusted += of["trusted-host"]
    reading.require_hashes |= bool(of["require-hashes"])


def line_readings(text: str, kind: FileKind, version: str) -> list[dict[str, object]]:
    """Our logical lines in the oracle's terms."""
    structure = _document(text, "r.txt", kind, version).structure
    assert isinstance(structure, RequirementsFile)
    result: list[dict[str, object]] = []
    for line, start in zip(structure.lines, structure.starts):
        if not line.text:
            continue
        number = len(text[:start].splitlines()) + 1
        entry: dict[str, object] = {"number": number, "text": line.text}
        refused = [p for p in line.problems if p.code in REFUSED_LINE]
        if refused:
            entry["error"] = True
        else:
            entry["options"] = _options(line)
        result.append(entry)
    return result


def _options(line: LogicalLine) -> dict[str, object]:
    options: dict[str, object] = {}
    for setting in (*line.settings, *line.requirement_options):
        name = DESTINATIONS.get(setting.key)
        if name is None:
            continue
        if setting.key in FLAGS:
            options[name] = True
        elif name == "index_url":
            options[name] = setting.value
        elif name in {"hashes", "config_settings"}:
            mark = ":" if name == "hashes" else "="
            key, _, value = setting.value.partition(mark)
            options.setdefault(name, {}).setdefault(key, []).append(value)
        else:
            options.setdefault(name, []).append(setting.value)
    return {name: value for name, value in options.items() if value}


def _comparable(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    """The oracle's lines without what is told elsewhere: errors' words, the requirement's text."""
    result: list[dict[str, object]] = []
    for line in lines:
        entry = {name: line[name] for name in ("number", "text")}
        if "error" in line:
            entry["error"] = True
        else:
            options = dict(line["options"])
            for name in ("config_settings",):
                if name in options:
                    lists = {k: v if isinstance(v, list) else [v] for k, v in options[name].items()}
                    options[name] = lists
            entry["options"] = options
        result.append(entry)
    return result


def check_same(
    files: dict[str, str], start: str, kind: FileKind, version: str, theirs: dict[str, object]
) -> None:
    assert line_readings(files[start], kind, version) == _comparable(theirs["lines"])
    ours = read_all(files, start, kind, version)
    requirements = [(r["text"], r["editable"], r["constraint"]) for r in theirs["requirements"]]
    if ours.files_decide:
        assert requirements[: len(ours.requirements)] == ours.requirements
        return
    assert (ours.stopped is not None) == (theirs["stopped"] is not None), (ours.stopped, theirs["stopped"])
    assert requirements == ours.requirements
    for name in ("trusted", "index_urls", "find_links", "require_hashes"):
        assert getattr(ours, name) == theirs[name], name
    if ours.stopped is None:
        assert ours.features == theirs["features"]
        assert ours.only_binary == theirs["only_binary"]


def corpus_cases() -> list[tuple[str, dict[str, str], str, FileKind]]:
    nested = {name: (CORPUS / "requirements" / name).read_bytes().decode() for name in NESTED}
    cases = []
    for kind in (FileKind.REQUIREMENTS, FileKind.CONSTRAINTS):
        for path in sorted((CORPUS / kind.value).iterdir()):
            files = {**nested, path.name: path.read_bytes().decode()}
            cases.append((f"{kind.value}/{path.name}", files, path.name, kind))
    return cases


@cache
def readings_of(version: str) -> tuple[dict[str, object], ...]:
    """The oracle's readings of the whole corpus, by one process."""
    python = [p for p in pips.interpreters() if p.can_run(version)][-1]
    cases = [
        {"files": files, "start": start, "constraint": kind is FileKind.CONSTRAINTS}
        for _, files, start, kind in corpus_cases()
    ]
    done = subprocess.run(
        [python.executable, requirements_oracle.__file__, str(pips.pip_folder(version))],
        input=json.dumps(cases),
        env=pips.clean_environment(Path("/nowhere")),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return tuple(json.loads(done.stdout))


@pytest.mark.usefixtures("empty_folder")
def test_nested_files_are_found_where_pip_finds_them() -> None:
    import pip

    files = {
        "a/r.txt": "-r ../b/one.txt\n-c ./two.txt\n-r../b/../a/three.txt --pre\n--trusted-host r\n",
        "a/two.txt": "two\n--trusted-host two\n",
        "a/three.txt": "three\n-r ./r.txt\n",
        "b/one.txt": "-r sub/four.txt -c five.txt\none\n",
        "b/sub/four.txt": "four --trusted-host no\n--trusted-host four\n",
    }
    for start in ("a/r.txt", "b/one.txt"):
        with contextlib.redirect_stderr(io.StringIO()):
            theirs = requirements_oracle.read(files, start, False)
        check_same(files, start, FileKind.REQUIREMENTS, pip.__version__, theirs)
    ours = read_all(files, "a/r.txt", FileKind.REQUIREMENTS, pip.__version__)
    assert [text for text, _, _ in ours.requirements] == ["four", "one", "two", "three"]
    assert (ours.trusted, ours.stopped) == (["four", "two"], "cannot be included")


@pytest.mark.parametrize("version", pips.HASHES)
def test_the_corpus_is_read_alike(version: str) -> None:
    readings = readings_of(version)
    wrong = []
    for (name, files, start, kind), theirs in zip(corpus_cases(), readings):
        difference = _difference(files, start, kind, version, theirs)
        if difference:
            wrong.append(f"{name}: {difference}")
    assert not wrong, "\n".join(wrong)


def _difference(
    files: dict[str, str], start: str, kind: FileKind, version: str, theirs: dict[str, object]
) -> str:
    try:
        check_same(files, start, kind, version, theirs)
    except AssertionError as error:
        return str(error)[:600] or "differs"
    return ""


FRAGMENTS = st.sampled_from(
    [
        *(
            "foo",
            "foo==1",
            "foo[bar]",
            "foo>=1,<2",
            "foo bar",
            "foo=1",
            "foo ; os_name == 'x'",
            "foo;",
            "==1",
        ),
        *("foo @ https://x.test/a.zip", "https://x.test/a.whl", "git+https://x.test/a#egg=b", "./a", "a.zip"),
        *(
            "-e",
            "-r",
            "-c",
            "-i",
            "-f",
            "-C",
            "-x",
            "-",
            "--",
            "--pre",
            "--no-index",
            "--no",
            "--index",
            "--extra",
        ),
        *("--trusted-host", "--trusted-host=a.test", "--index-url=", "-ihttps://x.test", "--hash=sha256:aa"),
        *(
            "--hash",
            "--cert",
            "--require-hashes",
            "--no-binary",
            "--use-feature=fast-deps",
            "--prefer-binary=1",
        ),
        *("c.txt", "plain.txt", "r.txt", "a.test", "https://x.test", "sha256:aa", "a=b", ":all:"),
        *("'", '"', "\\", "\\\\", "\\\n", "\\\r\n", "#", " #", "# x", "a#b", "=", "${", "${A}", "}"),
        *("\t", "  ", "\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\u2028", "\xa0", "\x00"),
        *("é", "名", "\U0001f40d", "﻿"),
    ]
)
# At the start of a file U+FEFF is a byte order mark, which is no part of the text.
TEXTS = st.lists(st.tuples(FRAGMENTS, st.sampled_from(["", " ", " ", "\n"])), max_size=14).map(
    lambda parts: "".join(fragment + blank for fragment, blank in parts).lstrip("\ufeff")
)


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("A", "PIP_CONFIG_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("empty_folder")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, kind=st.sampled_from([FileKind.REQUIREMENTS, FileKind.CONSTRAINTS]))
def test_any_text_is_read_alike_by_the_pip_beside_us(text: str, kind: FileKind) -> None:
    import pip

    files = {"r.txt": text, "c.txt": "foo==1\n", "plain.txt": "foo\n--trusted-host p.test\n"}
    with contextlib.redirect_stderr(io.StringIO()):
        theirs = requirements_oracle.read(files, "r.txt", kind is FileKind.CONSTRAINTS)
    check_same(files, "r.txt", kind, pip.__version__, theirs)
    for name in files:
        Path(name).unlink()
