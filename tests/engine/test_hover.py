"""What a hover says, and that nothing in it can act."""

from __future__ import annotations

import textwrap

import pytest

from piptrust.engine.hovers.hover import hover
from piptrust.render.hover import code_span, escaped, fenced, hover_markdown, hover_plain
from support.fixture import USER_CONF, scene
from support.samples import sample


def shown(marked: str, path: str = USER_CONF, **context) -> str | None:
    """The plain hover where ``|`` stands."""
    text = textwrap.dedent(marked).lstrip("\n")
    offset = text.index("|")
    found = hover(scene(text.replace("|", "", 1), path, **context).view(), offset)
    return None if found is None else hover_plain(found)


def test_an_option_says_what_it_does_who_set_it_and_what_it_beat():
    text = shown(
        """
        [global]
        in|dex-url = https://user:secret@a.example/simple
        [install]
        index-url = https://b.example/simple
        """,
        variables={"PIP_INDEX_URL": "https://c.example/simple"},
    )
    assert text is not None
    assert text.startswith("index-url\n")
    assert "In effect: https://c.example/simple" in text
    assert "Set by: the environment variable PIP_INDEX_URL" in text
    assert f"https://b.example/simple from [install] in {USER_CONF}, because variables beat files" in text
    assert "https://****@a.example/simple" in text
    assert "secret" not in text


def test_an_option_that_this_pip_has_not():
    text = shown("[global]\nallow-exter|nal = true\n")
    assert "The install command of pip 26.3 has no such option. It is gone since pip 10" in text
    assert "has no such option." in shown("[global]\nno-such-th|ing = true\n")


def test_a_trusted_host_that_is_used_unchecked():
    text = shown(
        """
        [global]
        extra-index-url = https://a.example/simple
        trusted-host = b.example a.ex|ample
        """
    )
    assert text.startswith("a.example\n")
    assert "extra index https://a.example/simple is used without checking its certificate." in text
    assert "Without this entry, certificates are checked against: " in text


def test_a_trusted_host_that_changes_nothing():
    assert "changes nothing for https" in shown("[global]\ntrusted-host = un|used.example\n")


def test_an_index_that_is_checked_and_against_what():
    text = shown("[global]\nindex-url = https://a.exa|mple/simple\ncert = /x/ca.pem\n")
    assert "Role: index" in text
    assert f"the chosen bundle /x/ca.pem, set by [global] in {USER_CONF}" in text


def test_an_index_that_is_not_checked():
    text = shown("[global]\nindex-url = https://u:pw@a.exa|mple/simple\ntrusted-host = a.example\n")
    assert text.startswith("https://****@a.example/simple\n")
    assert "Not verified: trusted-host lists a.example." in text
    assert "pw" not in text.replace("pw@", "")


def test_an_index_in_clear_text():
    assert "Neither encrypted nor verified" in shown("[global]\nindex-url = http://a.exa|mple/simple\n")


def test_a_requirements_file_adds_or_replaces():
    path = "/project/requirements.txt"
    assert "takes the place of the configured one" in shown("--index-|url https://a.example/\n", path)
    assert "in addition to what is configured" in shown("--trusted-|host a.example\n", path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("root", "Content: PEM: 1 certificate"),
        ("expired-root", "expired 20"),
        ("empty", "The file is empty."),
        ("html", "OpenSSL cannot load it"),
        ("cert-and-key", "1 certificate, a private key"),
        ("big", "Holds: 142 more"),
    ],
)
def test_a_ca_file(name, expected):
    text = shown("[global]\ncert = /x/c|a.pem\n", files={"/x/ca.pem": sample(name)})
    assert text.startswith("/x/ca.pem\nPath: /x/ca.pem\n")
    assert expected in text


def test_a_ca_file_that_is_not_there():
    assert "There is no such file." in shown("[global]\ncert = /x/c|a.pem\n")
    assert "A directory with 1 entry" in shown("[global]\ncert = /|x\n", files={"/x/0123abcd.0": b""})


@pytest.mark.parametrize(
    ("pip", "words"), [("24.0", "instead of its own"), ("26.3", "beside those it trusts")]
)
def test_what_a_ca_file_does_depends_on_pip(pip, words):
    assert words in shown("[global]\ncert = /x/c|a.pem\n", files={"/x/ca.pem": sample("root")}, pip=pip)


@pytest.mark.parametrize("marked", ["[glo|bal]\ncert = x\n", "# com|ment\n", "|", "requests|==2\n"])
def test_nothing_to_say(marked):
    assert shown(marked, "/project/requirements.txt" if "requests" in marked else USER_CONF) is None


def test_nothing_that_users_wrote_acts_as_markdown():
    text = "[global]\ncert = /x/![a](http://b.example/i.png)<b>`\n"
    found = hover(scene(text).view(), text.index("/x"))
    markdown = hover_markdown(found)
    outside_code = "".join(part for n, part in enumerate(markdown.split("``")) if n % 2 == 0)
    assert "![a](" not in outside_code
    assert "<b>" not in outside_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("", "`  `"), ("a\nb\x00c", "`a b c`")],
)
def test_code_spans(text, expected):
    assert code_span(text) == expected


def test_escapes():
    assert escaped("[a](b)\n*c*") == r"[a\](b) \*c\*"
    assert escaped("https://a.test www.a.test a@a.test") == r"https\://a.test www\.a.test a\@a.test"
    assert escaped("PIP_CONFIG_FILE of [global]; /tmp/a-b.pem") == "PIP_CONFIG_FILE of [global]; /tmp/a-b.pem"
    assert [escaped(text) for text in ("# a", "1. a", "- a", "_a_")] == [r"\# a", r"1\. a", r"\- a", r"\_a\_"]
    assert fenced("a\n```\nb") == "````text\na\n```\nb\n````\n"
