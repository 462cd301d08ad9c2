"""piptrust.pyz as a user starts it: on every Python that is here, with nothing but that Python."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cli.command import Done
from cli.probe_lab import PYTHON, probe_variables, targets
from lsp.editor import start
from support.lab.authority import Authority
from support.lab.server import LabServer
from support.pips import Python, every_python, interpreters

TOP = Path(__file__).parents[2]
PYZ = TOP / "dist" / "piptrust.pyz"
BROKEN = "[global]\ntrusted-host = https://index.test:8443\n"

each_python = pytest.mark.parametrize("python", interpreters(), ids=str)


@pytest.fixture(autouse=True)
def built() -> None:
    assert PYZ.is_file(), "dist/piptrust.pyz is not here: run `make pyz`"


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all tests that are not about it."""
    return tmp_path_factory.mktemp("cache")


def variables(folder: Path, **further: str) -> dict[str, str]:
    """A machine with a home and no more; what the test's own environment holds does not help."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "PIPTRUST_PROBE": "off",
        **further,
    }


def run(
    folder: Path, python: str, *arguments: str, given: dict[str, str] | None = None, stdin: str = ""
) -> Done:
    """Runs it in ``folder/project``, isolated."""
    project = folder / "project"
    project.mkdir(exist_ok=True)
    done = subprocess.run(
        [python, "-I", str(PYZ), *arguments],
        cwd=project,
        env=given or variables(folder),
        input=stdin.encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode(), done.stdout)


@each_python
def test_every_command_works(tmp_path: Path, python: Python, unpacked: Path) -> None:
    given = variables(tmp_path, XDG_CACHE_HOME=str(unpacked))
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "pip.conf").write_text(BROKEN)
    done = run(tmp_path, python.executable, "check", given=given)
    assert (done.status, done.err) == (1, "")
    assert "trusted-host-has-scheme" in done.out
    # The pages of rules and causes are inside.
    done = run(tmp_path, python.executable, "rules", "trusted-host-has-scheme", given=given)
    assert done.status == 0
    assert "What pip does" in done.out
    failed = (
        "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: \
certificate has expired (_ssl.c:1006)'))"
    )
    done = run(tmp_path, python.executable, "explain", "-", given=given, stdin=failed)
    assert "expired" in done.out
    # It reads the user's own Python with the agent, which must be a file.
    done = run(tmp_path, python.executable, "config", "--python", python.executable, given=given)
    assert f"Python {python}" in done.out


@each_python
async def test_the_language_server_works(tmp_path: Path, python: Python, unpacked: Path) -> None:
    command = (python.executable, "-I", str(PYZ), "lsp")
    further = {"PYTHONPATH": "", "XDG_CACHE_HOME": str(unpacked)}
    async with start(tmp_path, command=command, variables=further) as editor:
        buffer = editor.open((tmp_path / "project" / "pip.conf").as_uri(), BROKEN)
        assert [d["code"] for d in await editor.settled(buffer)] == ["trusted-host-has-scheme"]
        actions = await editor.actions(buffer, 1)
        await editor.choose(actions[0])
        assert buffer.text == "[global]\n"


@each_python
def test_the_probe_works(tmp_path: Path, python: Python, unpacked: Path) -> None:
    root = Authority("Lab Root")
    server = LabServer(root.issue("index.test"))
    (tmp_path / "root.pem").write_bytes(root.pem)
    given = probe_variables(tmp_path, {"PIP_INDEX_URL": server.url("index.test")})
    given["XDG_CACHE_HOME"] = str(unpacked)
    try:
        arguments = ("probe", "--python", PYTHON, "--format", "json")
        done = run(tmp_path, python.executable, *arguments, given=given)
        assert targets(done)["index.test"]["cause"] == "unknown-root"
        given["PIP_CERT"] = str(tmp_path / "root.pem")
        done = run(tmp_path, python.executable, *arguments, given=given)
        assert targets(done)["index.test"]["outcome"] == "verified"
    finally:
        server.close()


def test_an_old_python_is_told_so(tmp_path: Path) -> None:
    for python in every_python():
        if python.version >= (3, 9):
            continue
        done = subprocess.run(
            [python.executable, str(PYZ), "check"],
            env=variables(tmp_path),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        version = ".".join(map(str, python.version[:2]))
        assert done.stderr == f"piptrust needs Python 3.9 or newer; {python.executable} is {version}\n"
        assert done.returncode == 2


def test_it_is_unpacked_once_and_whole(tmp_path: Path) -> None:
    cache = tmp_path / "home" / ".cache" / "piptrust"
    processes = [
        subprocess.Popen(
            [sys.executable, "-I", str(PYZ), "--version"], env=variables(tmp_path), stdout=subprocess.PIPE
        )
        for _ in range(4)
    ]
    assert {process.communicate(timeout=60)[0].split()[0] for process in processes} == {b"piptrust"}
    (folder,) = cache.iterdir()
    before = folder.stat().st_mtime_ns
    assert run(tmp_path, sys.executable, "--version").status == 0
    assert [entry.stat().st_mtime_ns for entry in cache.iterdir()] == [before]


@pytest.mark.parametrize("home", ["a file", "not there"])
def test_it_runs_without_a_home_that_can_be_written_to(tmp_path: Path, home: str) -> None:
    place = tmp_path / "nobody"
    if home == "a file":
        place.write_text("")
    given = variables(tmp_path, HOME=str(place / "below"), TMPDIR=str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    if home == "not there":
        given["HOME"] = "/proc/nobody"
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "pip.conf").write_text(BROKEN)
    done = run(tmp_path, sys.executable, "check", given=given)
    assert "trusted-host-has-scheme" in done.out
    assert (done.status, done.err) == (1, "")
    assert list((tmp_path / "tmp").iterdir()) == []


async def test_nothing_of_the_users_packages_counts(tmp_path: Path) -> None:
    """Modules of the user's with the names of some of ours, as an old package or a stray file brings them."""
    stray = tmp_path / "stray"
    stray.mkdir()
    for name in ("attr", "json", "pygls", "typing_extensions", "gettext"):
        (stray / f"{name}.py").write_text("raise RuntimeError('not me')\n")
    command = (sys.executable, str(PYZ), "lsp")
    async with start(tmp_path, command=command, variables={"PYTHONPATH": str(stray)}) as editor:
        buffer = editor.open((tmp_path / "project" / "pip.conf").as_uri(), BROKEN)
        assert [d["code"] for d in await editor.settled(buffer)] == ["trusted-host-has-scheme"]


def test_it_holds_the_licences_of_what_it_carries() -> None:
    names = zipfile.ZipFile(PYZ).namelist()
    carried = {name.split("/")[1] for name in names if name.endswith(".dist-info/METADATA")}
    assert len(carried) > 8
    licensed = {name.split("/")[1] for name in names if "licen" in name.lower() and ".dist-info/" in name}
    assert carried <= licensed
    assert not [name for name in names if name.endswith((".so", ".pyd", ".pyc"))]
