"""What is in the .vsix: all that is needed, nothing else, no more than promised, and nothing stale."""

from __future__ import annotations

import email
import importlib.util
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from support.pips import Python, interpreters
from vscode.conftest import CLIENT, TOP, Package

LARGEST = 1_500_000
SUPPORTED = ("3.9", "3.10", "3.11", "3.12", "3.13")
WANTED = (
    *("package.json", "package.nls.json", "package.nls.ru.json", "l10n/bundle.l10n.ru.json"),
    *(
        "dist/extension.js",
        "dist/licences.txt",
        "LICENSE.txt",
        "readme.md",
        "changelog.md",
        "images/icon.png",
    ),
)
LOCK = TOP / "bundle" / "requirements.lock"


# Imports every module of a folder; prints those that cannot be, and why.
_IMPORT_ALL = """
import importlib, pathlib, sys
libs = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(libs))
for path in sorted(libs.rglob("*.py")):
    parts = path.relative_to(libs).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    if name.endswith("__main__") or name == "piptrust.agent.agent":
        continue
    try:
        importlib.import_module(name)
    except Exception as error:
        print(name, type(error).__name__, error)
"""
# What our scripts that make data need, and what the command line colours its output with: not for editors.
_LEFT_OUT = {"babel", "pip", "rich"}


def module(name: str) -> ModuleType:
    """A script that makes the package, loaded from its file."""
    folder = next(f for f in (CLIENT / "bundle", TOP / "bundle") if (f / f"{name}.py").is_file())
    spec = importlib.util.spec_from_file_location(f"bundle_{name}", folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def locked() -> dict[str, str]:
    """Names and versions in the lock."""
    lines = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in lines}


def distributions(package: Package) -> dict[str, email.message.Message]:
    """The metadata of everything in the archive."""
    texts = [text.decode() for name, text in package.libs.items() if name.endswith(".dist-info/METADATA")]
    parsed = [email.message_from_string(text) for text in texts]
    return {canonicalize_name(str(one["Name"])): one for one in parsed}


def test_it_is_no_larger_than_promised(package: Package) -> None:
    assert package.vsix.stat().st_size <= LARGEST


def test_the_package_holds_what_the_editor_needs_and_no_sources(package: Package) -> None:
    names = {
        path.relative_to(package.folder).as_posix() for path in package.folder.rglob("*") if path.is_file()
    }
    for wanted in (
        "package.json",
        "package.nls.ru.json",
        "l10n/bundle.l10n.ru.json",
        "LICENSE.txt",
        "readme.md",
    ):
        assert f"extension/{wanted}" in names
    assert not [
        name for name in names if name.endswith((".ts", ".map", ".pyc", ".lock")) or "node_modules" in name
    ]


def test_the_bundled_libraries_run_on_every_platform(package: Package) -> None:
    native = re.compile(r"\.(so|pyd|dll|dylib)(\.|$)")
    assert not [name for name in package.libs if native.search(name)]
    assert not [name for name in package.libs if name.endswith((".pyc", ".po", ".pth")) or "/tests/" in name]


def test_every_library_brings_its_licence(package: Package) -> None:
    for name, metadata in distributions(package).items():
        folder = f"{str(metadata['Name']).replace('-', '_')}-{metadata['Version']}.dist-info/"
        files = [one for one in package.libs if one.lower().startswith(folder.lower())]
        assert any("licen" in one.lower() for one in files) or name == "piptrust", name


def test_the_libraries_are_those_of_the_lock(package: Package) -> None:
    found = {
        name: metadata["Version"] for name, metadata in distributions(package).items() if name != "piptrust"
    }
    assert found == locked()


def test_everything_in_the_lock_has_its_hashes() -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked())
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)


@pytest.mark.parametrize("version", SUPPORTED)
def test_the_lock_holds_all_that_each_python_needs(package: Package, version: str) -> None:
    environment = {**default_environment(), "python_version": version, "python_full_version": f"{version}.0"}
    for name, metadata in distributions(package).items():
        assert SpecifierSet(metadata["Requires-Python"] or "").contains(f"{version}.0"), name
        for line in metadata.get_all("Requires-Dist") or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({**environment, "extra": ""}):
                wanted = canonicalize_name(requirement.name)
                assert wanted in locked(), f"{name} needs {line}"
                assert requirement.specifier.contains(locked()[wanted], prereleases=True), (
                    f"{name} needs {line}"
                )


