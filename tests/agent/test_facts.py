"""What the agent says of real Pythons, and how those that say nothing are told apart."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable

import pytest

from piptrust.agent.facts import Failure, FailureKind
from piptrust.agent.launch import AGENT, read_facts, read_facts_async
from piptrust.resolve.environment import Interpreter
from support.pips import Python, clean_environment, every_python, pip_folder

Ask = Callable[..., "Interpreter | Failure"]


def ask_async(executable: str, variables: dict[str, str], timeout: float = 10) -> Interpreter | Failure:
    return asyncio.run(read_facts_async(executable, variables, timeout))


@pytest.fixture(params=[read_facts, ask_async], ids=["waiting", "event loop"])
def ask(request: pytest.FixtureRequest) -> Ask:
    return request.param


def facts_of(python: Python | str, home: Path) -> Interpreter:
    executable = python if isinstance(python, str) else python.executable
    found = read_facts(executable, clean_environment(home), timeout=30)
    assert isinstance(found, Interpreter), found
    return found


def virtual_environment(folder: Path, pip: str | None) -> Path:
    """A virtual environment of ours, made by hand: with a pinned pip, or with none."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    (folder / "pyvenv.cfg").write_text(
        f"home = {Path(sys.executable).resolve().parent}\ninclude-system-site-packages = false\n"
    )
    site = folder / "lib" / f"python3.{sys.version_info[1]}" / "site-packages"
    site.mkdir(parents=True)
    if pip is not None:
        (site / "pip").symlink_to(pip_folder(pip) / "pip")
    return site


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def run(python: Python, code: str, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs code in a clean environment, warnings as errors."""
    return subprocess.run(
        [python.executable, "-W", "error", "-c", code, *arguments],
        env=clean_environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


_PYTHON_SAYS = """
import ssl, sys
paths = ssl.get_default_verify_paths()
print("\\n".join([sys.prefix, ssl.OPENSSL_VERSION, paths.openssl_cafile, paths.openssl_capath]))
"""


@pytest.mark.parametrize("python", every_python(), ids=str)
def test_every_python(python: Python, tmp_path: Path):
    found = facts_of(python, tmp_path)
    ask = (
        "import sys, ssl; p = ssl.get_default_verify_paths(); print(sys.prefix); print(ssl.OPENSSL_VERSION); "
    )
    ask += "print(p.openssl_cafile); print(p.openssl_capath)"
    done = subprocess.run(
        [python.executable, "-c", ask],
        env=clean_environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    prefix, openssl, cafile, capath = done.stdout.splitlines()
    assert found.executable == python.executable
    assert (found.python_version, found.prefix) == (python.version, prefix)
    assert (found.ssl_version, found.openssl_cafile, found.openssl_capath) == (openssl, cafile, capath)
    assert found.ssl_error is None


# What pip itself says of the things that the agent reads from its files.
_PIP_SAYS = """
import json, os, pip
from pip._vendor import certifi
try:
    from pip._internal.models.index import PyPI
except ImportError:
    from pip.models.index import PyPI
print(json.dumps([pip.__version__, os.path.dirname(os.path.abspath(pip.__file__)), PyPI.simple_url,
    getattr(PyPI, "file_storage_domain", None), certifi.where()]))
"""


@pytest.mark.parametrize("python", every_python(), ids=str)
def test_the_installed_pip(python: Python, tmp_path: Path):
    done = run(python, _PIP_SAYS, tmp_path)
    if done.returncode != 0:
        pytest.skip("needs a pip in this Python")
    found = facts_of(python, tmp_path)
    ours = [
        found.pip_version,
        found.pip_location,
        found.default_index_url,
        found.file_host,
        found.certifi_where,
    ]
    assert ours == json.loads(done.stdout)


@pytest.mark.parametrize("version", ["20.3.4", "22.3.1", "24.0", "25.3", "26.3"])
def test_pinned_pips(version: str, tmp_path: Path):
    site = virtual_environment(tmp_path / "venv", version)
    found = facts_of(str(tmp_path / "venv" / "bin" / "python"), tmp_path)
    assert found.pip_version == version
    assert found.in_virtual_environment
    assert found.prefix == str(tmp_path / "venv")
    assert found.site_packages == (str(site),)
    assert found.pip_location == str(site / "pip")
    assert found.vendored["requests"].startswith("2.")
    assert ("truststore" in found.vendored) is (version >= "24.0")
    assert found.file_host
    assert (found.default_index_url or "").endswith("/simple")


def test_a_python_without_pip(tmp_path: Path):
    virtual_environment(tmp_path / "venv", None)
    found = facts_of(str(tmp_path / "venv" / "bin" / "python"), tmp_path)
    assert (found.pip_version, found.pip_location, found.certifi_where) == (None, None, None)


def copy_of_pip(site: Path, version: str = "25.3") -> Path:
    import shutil

    return Path(shutil.copytree(pip_folder(version) / "pip", site / "pip"))


def test_a_distributions_patched_certifi(tmp_path: Path):
    pip = copy_of_pip(virtual_environment(tmp_path / "venv", None))
    with (pip / "_vendor" / "certifi" / "core.py").open("a") as stream:
        stream.write("\nSYSTEM = '/etc/ssl/certs/system.crt'\n\ndef where() -> str:\n    return SYSTEM\n")
    found = facts_of(str(tmp_path / "venv" / "bin" / "python"), tmp_path)
    assert (found.certifi_where, found.certifi_debundled) == ("/etc/ssl/certs/system.crt", False)


def test_a_certifi_taken_out_of_pip(tmp_path: Path):
    import shutil

    site = virtual_environment(tmp_path / "venv", None)
    pip = copy_of_pip(site)
    shutil.move(pip / "_vendor" / "certifi", site / "certifi")
    found = facts_of(str(tmp_path / "venv" / "bin" / "python"), tmp_path)
    assert (found.certifi_where, found.certifi_debundled) == (str(site / "certifi" / "cacert.pem"), True)


def test_a_fork_with_an_index_of_its_own(tmp_path: Path):
    pip = copy_of_pip(virtual_environment(tmp_path / "venv", None))
    (pip / "_internal" / "models" / "index.py").write_text(
        'PyPI = PackageIndex("https://index.corp.example/", file_storage_domain="files.corp.example")\n'
    )
    found = facts_of(str(tmp_path / "venv" / "bin" / "python"), tmp_path)
    assert found.default_index_url == "https://index.corp.example/simple"
    assert found.file_host == "files.corp.example"


def test_a_pip_that_does_not_even_parse(tmp_path: Path):
    pip = copy_of_pip(virtual_environment(tmp_path / "venv", None))
    (pip / "_internal" / "models" / "index.py").write_bytes(b"def (\x00")
    found = facts_of(str(tmp_path / "venv" / "bin" / "python"), tmp_path)
    assert (found.python_version, found.ssl_error) == (sys.version_info[:3], None)
    assert found.default_index_url is None


def test_a_python_without_ssl(tmp_path: Path):
    site = virtual_environment(tmp_path / "venv", "26.3")
    (site / "sitecustomize.py").write_text("import sys\nsys.modules['_ssl'] = None\n")
    found = facts_of(str(tmp_path / "venv" / "bin" / "python"), tmp_path)
    assert found.ssl_version is None
    assert "_ssl" in (found.ssl_error or "")
    assert found.pip_version == "26.3"


def test_hooks_that_change_trust_are_named(tmp_path: Path):
    site = virtual_environment(tmp_path / "venv", "26.3")
    (site / "corp.pth").write_text(
        "# corp\nimport os; os.environ.setdefault('REQUESTS_CA_BUNDLE', '/corp.pem')\n"
    )
    (site / "harmless.pth").write_text("import os\n/some/ssl/folder\n")
    (site / "sitecustomize.py").write_text(
        "import ssl\nclass Other(ssl.SSLContext): pass\nssl.SSLContext = Other\n"
    )
    found = facts_of(str(tmp_path / "venv" / "bin" / "python"), tmp_path)
    assert found.trust_patches == (
        str(site / "corp.pth"),
        str(site / "sitecustomize.py"),
        "ssl.SSLContext is sitecustomize's",
    )


@pytest.mark.parametrize(
    "hook",
    [
        "print('hello'); print('x' * 100000)",
        "import sys; sys.stdout.write('no line end')",
        "import sys; sys.stdout.write('\\x1e{\\n')",
        "import atexit; atexit.register(print, 'bye')",
        "import sys; sys.stdout = sys.stderr = sys.stdin = None",
        "import os; os.write(1, bytes(range(256)) * 50)",
        "import threading; threading.Thread(target=__import__('time').sleep, args=(600,)).start()",
    ],
)
def test_what_hooks_print_does_no_harm(hook: str, tmp_path: Path, ask: Ask):
    site = virtual_environment(tmp_path / "venv", "26.3")
    (site / "sitecustomize.py").write_text(hook + "\n")
    found = ask(str(tmp_path / "venv" / "bin" / "python"), clean_environment(tmp_path))
    if "x1e" in hook:
        # A hook that speaks our protocol wrongly is a fault that must not pass for an answer.
        assert isinstance(found, Interpreter) or found.kind is FailureKind.GARBAGE
    else:
        assert isinstance(found, Interpreter), found
        assert found.pip_version == "26.3"


def test_a_program_that_a_hook_leaves_behind_does_not_hold_us(tmp_path: Path):
    site = virtual_environment(tmp_path / "venv", "26.3")
    (site / "sitecustomize.py").write_text(
        "import os, subprocess\n"
        "child = subprocess.Popen(['sleep', '20'])\n"
        "open(os.environ['HOME'] + '/pid', 'w').write(str(child.pid))\n"
    )
    started = time.monotonic()
    found = read_facts(str(tmp_path / "venv" / "bin" / "python"), clean_environment(tmp_path))
    os.kill(int((tmp_path / "pid").read_text()), 9)
    assert isinstance(found, Interpreter)
    assert time.monotonic() - started < 15


def kind_of_failure(found: Interpreter | Failure) -> FailureKind:
    assert isinstance(found, Failure), found
    assert found.text
    assert "\n" not in found.text
    return found.kind


def test_missing(tmp_path: Path, ask: Ask):
    assert kind_of_failure(ask(str(tmp_path / "nope"), {})) is FailureKind.MISSING


@pytest.mark.parametrize(
    "text", ["exit 0", "exit 3", "echo Python 3.12.1", "echo no such version >&2; exit 127"]
)
def test_programs_that_are_no_python(text: str, tmp_path: Path, ask: Ask):
    found = ask(script(tmp_path / "python", text), clean_environment(tmp_path))
    assert kind_of_failure(found) is FailureKind.NOT_PYTHON


def test_files_that_are_no_programs(tmp_path: Path, ask: Ask):
    (tmp_path / "text").write_text("x")
    (tmp_path / "noise").write_bytes(bytes(range(256)))
    (tmp_path / "noise").chmod(0o755)
    for path in (tmp_path / "text", tmp_path / "noise", tmp_path):
        assert kind_of_failure(ask(str(path), {})) is FailureKind.NOT_PYTHON


def test_a_crash(tmp_path: Path, ask: Ask):
    assert kind_of_failure(ask(script(tmp_path / "python", "kill -SEGV $$"), {})) is FailureKind.CRASHES
    site = virtual_environment(tmp_path / "venv", None)
    (site / "sitecustomize.py").write_text("raise SystemExit('corporate policy')\n")
    found = ask(str(tmp_path / "venv" / "bin" / "python"), clean_environment(tmp_path))
    assert kind_of_failure(found) in {FailureKind.CRASHES, FailureKind.NOT_PYTHON}
    assert isinstance(found, Failure)
    assert "corporate policy" in found.text


@pytest.mark.parametrize("text", ["sleep 60", "cat", "while :; do echo x; sleep 0.1; done"])
def test_a_program_that_hangs_is_ended(text: str, tmp_path: Path, ask: Ask):
    started = time.monotonic()
    found = ask(script(tmp_path / "python", "exec 2>/dev/null\n" + text), clean_environment(tmp_path), 0.5)
    assert kind_of_failure(found) is FailureKind.HANGS
    assert time.monotonic() - started < 10


def test_a_hook_that_hangs(tmp_path: Path, ask: Ask):
    site = virtual_environment(tmp_path / "venv", None)
    (site / "sitecustomize.py").write_text("import time\ntime.sleep(60)\n")
    found = ask(str(tmp_path / "venv" / "bin" / "python"), clean_environment(tmp_path), 0.5)
    assert kind_of_failure(found) is FailureKind.HANGS


@pytest.mark.parametrize("answer", ["{", "[]", '{"event": "facts"}\\n\\036{"event": "end"}', "\\303\\251"])
def test_garbage(answer: str, tmp_path: Path):
    found = read_facts(script(tmp_path / "python", f"printf '\\036{answer}\\n'"), clean_environment(tmp_path))
    assert kind_of_failure(found) is FailureKind.GARBAGE


def test_the_agent_ends_when_its_caller_is_gone(tmp_path: Path):
    variables = clean_environment(tmp_path)
    process = subprocess.Popen(
        [sys.executable, AGENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=variables
    )
    assert process.stdin is not None
    process.stdin.close()
    with process:
        assert process.wait(10) != 0


@pytest.mark.parametrize("task", [{"schema": 99, "task": "facts"}, {"schema": 1, "task": "nonsense"}])
def test_the_agent_refuses_what_it_does_not_know(task: dict[str, object], tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, AGENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=clean_environment(tmp_path),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(task).encode() + b"\n")
        process.stdin.flush()
        frames = [json.loads(frame) for frame in process.stdout.read().split(b"\x1e")[1:]]
    assert [frame["event"] for frame in frames] == ["refused", "end"]


@pytest.mark.parametrize("python", every_python(), ids=str)
def test_the_agent_compiles(python: Python, tmp_path: Path):
    code = "import sys\nwith open(sys.argv[1], 'rb') as f:\n    compile(f.read(), 'agent.py', 'exec')"
    done = run(python, code, tmp_path, AGENT)
    assert (done.returncode, done.stderr) == (0, "")
