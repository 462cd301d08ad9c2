from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from piptrust.data import option_documentation
from piptrust.data.option_documentation import documentation_of, documented
from piptrust.data.options import (
    forms_of,
    known_keys,
    option_named,
    options_for,
    requirements_file_options,
    versions,
)
from piptrust.locale import LANGUAGES, SOURCE_LANGUAGE, use_language
from support.pips import clean_environment

OTHERS = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
PAGES = sorted(Path(option_documentation.__file__).parent.glob("option_documentation*.md"))

ABOUT_CONNECTIONS = [
    *(
        "cert",
        "client-cert",
        "trusted-host",
        "proxy",
        "index-url",
        "extra-index-url",
        "find-links",
        "timeout",
    ),
    *("use-feature", "use-deprecated", "retries", "keyring-provider", "no-proxy-env", "no-index"),
    *("require-virtualenv", "require-hashes", "hash"),
]


@pytest.mark.parametrize("version", versions())
def test_every_option_is_documented(version: str):
    pip = tuple(map(int, version.split(".")))
    for option in options_for("global", pip):
        assert documentation_of(option), option.keys
    for place in ("line", "requirement", "editable"):
        for option in requirements_file_options(place, pip):
            assert documentation_of(option), option.keys


def test_nothing_else_is():
    keys = {
        *known_keys(),
        *(k for o in requirements_file_options("requirement") for k in o.keys),
        "always-unzip",
    }
    assert {key for key, _ in documented()} <= keys
    for key, command in documented():
        assert not command or any(command in form.commands for form in forms_of(key)), (key, command)


def test_every_language_has_a_page():
    assert len(PAGES) == len(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_documents_the_same(language: str):
    assert documented(language) == documented()


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_names_the_same_values_and_versions(language: str):
    for key in documented():
        source = option_documentation._documentation(SOURCE_LANGUAGE)[key]
        other = option_documentation._documentation(language)[key]
        assert _facts(other) == _facts(source), key


def test_the_language_in_force_is_read():
    option = option_named("cert")
    source = documentation_of(option)
    use_language("ru")
    try:
        translated = documentation_of(option)
    finally:
        use_language(None)
    assert "центрами сертификации" in (translated or "")
    assert documentation_of(option) == source


def _facts(text: str) -> set[str]:
    """What stands in code, and the versions: nothing of it may get lost in translation."""
    return {*re.findall(r"`[^`]+`", text), *re.findall(r"\b\d+\.\d+(?:\.\d+)?\b", text)}


def test_one_name_may_mean_different_things():
    assert "wheel" not in (documentation_of(option_named("format", "cache")) or "")
    assert documentation_of(option_named("format", "cache")) != documentation_of(
        option_named("format", "list")
    )
    assert documentation_of(option_named("user", "install")) != documentation_of(option_named("user", "list"))


@pytest.mark.parametrize("key", ABOUT_CONNECTIONS)
def test_options_about_connections_are_explained_at_length(key: str):
    option = option_named(key) or next(o for o in requirements_file_options("requirement") if key in o.keys)
    text = documentation_of(option)
    assert text is not None
    assert len(text) > 100


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_one_sentence_per_line(page: Path):
    for line in page.read_text(encoding="utf-8").splitlines():
        assert not re.search(r"[a-zа-я)`*][.] [A-ZА-Я]", line), line
        assert not line or line.startswith("#") or line.endswith("."), line


def test_the_words_are_our_own(tmp_path: Path):
    """No eight words in a row are those of pip's own help."""
    script = (
        "from pip._internal.commands import commands_dict, create_command\n"
        "for name in commands_dict:\n"
        "    for option in create_command(name, isolated=True).parser.option_list_all:\n"
        "        print(' '.join((option.help or '').split()))\n"
    )
    environment = clean_environment(tmp_path, {"PIP_CONFIG_FILE": "/dev/null"})
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    helps = {run for line in done.stdout.splitlines() for run in runs_of_words(line)}
    ours = (
        Path(option_documentation.__file__).with_name("option_documentation.md").read_text(encoding="utf-8")
    )
    assert {run for line in ours.splitlines() for run in runs_of_words(line)} & helps == set()


def runs_of_words(line: str, length: int = 8) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9_-]+", line.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