def test_the_lock_is_made_from_what_the_project_needs() -> None:
    project = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[\n(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    assert block is not None
    needed = re.findall(r'"(.+)"', block.group(1))
    listed = (TOP / "bundle" / "requirements.in").read_text(encoding="utf-8").splitlines()
    assert [line for line in listed if not line.startswith("#")] == needed


def test_the_server_within_is_the_one_beside_it(package: Package) -> None:
    """Whoever changes the server and does not build anew would test, or ship, yesterday's."""
    sources = {
        f"piptrust/{path.relative_to(TOP / 'server' / 'piptrust').as_posix()}": path.read_bytes()
        for path in (TOP / "server" / "piptrust").rglob("*.py")
    }
    stale = [name for name, content in sources.items() if package.libs.get(name) != content]
    assert stale == [], "run `make vsix`"
    assert {name for name in package.libs if name.startswith("piptrust/") and name.endswith(".py")} == set(
        sources
    )
    assert any(name.startswith("piptrust/pages/") for name in package.libs)
    assert any(name.startswith("piptrust/cause_pages/") for name in package.libs)


@pytest.mark.parametrize("python", [interpreters()[0], interpreters()[-1]], ids=str)
def test_nothing_that_is_imported_was_left_out(package: Package, python: Python, tmp_path: Path) -> None:
    for name, content in package.libs.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    command = [python.executable, "-I", "-S", "-B", "-c", _IMPORT_ALL, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    missing = re.compile(rf"^piptrust\S+ ModuleNotFoundError No module named '({'|'.join(_LEFT_OUT)})\b")
    assert [line for line in done.stdout.splitlines() if not missing.match(line)] == []


def test_modules_that_nothing_imports_are_left_out(tmp_path: Path) -> None:
    sources = {
        "ours/__init__.py": "",
        "ours/start.py": "def later():\n    from big import needed\n    import_module('big.by_name')\n",
        "big/__init__.py": "from .base import thing\n",
        "big/base.py": "from . import other as thing\nthing = 1\n",
        "big/other.py": "",
        "big/needed.py": "from ..big.deep.down import x\n",
        "big/deep/__init__.py": "",
        "big/deep/down.py": "x = 'big unused'\n",
        "big/by_name.py": "",
        "big/unused.py": "",
        "big/deep/unused.py": "",
        "alone.py": "import big.unused\n",
    }
    for name, text in sources.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    left_out = module("reachable").unreachable(tmp_path, ["ours"])
    names = [path.relative_to(tmp_path).as_posix() for path in left_out]
    assert names == ["alone.py", "big/deep/unused.py", "big/unused.py"]


def test_the_settings_list_every_rule() -> None:
    manifest = json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))
    shown = manifest["contributes"]["configuration"]["properties"]["piptrust.rules"]["properties"]
    assert shown == module("rules_schema").rules(), "run `make docs`"


def test_an_archive_of_the_same_files_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text("b = 1\n")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.md").write_text("x\n")
    build = module("build")
    first = build.archive(tmp_path)
    (tmp_path / "b.py").write_text("b = 1\n")
    assert build.archive(tmp_path) == first
    names = zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert names == ["a/x.md", "b.py"]


def test_the_page_in_the_editor_has_no_broken_pictures(package: Package) -> None:
    page = (package.folder / "extension" / "readme.md").read_text(encoding="utf-8")
    assert "# piptrust for VS Code" in page
    assert "![" not in page
    pictured = (CLIENT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", pictured)
    assert pictures
    assert all((CLIENT / path).is_file() for path in pictures)


@pytest.mark.parametrize(
    ("output", "warns"),
    [
        (" INFO  Files included in the VSIX:\n DONE  Packaged: x.vsix (11 files, 1.2 MB)\n", False),
        (" WARNING  A 'repository' field is missing from the 'package.json' manifest file.\n", True),
        ("The file extension/bundled/libs.zip is large (5.07 MB)\n", True),
    ],
)
def test_a_warning_of_the_packer_is_a_failure(output: str, warns: bool) -> None:
    assert bool(module("package").warnings_in(output)) is warns
