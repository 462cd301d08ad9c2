"""What names files that move: it names them afterwards, and pip reads it so."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.engine.moves.edits import edits_for_moves
from piptrust.engine.moves.move import Move, as_written_before, moved
from piptrust.parse.requirements import RequirementsFile
from piptrust.text.edit import apply_edits
from piptrust.text.uri import path_to_uri, uri_to_path
from support.fixture import USER_CONF, scene


def after(text: str, path: str, *moves: tuple[str, str], **context: object) -> str:
    """The text of a file after files have moved."""
    there = scene(text, path, **context)
    changes = {c.uri: c for c in edits_for_moves(there.snapshot, [Move(*m) for m in moves])}
    change = changes.pop(there.uri, None)
    assert not changes
    return text if change is None else apply_edits(text, change.edits)


REQUIREMENTS = "/project/requirements.txt"


@pytest.mark.parametrize(
    ("text", "moves", "expected"),
    [
        ("-r base.txt\n", [("/project/base.txt", "/project/main.txt")], "-r main.txt\n"),
        ("-rbase.txt\n", [("/project/base.txt", "/project/main.txt")], "-rmain.txt\n"),
        ("--requirement=base.txt", [("/project/base.txt", "/project/m.txt")], "--requirement=m.txt"),
        ("-c ./base.txt # why\n", [("/project/base.txt", "/project/x/m.txt")], "-c ./x/m.txt # why\n"),
        (
            "-r deps/a.txt\r\n-c deps/b.txt\r\n",
            [("/project/deps", "/project/req")],
            "-r req/a.txt\r\n-c req/b.txt\r\n",
        ),
        ("-r /project/deps/a.txt\n", [("/project/deps", "/x/y")], "-r /x/y/a.txt\n"),
        (
            "-r file:///project/a.txt\n",
            [("/project/a.txt", "/project/b c.txt")],
            "-r file:///project/b%20c.txt\n",
        ),
        ("-r ../x/a.txt\n", [("/x/a.txt", "/project/a.txt")], "-r a.txt\n"),
        ("-r deps/a.txt\n", [("/project/dep", "/project/other")], "-r deps/a.txt\n"),
        (
            "-r https://a.example/base.txt\n",
            [("/project/base.txt", "/project/x.txt")],
            "-r https://a.example/base.txt\n",
        ),
        ("-r ${X}/base.txt\n", [("/project/base.txt", "/project/x.txt")], "-r ${X}/base.txt\n"),
        # Quoting.
        ("-r base.txt\n", [("/project/base.txt", "/project/my base.txt")], '-r "my base.txt"\n'),
        ('-r "my base.txt"\n', [("/project/my base.txt", "/project/base.txt")], '-r "base.txt"\n'),
        ("-r 'my base.txt'\n", [("/project/my base.txt", "/project/it is.txt")], "-r 'it is.txt'\n"),
        ("-r my\\ base.txt\n", [("/project/my base.txt", "/project/x y.txt")], '-r "x y.txt"\n'),
        ("-r base.txt\n", [("/project/base.txt", '/project/a "b" \\c.txt')], '-r "a \\"b\\" \\\\c.txt"\n'),
        (
            "a==1 \\\n  --hash=sha256:x\n-r base.txt\n",
            [("/project/base.txt", "/project/m.txt")],
            "a==1 \\\n  --hash=sha256:x\n-r m.txt\n",
        ),
        ("-r \\\n  base.txt\n", [("/project/base.txt", "/project/m.txt")], "-r \\\n  m.txt\n"),
        # What cannot be written so that pip reads it stays.
        ("-r base.txt\n", [("/project/base.txt", "/project/a #b.txt")], "-r base.txt\n"),
        ("-r base.txt\n", [("/project/base.txt", "/project/${A}.txt")], "-r base.txt\n"),
        ("-r 'base.txt'\n", [("/project/base.txt", "/project/it's.txt")], "-r 'base.txt'\n"),
        ("-r base.txt --no-such\n", [("/project/base.txt", "/project/m.txt")], "-r base.txt --no-such\n"),
    ],
)
def test_includes(text, moves, expected):
    assert after(text, REQUIREMENTS, *moves) == expected


def test_a_file_that_moves_goes_on_naming_what_it_named():
    text = "-r base.txt\n-c ../shared/c.txt\n-r /abs/x.txt\n"
    assert after(text, REQUIREMENTS, (REQUIREMENTS, "/project/deps/requirements.txt")) == (
        "-r ../base.txt\n-c ../../shared/c.txt\n-r /abs/x.txt\n"
    )


def test_files_that_move_together_need_no_change():
    text = "-r base.txt\n-c ../c.txt\n"
    assert after(text, "/project/a/requirements.txt", ("/project/a", "/project/b")) == text
    assert after(text, "/project/a/requirements.txt", ("/project/a", "/project/x/b")) == (
        "-r base.txt\n-c ../../c.txt\n"
    )


@pytest.mark.parametrize(
    ("text", "move", "expected"),
    [
        (
            "cert = /project/ca.pem",
            ("/project/ca.pem", "/project/certs/ca.pem"),
            "cert = /project/certs/ca.pem",
        ),
        ("cert = ca.pem", ("/project/ca.pem", "/project/certs/a b.pem"), "cert = certs/a b.pem"),
        ("cert = ./ca.pem", ("/project/ca.pem", "/project/x.pem"), "cert = ./x.pem"),
        ("client-cert = certs/x.pem", ("/project/certs", "/project/tls"), "client-cert = tls/x.pem"),
        ("cert = ~/ca.pem", ("/home/user/ca.pem", "/home/user/x/ca.pem"), "cert = ~/x/ca.pem"),
        ("cert = ~/ca.pem", ("/home/user/ca.pem", "/x/ca.pem"), "cert = /x/ca.pem"),
        (
            "constraint = c.txt other.txt\n  c.txt",
            ("/project/c.txt", "/project/d.txt"),
            "constraint = d.txt other.txt\n  d.txt",
        ),
        ("constraint = c.txt", ("/project/c.txt", "/project/a b.txt"), "constraint = c.txt"),
        ("cert = other.pem", ("/project/ca.pem", "/project/x.pem"), "cert = other.pem"),
        ("cert = ca.pem # why", ("/project/ca.pem", "/project/x.pem"), "cert = ca.pem # why"),
    ],
)
@pytest.mark.parametrize("path", [USER_CONF, "/project/pip.conf"])
def test_configuration_files(text, move, expected, path):
    assert after(f"[global]\n{text}\n", path, move) == f"[global]\n{expected}\n"


def test_a_configuration_file_that_moves_keeps_its_paths():
    text = "[global]\ncert = ca.pem\n"
    assert after(text, "/project/pip.conf", ("/project/pip.conf", "/project/x/pip.conf")) == text


@pytest.mark.parametrize(
    ("written", "new", "start", "expected"),
    [
        ("a.txt", "c:/p/b.txt", "c:/p", "b.txt"),
        ("x\\a.txt", "c:/p/y/b.txt", "c:/p", "y\\b.txt"),
        ("C:\\p\\a.txt", "c:/p/b.txt", "c:/p", "c:\\p\\b.txt"),
        ("a.txt", "d:/b.txt", "c:/p", "d:/b.txt"),
        ("../a.txt", "//server/share/b.txt", "//server/share/x", "../b.txt"),
    ],
)
def test_windows(written, new, start, expected):
    assert as_written_before(written, new, start) == expected


def test_windows_does_not_care_for_case():
    assert moved("C:\\Project\\CA.pem", [Move("c:/project/ca.pem", "c:/x.pem")]) == "c:/x.pem"
    assert moved("/Project/ca.pem", [Move("/project/ca.pem", "/x.pem")]) == "/Project/ca.pem"


NAMES = st.text(st.sampled_from("ab .'\"\\#é$-="), min_size=1, max_size=6).filter(
    lambda n: n.strip(" ") not in {"", ".", ".."}
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(
    lambda parts: posixpath.normpath("/project/" + "/".join(parts))
)


@settings(max_examples=300, deadline=None)
@given(old=PATHS, new=PATHS, own=PATHS, own_after=PATHS, form=st.sampled_from(["relative", "absolute"]))
def test_what_is_read_afterwards_is_what_moved(old, new, own, own_after, form):
    if len({old, new, own, own_after}) < 4 or any(
        f"{b}/".startswith(f"{a}/") for a in (old, own) for b in (old, own) if a != b
    ):
        return
    written = posixpath.relpath(old, posixpath.dirname(own)) if form == "relative" else old
    text = f'-r "{written}"\n' if '"' not in written and "\\" not in written else f"-r {written}\n"
    there = scene("", own, kind=None)
    there.workspace.put_text(there.uri, there.document.kind, text)
    before = includes(there.document)
    moves = [Move(old, new), Move(own, own_after)]
    for change in edits_for_moves(there.snapshot, moves):
        there.workspace.put_text(there.uri, there.document.kind, apply_edits(text, change.edits))
        read = there.document.structure
        assert isinstance(read, RequirementsFile)
        found = [i.target(path_to_uri(own_after)) for i in read.includes]
        assert found == [moved(path, moves) for path in before]


def includes(document) -> list[str]:
    return [t for t in (i.target(document.uri) for i in document.structure.includes) if t is not None]


def test_uris_and_paths_agree():
    assert uri_to_path(path_to_uri("/project/a b")) == "/project/a b"
