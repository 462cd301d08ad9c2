"""``piptrust check`` as people and scripts call it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.command import environment, heed_interrupts, piptrust
from piptrust import cli
from piptrust.resolve.disk import OsDisk

BROKEN = "[global]\ntrusted-host = https://a.example\n"
RULE = "trusted-host-has-scheme"
ONLY = ("--no-python", "--select", RULE)


def test_clean_files_exit_with_0(folder: Path):
    (folder / "requirements.txt").write_text("requests==2.32.0\n")
    done = piptrust("check", *ONLY, "requirements.txt", cwd=folder)
    assert (done.status, done.out, done.err) == (0, "No findings in 1 file.\n", "")


def test_findings_exit_with_1_and_show_the_place(folder: Path):
    (folder / "pip.conf").write_text(BROKEN)
    done = piptrust("check", *ONLY, "pip.conf", cwd=folder)
    lines = done.out.splitlines()
    assert (done.status, done.err) == (1, "")
    assert lines[0].startswith("pip.conf:2:16: warning: pip ignores this entry: it reads 'https' as the host")
    assert lines[0].endswith(f"[{RULE}]")
    assert lines[1:4] == [
        " 2 | trusted-host = https://a.example",
        "   |                ^^^^^^^^^^^^^^^^^",
        "   = fix: Remove 'https://a.example' from trusted-host, where it has no effect (safe)",
    ]
    assert lines[-2:] == ["1 finding in 1 file: 1 warning.", "1 can be fixed safely with --fix."]
    assert "\x1b" not in done.out


def test_exit_zero_only_forgives_findings(folder: Path):
    (folder / "pip.conf").write_text(BROKEN)
    assert piptrust("check", *ONLY, "--exit-zero", "pip.conf", cwd=folder).status == 0
    assert piptrust("check", *ONLY, "--exit-zero", "gone.conf", cwd=folder).status == 2


def test_a_path_that_is_not_there_is_no_clean_result(folder: Path):
    done = piptrust("check", *ONLY, "gone.txt", cwd=folder)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"piptrust: {folder}/gone.txt: there is no such file or folder\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("--select", "trusted-host-has-schema"),
            f"there is no rule 'trusted-host-has-schema'. Did you mean '{RULE}'?",
        ),
        (("--ignore", "zzz"), "there is no rule 'zzz'. See: piptrust rules"),
        (("--format", "xml"), "argument --format: invalid choice: 'xml'"),
        (("--fix", "--diff"), "argument --diff: not allowed with argument --fix"),
        (("--bogus",), "unrecognized arguments: --bogus"),
        (("-",), "standard input has no name: say which file it is with --stdin-filename pip.conf"),
    ],
)
def test_what_cannot_be_run_exits_with_2(folder: Path, arguments: tuple[str, ...], says: str):
    done = piptrust("check", *arguments, cwd=folder)
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_select_ignore_and_severity_choose_what_is_found(folder: Path):
    (folder / "pip.conf").write_text(BROKEN)
    assert piptrust("check", "--no-python", "--ignore", RULE, "pip.conf", cwd=folder).out.count(RULE) == 0
    assert piptrust("check", *ONLY, "--ignore", RULE, "pip.conf", cwd=folder).status == 0
    assert piptrust("check", *ONLY, "--min-severity", "error", "pip.conf", cwd=folder).status == 0
    assert piptrust("check", *ONLY, "--min-severity", "warning", "pip.conf", cwd=folder).status == 1
    two = piptrust(
        "check", "--no-python", "--select", f"trusted-host-wildcard, {RULE}", "pip.conf", cwd=folder
    )
    assert two.status == 1


def test_without_a_path_the_folder_and_the_configuration_in_effect_are_checked(folder: Path):
    (folder / "docker").mkdir()
    (folder / "docker" / "pip.conf").write_text(BROKEN)
    (folder / "node_modules" / "x").mkdir(parents=True)
    (folder / "node_modules" / "x" / "pip.conf").write_text(BROKEN)
    user = folder.parent / "home" / ".config" / "pip" / "pip.conf"
    user.parent.mkdir(parents=True)
    user.write_text(BROKEN)
    found = json.loads(piptrust("check", *ONLY, "--format", "json", cwd=folder).out)
    assert [f["path"] for f in found["findings"]] == [str(user), "docker/pip.conf"]
    only_here = json.loads(piptrust("check", *ONLY, "--format", "json", ".", cwd=folder).out)
    assert [f["path"] for f in only_here["findings"]] == ["docker/pip.conf"]


def test_an_empty_folder_says_so(folder: Path):
    done = piptrust("check", "--no-python", ".", cwd=folder)
    assert (done.status, done.out) == (0, "No pip configuration or requirements files here.\n")


def test_a_file_is_read_whatever_its_name(folder: Path):
    (folder / "corporate.conf").write_text(BROKEN)
    (folder / "deps").write_text("--trusted-host https://a.example\n")
    found = json.loads(piptrust("check", *ONLY, "--format", "json", "corporate.conf", "deps", cwd=folder).out)
    assert [f["path"] for f in found["findings"]] == ["corporate.conf", "deps"]


def test_files_given_twice_are_checked_once(folder: Path):
    (folder / "pip.conf").write_text(BROKEN)
    found = json.loads(
        piptrust("check", *ONLY, "--format", "json", ".", "./pip.conf", "pip.conf", cwd=folder).out
    )
    assert len(found["findings"]) == 1


def test_included_files_are_checked_too_and_cycles_end(folder: Path):
    (folder / "requirements.txt").write_text("-r deep/more.txt\n")
    (folder / "deep").mkdir()
    (folder / "deep" / "more.txt").write_text("-r ../requirements.txt\n--trusted-host https://a.example\n")
    found = json.loads(piptrust("check", *ONLY, "--format", "json", "requirements.txt", cwd=folder).out)
    assert found["checked"] == ["deep/more.txt", "requirements.txt"]
    assert [(f["path"], f["start"]["line"]) for f in found["findings"]] == [("deep/more.txt", 2)]


def test_standard_input_is_checked_in_the_place_of_the_named_file(folder: Path):
    (folder / "pip.conf").write_text("[global]\n")
    done = piptrust("check", *ONLY, "--stdin-filename", "pip.conf", "-", cwd=folder, stdin=BROKEN.encode())
    assert done.status == 1
    assert done.out.startswith("pip.conf:2:16: warning:")


def test_names_that_are_no_utf8(folder: Path):
    name = os.fsencode(str(folder)) + b"/\xff-requirements.txt"
    with open(name, "wb") as stream:  # noqa: PTH123 - Path takes no bytes.
        stream.write(b"--trusted-host https://a.example\n")
    for arguments in (("check", *ONLY, "."), ("check", *ONLY, b"\xff-requirements.txt")):
        done = piptrust(*arguments, cwd=folder)
        assert (done.status, done.err) == (1, "")
        assert done.out.startswith("\\udcff-requirements.txt:1:16: warning:")
    for form in ("json", "sarif", "github"):
        assert piptrust("check", *ONLY, "--format", form, ".", cwd=folder).status == 1
    assert piptrust("check", *ONLY, "--fix", ".", cwd=folder).status == 0
    with open(name, "rb") as stream:  # noqa: PTH123
        assert stream.read() == b""


def test_bytes_of_any_kind_are_no_crash(folder: Path):
    (folder / "pip.conf").write_bytes(bytes(range(256)) * 20)
    (folder / "requirements.txt").write_bytes(b"\x00\xff\xfe" * 1000)
    done = piptrust("check", "--no-python", ".", cwd=folder)
    assert done.status in {0, 1}
    assert done.err == ""
    assert "internal-error" not in done.out


def test_unreadable_files_and_folders_are_told_and_exit_with_2(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    # Tests may run as root, whom no permission stops, so the disk itself refuses here.
    (folder / "pip.conf").write_text(BROKEN)
    (folder / "requirements.txt").write_text("x\n")
    (folder / "closed").mkdir()
    read, names = OsDisk.read, OsDisk.names

    def refusing_read(disk: OsDisk, path: str, limit: int) -> bytes:
        if path.endswith("requirements.txt"):
            raise PermissionError(13, "Permission denied", path)
        return read(disk, path, limit)

    def refusing_names(disk: OsDisk, path: str) -> list[str]:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return names(disk, path)

    monkeypatch.setattr(OsDisk, "read", refusing_read)
    monkeypatch.setattr(OsDisk, "names", refusing_names)
    monkeypatch.chdir(folder)
    status = cli.main(["check", *ONLY, "."])
    shown = capsys.readouterr()
    assert status == 2
    assert shown.out.startswith("pip.conf:2:16: warning:")
    assert shown.err == "piptrust: closed: Permission denied\npiptrust: requirements.txt: Permission denied\n"


def test_special_files_are_neither_opened_nor_accepted(folder: Path):
    os.mkfifo(folder / "requirements.txt")
    assert piptrust("check", "--no-python", ".", cwd=folder).status == 0
    done = piptrust("check", "--no-python", "requirements.txt", cwd=folder)
    assert done.status == 2
    assert done.err.endswith("requirements.txt: neither a file nor a folder\n")


def test_credentials_never_leave(folder: Path):
    (folder / "pip.conf").write_text(
        "[global]\nindex-url = http://user:geheim@index.example/simple\nproxy = user:geheim@proxy.example:1\n"
        "trusted-host = https://user:geheim@a.example index.example\ncert = https://user:geheim@x.example\n"
        "extra-index-url = http://geheim@index.example/simple\n"
    )
    (folder / "requirements.txt").write_text(
        "-i http://user:geheim@index.example/simple\n-r http://user:geheim@a.example/x.txt\n"
        "--proxy user:geheim@proxy.example\nx @ http://user:geheim@a.example/x.whl\n"
        "--trusted-host https://user:geheim@a.example:1\n"
    )
    for form in ("plain", "json", "sarif", "github"):
        done = piptrust("check", "--no-python", "--format", form, "--color", "always", ".", cwd=folder)
        assert done.status == 1
        assert "geheim" not in done.out + done.err
    assert "geheim" not in piptrust("check", "--no-python", "--diff", ".", cwd=folder).out
    done = piptrust("check", "--no-python", "--fix", ".", cwd=folder)
    assert "geheim" not in done.out + done.err


@pytest.mark.parametrize(
    ("color", "variables", "coloured"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, False),
        ("always", {}, True),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("never", {}, False),
    ],
)
def test_colour_in_a_pipe(folder: Path, color: str, variables: dict[str, str], coloured: bool):
    (folder / "pip.conf").write_text(BROKEN)
    done = piptrust("check", *ONLY, "--color", color, ".", cwd=folder, **variables)
    assert ("\x1b[" in done.out) is coloured


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to be had from Python")
@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal(folder: Path, variables: dict[str, str], coloured: bool):
    import pty

    (folder / "pip.conf").write_text(BROKEN)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "piptrust", "check", *ONLY, "."],
        cwd=folder,
        env=environment(folder, TERM="xterm-256color", **variables),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert process.wait(30) == 1
    assert (b"\x1b[" in shown) is coloured
    assert b"trusted-host" in shown


def test_a_reader_that_leaves_is_no_crash(folder: Path):
    for number in range(200):
        (folder / f"{number}-requirements.txt").write_text("--trusted-host https://a.example\n" * 50)
    process = subprocess.Popen(
        [sys.executable, "-m", "piptrust", "check", *ONLY, "."],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


def test_an_interrupt_is_no_traceback(folder: Path):
    process = subprocess.Popen(
        [sys.executable, "-m", "piptrust", "check", *ONLY, "--stdin-filename", "pip.conf", "-"],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"piptrust: interrupted\n")


def test_the_same_folder_gives_the_same_output_every_time(folder: Path):
    for number in range(20):
        (folder / f"{number}-requirements.txt").write_text("--trusted-host https://a.example\n" * 3)
    seen = {
        piptrust("check", *ONLY, "--format", "json", ".", cwd=folder, PYTHONHASHSEED=seed).out
        for seed in "123"
    }
    assert len(seen) == 1


def test_a_fault_of_ours_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.chdir(folder)
    monkeypatch.setattr("piptrust.commands.inspection.Inspection.report", broken)
    assert cli.main(["check", "--no-python", "."]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("piptrust: something went wrong inside piptrust (RuntimeError: boom).")
    assert "Traceback" not in shown
    with pytest.raises(RuntimeError):
        cli.main(["check", "--no-python", "--verbose", "."])
