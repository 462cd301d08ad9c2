"""``--fix`` and ``--diff``: what is written, and that everything else stays byte for byte."""

from __future__ import annotations

import codecs
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cli.command import SERVER, environment, piptrust

RULE = "trusted-host-has-scheme"
ONLY = ("--no-python", "--select", RULE)
NEWLINES = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}

# The entry that goes, and what must stay as it is, oddities included.
CONF = (
    "# Grüße ☃ 🔐",
    "[global]",
    "\ttimeout=  60",
    "trusted-host = https://nowhere.example",
    "retries: 3  ",
    "",
)
REQUIREMENTS = (
    "# Grüße",
    "requests == 2.32.0 ; python_version > '3'",
    "--trusted-host https://nowhere.example",
    "-i x",
)


def fixed(lines: tuple[str, ...], newline: str) -> tuple[str, str]:
    return newline.join(lines), newline.join(line for line in lines if "nowhere" not in line)


@pytest.mark.parametrize("newline", NEWLINES.values(), ids=NEWLINES)
def test_a_configuration_file_keeps_everything_else(folder: Path, newline: str):
    before, after = fixed(CONF, newline)
    (folder / "pip.conf").write_bytes(before.encode())
    done = piptrust("check", *ONLY, "--fix", "pip.conf", cwd=folder)
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "fixed pip.conf\n"
        f"  Remove 'https://nowhere.example' from trusted-host, where it has no effect [{RULE}]\n"
        "\n"
        "1 fix applied. No findings remain in 1 file.\n"
    )
    assert (folder / "pip.conf").read_bytes() == after.encode()


@pytest.mark.parametrize("newline", NEWLINES.values(), ids=NEWLINES)
@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_a_requirements_file_keeps_its_encoding(folder: Path, newline: str, codec: str, mark: bytes):
    before, after = fixed(REQUIREMENTS, newline)
    (folder / "requirements.txt").write_bytes(mark + before.encode(codec))
    assert piptrust("check", *ONLY, "--fix", ".", cwd=folder).status == 0
    assert (folder / "requirements.txt").read_bytes() == mark + after.encode(codec)


def test_a_declared_encoding_is_kept(folder: Path):
    before, after = fixed(("# coding: latin-1", *REQUIREMENTS), "\n")
    (folder / "requirements.txt").write_bytes(before.encode("latin-1"))
    assert piptrust("check", *ONLY, "--fix", ".", cwd=folder).status == 0
    assert (folder / "requirements.txt").read_bytes() == after.encode("latin-1")


def test_bytes_that_mean_nothing_are_not_lost(folder: Path):
    content = b"[global]\n# \xff\xfe\ntrusted-host = https://nowhere.example\n"
    (folder / "pip.conf").write_bytes(content)
    done = piptrust("check", *ONLY, "--fix", ".", cwd=folder)
    assert done.status == 1
    assert (folder / "pip.conf").read_bytes() == content


def test_many_faults_in_one_entry_are_all_repaired(folder: Path):
    hosts = "".join(f"\n    https://h{n}.example ;h{n} good{n}.example" for n in range(8))
    (folder / "pip.conf").write_text(f"[global]\ntrusted-host ={hosts}\ntimeout = 3\n")
    piptrust("check", *ONLY, "--fix", ".", cwd=folder)
    text = (folder / "pip.conf").read_text()
    assert "https://" not in text
    assert all(f"good{n}.example" in text for n in range(8))
    assert text.endswith("timeout = 3\n")


def test_fixing_twice_changes_nothing_more(folder: Path):
    (folder / "pip.conf").write_text("\n".join(CONF))
    piptrust("check", "--no-python", "--fix", ".", cwd=folder)
    once = (folder / "pip.conf").read_bytes()
    done = piptrust("check", "--no-python", "--fix", ".", cwd=folder)
    assert (folder / "pip.conf").read_bytes() == once
    assert "applied" not in done.out


def test_a_fix_that_lowers_security_is_never_applied(folder: Path):
    # Here the entry is all that is wrong, and writing the bare host would turn the certificate checks off.
    text = "[global]\nindex-url = https://a.example/simple\ntrusted-host = https://a.example\n"
    (folder / "pip.conf").write_text(text)
    offers = json.loads(piptrust("check", *ONLY, "--format", "json", ".", cwd=folder).out)["findings"][0][
        "fixes"
    ]
    assert any(offer["lowers_security"] for offer in offers)
    piptrust("check", "--no-python", "--fix", ".", cwd=folder)
    assert "trusted-host = a.example" not in (folder / "pip.conf").read_text()


def test_only_selected_rules_are_fixed(folder: Path):
    (folder / "pip.conf").write_text("\n".join(CONF))
    piptrust("check", "--no-python", "--fix", "--ignore", RULE, ".", cwd=folder)
    assert "nowhere" in (folder / "pip.conf").read_text()


def test_json_tells_what_was_fixed_and_what_is_left(folder: Path):
    (folder / "pip.conf").write_text("\n".join(CONF))
    found = json.loads(piptrust("check", *ONLY, "--fix", "--format", "json", ".", cwd=folder).out)
    assert found["findings"] == []
    assert found["fixed"] == [
        {
            "path": "pip.conf",
            "rule": RULE,
            "title": "Remove 'https://nowhere.example' from trusted-host, where it has no effect",
        }
    ]


