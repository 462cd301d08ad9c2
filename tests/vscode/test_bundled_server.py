"""The server in the .vsix, started as the extension starts it, on every Python that is here."""

from __future__ import annotations

import asyncio
import gzip
import importlib.util
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from lsp.editor import start
from support.pips import Python, every_python, interpreters
from vscode.conftest import Package

BROKEN = "import sys\nsys.stderr.write('taken by ' + __name__)\nraise SystemExit(97)\n"
CONFIGURATION = "[global]\ntrusted-host = https://index.test\n"


def installed(package: Package, folder: Path) -> Path:
    """A copy that was never started; the path of its main.py."""
    shutil.copytree(package.main.parent, folder)
    return folder / "main.py"


def command(python: str, main: Path, *more: str) -> tuple[str, ...]:
    """As src/decide/launch.ts has it, and as the client library appends to it."""
    return (python, "-I", "-S", "-X", "utf8", str(main), *more, "lsp", "--stdio")


async def judged(folder: Path, started: tuple[str, ...], **variables: str) -> list[str]:
    """The rules that a server finds broken in a pip.conf that no pip accepts."""
    async with start(folder, command=started, variables=variables) as editor:
        buffer = editor.open((folder / "project" / "pip.conf").as_uri(), CONFIGURATION, "pip-conf")
        return [str(one.get("code")) for one in await editor.settled(buffer)]


@pytest.mark.parametrize("python", interpreters(), ids=str)
async def test_it_finds_and_answers(package: Package, python: Python, tmp_path: Path) -> None:
    main = installed(package, tmp_path / "bundled")
    found = await judged(tmp_path, command(python.executable, main), PYTHONPATH="")
    assert "trusted-host-has-scheme" in found


@pytest.mark.parametrize("python", interpreters(), ids=str)
async def test_nothing_of_the_user_s_can_break_it(package: Package, python: Python, tmp_path: Path) -> None:
    """A virtual environment with hostile hooks and packages, PYTHONPATH, user site and current folder likewise."""
    environment = tmp_path / "environment"
    subprocess.run(
        [python.executable, "-I", "-m", "venv", "--without-pip", environment], check=True, timeout=60
    )
    [site] = environment.glob("lib/python*/site-packages")
    (site / "hostile.pth").write_text("import sys; sys.stderr.write('pth'); raise SystemExit(97)\n")
    user_site = tmp_path / "home" / ".local" / "lib" / site.parent.name / "site-packages"
    elsewhere = tmp_path / "elsewhere"
    for folder in (site, user_site, elsewhere, tmp_path / "project"):
        folder.mkdir(parents=True, exist_ok=True)
        for name in (
            "sitecustomize",
            "usercustomize",
            "attr",
            "lsprotocol",
            "typing_extensions",
            "piptrust",
            "json",
        ):
            (folder / f"{name}.py").write_text(BROKEN)
    main = installed(package, tmp_path / "bundled")
    found = await judged(
        tmp_path,
        command(str(environment / "bin" / "python"), main),
        PYTHONPATH=str(elsewhere),
        PYTHONSTARTUP=str(elsewhere / "attr.py"),
        PYTHONWARNINGS="error",
        PYTHONIOENCODING="utf-16",
        LC_ALL="C",
    )
    assert "trusted-host-has-scheme" in found


async def test_a_python_without_ssl_will_do(package: Package, tmp_path: Path) -> None:
    """Such a Python is what some users come with, and all that they may have."""
    main = installed(package, tmp_path / "bundled")
    without = (
        "import runpy, sys\n"
        "sys.modules['_ssl'] = sys.modules['ssl'] = None\n"
        f"sys.argv = [{str(main)!r}, 'lsp', '--stdio']\n"
        f"runpy.run_path({str(main)!r}, run_name='__main__')\n"
    )
    started = (interpreters()[-1].executable, "-I", "-S", "-X", "utf8", "-c", without)
    assert "trusted-host-has-scheme" in await judged(tmp_path, started, PYTHONPATH="")


async def test_windows_that_open_together_unpack_it_once(package: Package, tmp_path: Path) -> None:
    python = interpreters()[-1].executable
    main = installed(package, tmp_path / "bundled")
    folders = [tmp_path / f"window{number}" for number in range(3)]
    for folder in folders:
        folder.mkdir()
    started = command(python, main)
    found = await asyncio.gather(*(judged(folder, started, PYTHONPATH="") for folder in folders))
    assert all("trusted-host-has-scheme" in one for one in found)
    assert len([path for path in main.parent.iterdir() if path.is_dir()]) == 1


async def test_it_is_unpacked_elsewhere_where_its_own_folder_is_read_only(
    package: Package, tmp_path: Path
) -> None:
    """For root no folder is read-only, so that the unpacking itself is asked."""
    spec = importlib.util.spec_from_file_location("bundled_main", package.main)
    assert spec is not None
    assert spec.loader is not None
    main = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(main)
    here = installed(package, tmp_path / "bundled").parent
    no_folder = tmp_path / "file"
    no_folder.write_text("")
    storage = tmp_path / "storage" / "deep"
    folder = Path(main.unpacked(str(here), [str(no_folder / "x"), str(storage)]))
    assert folder.parent == storage
    assert (folder / "piptrust" / "cli.py").is_file()
    assert main.unpacked(str(here), [str(no_folder / "x"), str(storage)]) == str(folder)
    with pytest.raises(OSError, match="file"):
        main.unpacked(str(here), [str(no_folder / "x")])


def test_what_is_unpacked_is_named_by_its_content(package: Package) -> None:
    """An update that leaves the folder of the version before would otherwise run the old server."""
    content = gzip.decompress(package.archive.read_bytes())
    assert package.archive.name == f"libs-{sha256(content).hexdigest()[:12]}.zip.gz"


@pytest.mark.parametrize("python", [p for p in every_python() if p.version < (3, 9)], ids=str)
def test_an_old_python_says_so(package: Package, python: Python, tmp_path: Path) -> None:
    main = installed(package, tmp_path / "bundled")
    done = subprocess.run(
        [python.executable, str(main), "lsp"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert f"needs Python 3.9 or newer; {python.executable} is {python.version[0]}." in done.stderr
    assert not list(main.parent.glob("libs-*/"))


def test_it_needs_no_rich(package: Package) -> None:
    assert not [name for name in package.libs if name.partition("/")[0].startswith(("rich", "pygments"))]
