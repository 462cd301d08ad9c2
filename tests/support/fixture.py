"""Findings and fixes, checked against text with carets.

A line of carets speaks of the line above it and is not part of the file:

    [global]
    trusted-host = https://a.example
    #              ^^^^^^^^^^^^^^^^^ error[trusted-host-has-scheme]

One comment line may hold several ranges if each has a label (``#   ^^^ error[a] ^^^ warning[b]``); several
comment lines may follow one line. ``^`` alone under a place where nothing stands marks an empty range.
The ``#`` may be left out, so that carets can stand in the first column.
The range may run to the end of the line and on: ``^^^…`` checks only where it starts.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone

from piptrust.engine.analyze import EVERYTHING, Selection, analyze
from piptrust.engine.finding import Finding, Offer
from piptrust.engine.fix import build
from piptrust.engine.handshake import FAILED, UNVERIFIED, Blame, Handshake
from piptrust.engine.snapshot import Snapshot
from piptrust.engine.view import View
from piptrust.engine.workspace import Workspace
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind, kind_of
from piptrust.resolve.environment import Environment, Interpreter
from piptrust.resolve.indexes import split_url
from piptrust.text.edit import Change, CreateFile, EditFile, RewriteFile, apply_edits
from piptrust.text.uri import path_to_uri, uri_to_path
from support.memory_disk import MemoryDisk

HOME = "/home/user"
USER_CONF = f"{HOME}/.config/pip/pip.conf"
PROJECT = "/project"
PREFIX = f"{PROJECT}/.venv"
TODAY = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
# Stand-ins for the hosts that a real pip names as its default index and file host.
DEFAULT_INDEX = "https://index.public.example/simple"
FILE_HOST = "files.public.example"

INTERPRETER = Interpreter(
    executable=f"{PREFIX}/bin/python",
    python_version=(3, 12, 1),
    prefix=PREFIX,
    base_prefix="/usr",
    pip_version="26.3",
    pip_location=f"{PREFIX}/lib/python3.12/site-packages/pip",
    default_index_url=DEFAULT_INDEX,
    file_host=FILE_HOST,
    certifi_where=f"{PREFIX}/lib/python3.12/site-packages/pip/_vendor/certifi/cacert.pem",
    site_packages=(f"{PREFIX}/lib/python3.12/site-packages",),
    ssl_version="OpenSSL 3.0.19",
)

_MARK = re.compile(r"(?P<carets>\^+)(?P<open>…?)\s+(?P<label>[a-z]+\[[a-z0-9-]+\])")


@dataclass(frozen=True)
class Scene:
    """One snapshot, ready to be asked."""

    workspace: Workspace
    disk: MemoryDisk
    uri: str

    @property
    def snapshot(self) -> Snapshot:
        return self.workspace.snapshot()

    @property
    def document(self) -> Document:
        return self.snapshot.documents[self.uri]

    def view(self) -> View:
        return View(self.snapshot, self.document)

    def findings(self, selection: Selection = EVERYTHING) -> tuple[Finding, ...]:
        return analyze(self.snapshot, self.document, selection)


def scene(
    text: str | bytes,
    path: str = USER_CONF,
    *,
    files: Mapping[str, str | bytes] | None = None,
    forbidden: Iterable[str] = (),
    folders: tuple[str, ...] = (),
    variables: Mapping[str, str] | None = None,
    pip: str | None = "26.3",
    python: tuple[int, int, int] = (3, 12, 1),
    platform: str = "linux",
    today: datetime = TODAY,
    kind: FileKind | None = None,
    verifies: Iterable[str] = (),
    fails: Iterable[str] = (),
    failed: Iterable[str] = (),
) -> Scene:
    """A machine with one file of interest at ``path``, further ``files``, and a pip.

    ``USER_CONF`` is read by pip; ``/project/pip.conf`` is not. ``pip=None`` means that no interpreter is known.
    Of the URLs that pip does not verify a probe found that ``verifies`` verify as well and ``fails`` do not;
    pip does not get through to ``failed``, which the file names as an index.
    """
    content = {name: body.encode() if isinstance(body, str) else body for name, body in (files or {}).items()}
    content[path] = text.encode() if isinstance(text, str) else text
    disk = MemoryDisk(content, frozenset(forbidden), folders)
    interpreter = None if pip is None else replace(INTERPRETER, pip_version=pip, python_version=python)
    environment = Environment(platform, HOME, PROJECT, dict(variables or {}), interpreter)
    workspace = Workspace(environment, disk, lambda: today)
    for name in content:
        if kind_of(name) is not None and name != path:
            workspace.add_file(name)
    workspace.add_file(path, kind)
    seen = [*((url, True) for url in verifies), *((url, False) for url in fails)]
    handshakes = [_unverified(url, today, needless) for url, needless in seen]
    handshakes += [_failed(url, today, path_to_uri(path)) for url in failed]
    if handshakes:
        workspace.put_handshakes(tuple(handshakes))
    return Scene(workspace, disk, path_to_uri(path))


def _unverified(url: str, when: datetime, needless: bool) -> Handshake:
    _, host, port = split_url(url)
    return Handshake(url, host, port or 443, ("index",), UNVERIFIED, when, needless_trust=needless)


def _failed(url: str, when: datetime, uri: str) -> Handshake:
    _, host, port = split_url(url)
    blames = (Blame(uri, "index-url"), Blame(uri, "extra-index-url"))
    title = "the root of its certificate is not known"
    return Handshake(
        url, host, port or 443, ("index",), FAILED, when, cause="unknown-root", title=title, blames=blames
    )


def parse_carets(marked: str) -> tuple[str, list[tuple[int, int | None, str]]]:
    """The text without its caret lines, and the marks as (start, end or None, label)."""
    lines: list[str] = []
    marks: list[tuple[int, int | None, str]] = []
    line_start = offset = 0
    for line in marked.splitlines(keepends=True):
        found = list(_MARK.finditer(line)) if line.lstrip().startswith(("#", "^")) else []
        if not found:
            lines.append(line)
            line_start, offset = offset, offset + len(line)
            continue
        for mark in found:
            start = line_start + mark.start("carets")
            end = None if mark.group("open") else line_start + mark.end("carets")
            marks.append((start, end, mark.group("label")))
    return "".join(lines), marks


def check_findings(
    marked: str, path: str = USER_CONF, *, only: Iterable[str] | None = None, **context: object
) -> Scene:
    """Asserts that the marked findings, and no others, are made; ``only`` limits the rules that run."""
    text, expected = parse_carets(textwrap.dedent(marked).lstrip("\n"))
    result = scene(text, path, **context)
    selection = Selection(only=frozenset(only)) if only is not None else EVERYTHING
    actual = [(f.span.start, f.span.end, f"{f.severity.word}[{f.rule}]") for f in result.findings(selection)]
    shown = "\n".join(f"{start}-{end} {text[start:end]!r} {label}" for start, end, label in actual)
    assert len(actual) == len(expected), f"expected {expected}, got\n{shown}"
    for (start, end, label), (wanted_start, wanted_end, wanted_label) in zip(
        sorted(actual), sorted(expected, key=lambda m: (m[0], m[1] or 0, m[2]))
    ):
        # A single caret stands for an empty range, too: nothing narrower can be drawn.
        empty_shown_as_one = start == end and wanted_end == start + 1
        ends_agree = wanted_end is None or end == wanted_end or empty_shown_as_one
        assert (start, ends_agree, label) == (wanted_start, True, wanted_label), (
            f"wanted {wanted_start}-{wanted_end} {wanted_label}, got\n{shown}"
        )
    return result


def findings_of(scene: Scene, rule: str) -> tuple[Finding, ...]:
    """The findings of one rule, whatever the others say."""
    return scene.findings(Selection(only=frozenset({rule})))


def offers_of(scene: Scene, rule: str) -> list[tuple[Finding, Offer]]:
    return [(f, o) for f in scene.findings() if f.rule == rule for o in f.offers]


def changes_of(scene: Scene, rule: str, title: str) -> tuple[Change, ...]:
    """Builds the offer of ``rule`` whose title contains ``title``."""
    pairs = [(f, o) for f, o in offers_of(scene, rule) if title.lower() in o.title.lower()]
    assert pairs, f"no offer {title!r} among {[o.title for _, o in offers_of(scene, rule)]}"
    finding, offer = pairs[0]
    return build(offer, finding, scene.view(), scene.disk)


def applied(scene: Scene, changes: Iterable[Change]) -> dict[str, bytes]:
    """The files that ``changes`` write, by path, as bytes."""
    result: dict[str, bytes] = {}
    for change in changes:
        path = uri_to_path(change.uri) or change.uri
        if isinstance(change, EditFile):
            document = scene.snapshot.documents[change.uri]
            result[path] = apply_edits(document.text, change.edits).encode()
        elif isinstance(change, CreateFile):
            assert path not in scene.disk.files, f"{path} exists already"
            result[path] = change.text.encode()
        else:
            assert isinstance(change, RewriteFile)
            result[path] = change.content
    return result


def check_fix(
    before: str, after: str, *, rule: str, title: str = "", path: str = USER_CONF, **context: object
) -> Scene:
    """Asserts that the fix turns ``before`` into ``after`` and touches no other file."""
    result = scene(textwrap.dedent(before).lstrip("\n"), path, **context)
    written = applied(result, changes_of(result, rule, title))
    assert list(written) == [path]
    assert written[path].decode() == textwrap.dedent(after).lstrip("\n")
    return result