def test_links_modes_and_the_folder_are_left_alone(folder: Path):
    real = folder.parent / "real.conf"
    real.write_text("\n".join(CONF))
    real.chmod(0o640)
    (folder / "pip.conf").symlink_to(real)
    assert piptrust("check", *ONLY, "--fix", "pip.conf", cwd=folder).status == 0
    assert (folder / "pip.conf").is_symlink()
    assert "nowhere" not in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [p.name for p in folder.iterdir()] == ["pip.conf"]


def test_nothing_outside_the_named_folders_is_written(folder: Path):
    # The include and the bundle lie outside; what is safe to do to them is left to whoever names them.
    joined = (Path(__file__).parents[2] / "examples/broken/certs/corporate-bundle.pem").read_bytes()
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "bundle.pem").write_bytes(joined)
    (outside / "more-requirements.txt").write_text("--trusted-host https://nowhere.example\n")
    (folder / "pip.conf").write_text(f"[global]\ncert = {outside}/bundle.pem\n")
    (folder / "requirements.txt").write_text("-r ../outside/more-requirements.txt\n")
    done = piptrust("check", "--no-python", "--fix", ".", cwd=folder)
    assert done.status == 1
    assert "applied" not in done.out
    assert "--fix" not in done.out
    assert (outside / "bundle.pem").read_bytes() == joined
    assert (outside / "more-requirements.txt").read_text() == "--trusted-host https://nowhere.example\n"
    done = piptrust("check", "--no-python", "--fix", "pip.conf", str(outside), cwd=folder)
    assert "2 fixes applied" in done.out
    assert (outside / "bundle.pem").read_bytes() == joined.replace(b"----------", b"-----\n-----")
    assert (outside / "more-requirements.txt").read_text() == ""


def test_diff_shows_the_change_and_writes_nothing(folder: Path):
    (folder / "pip.conf").write_text("\n".join(CONF))
    done = piptrust("check", *ONLY, "--diff", ".", cwd=folder)
    assert (done.status, done.err) == (1, "")
    assert done.out == (
        "--- pip.conf\n"
        "+++ pip.conf\n"
        "@@ -1,5 +1,4 @@\n"
        " # Grüße ☃ 🔐\n"
        " [global]\n"
        " \ttimeout=  60\n"
        "-trusted-host = https://nowhere.example\n"
        " retries: 3  \n"
    )
    assert (folder / "pip.conf").read_text() == "\n".join(CONF)


def test_diff_of_nothing_exits_with_0(folder: Path):
    (folder / "pip.conf").write_text("[global]\n")
    done = piptrust("check", *ONLY, "--diff", ".", cwd=folder)
    assert (done.status, done.out) == (0, "")


def test_standard_input_comes_out_repaired(folder: Path):
    before, after = fixed(CONF, "\r\n")
    done = piptrust(
        "check", *ONLY, "--fix", "--stdin-filename", "pip.conf", "-", cwd=folder, stdin=before.encode()
    )
    assert (done.status, done.raw_out) == (0, after.encode())
    assert "1 fix applied" in done.err
    assert list(folder.iterdir()) == []


def test_a_file_that_cannot_be_written_stays_and_is_told(folder: Path):
    # The target of this link vanishes into a folder that does not take new files, whoever asks.
    text = "\n".join(CONF)
    (folder / "pip.conf").write_text(text)
    (folder / "requirements.txt").write_text("\n".join(REQUIREMENTS))
    code = (
        "import sys, piptrust.engine.edits.write as w\n"
        "put = w._put_in_place\n"
        "def refuse(new_file):\n"
        "    if new_file.path.endswith('pip.conf'):\n"
        "        raise OSError(30, 'Read-only file system')\n"
        "    put(new_file)\n"
        "w._put_in_place = refuse\n"
        "from piptrust.cli import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", *ONLY, "--fix", "."],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert (
        done.stderr
        == "piptrust: pip.conf: not fixed: the file could not be written: Read-only file system.\n"
    )
    assert "fixed requirements.txt" in done.stdout
    assert "pip.conf:4:16: warning" in done.stdout
    assert (folder / "pip.conf").read_text() == text
    assert "nowhere" not in (folder / "requirements.txt").read_text()


def test_many_at_once_on_one_folder_leave_it_repaired(folder: Path):
    before, after = fixed(CONF, "\n")
    for number in range(10):
        (folder / str(number)).mkdir()
        (folder / str(number) / "pip.conf").write_text(before)
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "piptrust", "check", *ONLY, "--fix", "."],
            cwd=folder,
            env=environment(folder.parent),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(6)
    ]
    for process in processes:
        _, err = process.communicate(timeout=60)
        # One that comes second finds the file changed; it says so and does nothing.
        assert process.returncode in {0, 2}
        assert b"Traceback" not in err
    for number in range(10):
        assert [p.name for p in (folder / str(number)).iterdir()] == ["pip.conf"]
        assert (folder / str(number) / "pip.conf").read_text() == after


def test_real_pip_reads_what_is_left(folder: Path):
    (folder / "pip.conf").write_text("[global]\ntimeout = 61\ntrusted-host = https://nowhere.example:4433\n")
    piptrust("check", "--no-python", "--fix", ".", cwd=folder)
    variables = environment(folder, PIP_CONFIG_FILE=str(folder / "pip.conf"), PATH=os.defpath)
    variables.pop("PYTHONPATH")
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "global.timeout='61'" in listed.stdout
    assert str(SERVER) not in listed.stdout
