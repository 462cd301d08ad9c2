"""Options of requirements files: their names and their values."""

from __future__ import annotations

import pytest

from support.completing import Around, at_line, folder, installed
from support.pip_reads import required


def test_what_a_line_can_begin_with():
    shown = at_line("requests\n|\n")
    assert {"-r", "-c", "-e", "--requirement", "--index-url", "--trusted-host"} <= set(shown.labels)
    assert "--hash" not in shown.labels
    assert at_line("--|\n").labels[:2] == ["-r", "--requirement"]


@pytest.mark.parametrize(
    ("marked", "label", "after"),
    [
        ("|", "-r", "-r "),
        ("-|", "-r", "-r "),
        ("--ind|", "--index-url", "--index-url "),
        ("--in|dex\n", "--index-url", "--index-url \n"),
        ("  --ind|", "--index-url", "  --index-url "),
        ("x\r\n--ind|\r\ny\r\n", "--index-url", "x\r\n--index-url \r\ny\r\n"),
        ("--no-|", "--no-index", "--no-index"),
        (
            "--index-url https://a.example/ --tru|",
            "--trusted-host",
            "--index-url https://a.example/ --trusted-host ",
        ),
        ("requests==1 --ha|", "--hash", "requests==1 --hash=sha256:"),
        ("requests==1 \\\n    --ha|\n", "--hash", "requests==1 \\\n    --hash=sha256:\n"),
        ("requests==1 \\\r\n    --ha|", "--hash", "requests==1 \\\r\n    --hash=sha256:"),
        ("requests -|", "--config-settings", "requests --config-settings="),
    ],
)
def test_the_whole_name_is_replaced(marked, label, after):
    assert at_line(marked).replaced(label) == after


def test_options_of_a_requirement_by_pip_version():
    assert set(at_line("requests -|").labels) == {"--hash", "--config-settings"}
    assert set(at_line("requests -|", pip="23.0").labels) == {"--hash", "--global-option", "--install-option"}
    assert at_line("requests -|", pip="23.0")["--install-option"].deprecated
    assert at_line("-e ./x --|").labels == ["--config-settings"]


def test_what_counts_once_and_is_set_comes_last():
    shown = at_line("--index-url https://a.example/\n--trusted-host x\n--|\n")
    assert shown.labels[-1] == "--index-url"
    assert shown["--trusted-host"].rank < 30


@pytest.mark.parametrize(
    "form", ["-r |", "--requirement |", "--requirement=|", "--requirem |", "-r  |", "-c |"]
)
def test_included_files_start_at_the_file(form):
    around = Around({"/project/deps": folder("base.txt", "dev.in", "more/", "x.png", "requirements.txt")})
    shown = at_line(f"x\n{form}\n", around, path="/project/deps/requirements.txt")
    assert around.asked == ["/project/deps"]
    # Not the file itself.
    assert shown.labels == ["base.txt", "dev.in", "more/", "x.png"]
    assert shown.inserted("base.txt") == f"x\n{form.replace('|', 'base.txt')}\n"


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        ("-r |", r"-r a\ b.txt"),
        ("-r a|", r"-r a\ b.txt"),
        (r"-r a\ |", r"-r a\ b.txt"),
        ('-r "a|', '-r "a b.txt'),
        ("-r 'a |", "-r 'a b.txt"),
        ('-r "|"', '-r "a b.txt"'),
        ('--requirement="a| b.txt"', '--requirement="a b.txt b.txt"'),
    ],
)
def test_names_with_blanks_are_written_as_pip_reads_them(marked, after):
    around = Around({"/project": folder("a b.txt", 'it"s.txt', "#x.txt", "x #y.txt")})
    shown = at_line(marked, around)
    assert shown.replaced("a b.txt") == after
    assert not [label for label in shown.labels if "#" in label]


def test_a_quoted_name_is_read_back():
    around = Around({"/project": folder('a "b\\c.txt')})
    for marked in ("-c |\n", '-c "|"\n', "-c '|'\n"):
        text = at_line(marked, around).replaced('a "b\\c.txt')
        # pip goes to look for the file: so its own reader is asked through an option that it only notes.
        reading = required(text.replace("-c ", "--trusted-host "))
        assert 'a "b\\c.txt' in repr(reading).replace("\\\\", "\\")


def test_paths_further_down():
    around = Around({"/project/deps": folder("base.txt")})
    assert at_line("-r deps/|\n", around).replaced("base.txt") == "-r deps/base.txt\n"
    assert at_line("-r ../x/|\n", around).labels == []
    assert around.asked[-1] == "/x"
    # Local projects start where pip is called, whatever file names them.
    at_line("-e ./|\n", around, path="/project/deps/requirements.txt")
    assert around.asked[-1] == "/project"
    at_line("./|\n", around, path="/project/deps/requirements.txt")
    assert around.asked[-1] == "/project"


def test_hosts_and_addresses():
    text = "--extra-index-url https://u:secret@a.example/simple\n--trusted-host |\n"
    shown = at_line(text)
    assert "a.example" in shown.labels
    assert "turns verification off" in shown["a.example"].detail
    shown = at_line(text.replace("--trusted-host", "--index-url"))
    assert "https://a.example/simple" in shown.labels
    assert "secret" not in repr(shown.found)


def test_choices_digests_and_lists():
    assert "truststore" in at_line("--use-feature |").labels
    assert at_line("--use-feature=|", pip="20.3.4").labels == ["2020-resolver", "fast-deps"]
    assert at_line("x --hash=|").labels == ["sha256:", "sha384:", "sha512:"]
    around = Around(installed=installed(lxml="5"))
    assert at_line("--no-binary |", around).labels == [":all:", ":none:", "lxml"]
    assert at_line("--no-binary x,|y", around).replaced("lxml") == "--no-binary x,lxml"


@pytest.mark.parametrize(
    "marked",
    ["--no-such=|", "--no-index=|", "# --ind|", "x  # -|", "-r a b|", "--index-url x y|", "-r x \\|", "# |"],
)
def test_nothing_to_offer(marked):
    assert at_line(marked).labels == []


def test_variables():
    context = {"variables": {"TOKEN": "s3cret", "lower": "x", "PATH_2": "y"}}
    shown = at_line("--index-url https://${|\n-i https://${USED}/\n", **context)
    assert shown.labels == ["${USED}", "${PATH_2}", "${TOKEN}"]
    assert "s3cret" not in repr(shown.found)
    assert "not set" in shown["${USED}"].detail
    assert at_line("-r ${TO|KEN}/x", **context).replaced("${TOKEN}") == "-r ${TOKEN}/x"
    assert at_line("-r $|/x", **context).replaced("${TOKEN}") == "-r ${TOKEN}/x"
    assert at_line("x @ https://u:${TO|@a.example/", **context).replaced("${TOKEN}") == (
        "x @ https://u:${TOKEN}@a.example/"
    )


def test_rules_in_a_comment():
    shown = at_line("# piptrust: allow[|]\n--trusted-host x\n")
    assert "private-index-unverified" in shown.labels
    assert "config-parse-error" not in shown.labels
    assert at_line("x  # piptrust: allow[a, priv|]").replaced("private-index-unverified") == (
        "x  # piptrust: allow[a, private-index-unverified]"
    )
    assert at_line("# allow[|").labels == []
