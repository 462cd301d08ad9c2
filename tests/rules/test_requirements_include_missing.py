from __future__ import annotations

import pytest

from piptrust.engine.analyze import analyze
from piptrust.parse.kind import FileKind
from support.fixture import check_findings, scene
from support.requirements_fix import PATH, offers_for

RULE = "requirements-include-missing"


def test_files_that_are_not_there_are_flagged():
    check_findings(
        """
        -r base.txt
        -r missing.txt
        #  ^^^^^^^^^^^ error[requirements-include-missing]
        --constraint=../c.txt  # why
        #            ^^^^^^^^ error[requirements-include-missing]
        -rsub
        # ^^^ error[requirements-include-missing]
        """,
        PATH,
        only=[RULE],
        files={"/project/base.txt": "", "/project/sub/x.txt": ""},
    )


@pytest.mark.parametrize(
    "line",
    [
        "-r base.txt",
        "-r ./sub/../base.txt",
        "-r /project/base.txt",
        "-r file:///project/base.txt",
        "-r https://x.test/missing.txt",
        "-r ${FOLDER}/missing.txt",
        "foo -r missing.txt",
        "-r base.txt -c missing.txt",
        "-r pylock.toml",
    ],
)
def test_files_that_are_there_or_not_read_or_not_known_are_not_flagged(line: str):
    check_findings(line + "\n", PATH, only=[RULE], files={"/project/base.txt": ""})


def test_text_that_is_in_no_file_has_no_folder():
    workspace = scene("", PATH).workspace
    workspace.put_text("untitled:Untitled-1", FileKind.REQUIREMENTS, "-r missing.txt\n")
    snapshot = workspace.snapshot()
    found = analyze(snapshot, snapshot.documents["untitled:Untitled-1"])
    assert [f for f in found if f.rule == RULE] == []


@pytest.mark.parametrize(("pip", "kind"), [("26.0", "requirements"), ("26.1", "constraint")])
def test_pips_own_words(pip: str, kind: str):
    (finding,) = (f for f in scene("-c c.txt\n", PATH, pip=pip).findings() if f.rule == RULE)
    words = f"Could not open {kind} file: [Errno 2] No such file or directory: '/project/c.txt'"
    assert [e.text for e in finding.evidence] == [words]


@pytest.mark.parametrize(
    ("line", "file", "title"),
    [
        ("-r base.txt", "/project/requirements/base.txt", "Write 'requirements/base.txt'"),
        ("-c constraint.txt", "/project/constraints.txt", "Write 'constraints.txt'"),
        ("-r requirements-dv.txt", "/project/requirements-dev.txt", "Write 'requirements-dev.txt'"),
        ("-r sub/base.txt", "/requirements/base.txt", "Write '../requirements/base.txt'"),
    ],
)
def test_files_of_that_name_elsewhere_and_of_like_names_beside_are_offered(line: str, file: str, title: str):
    assert [o.title for o in offers_for(line + "\n", RULE, files={file: ""})] == [title]


def test_nothing_unlike_is_offered():
    assert (
        offers_for("-r base.txt\n", RULE, files={"/project/constraints.txt": "", "/project/a b/base.txt": ""})
        == []
    )
