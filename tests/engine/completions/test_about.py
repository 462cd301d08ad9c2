"""What there is to say of an item."""

from __future__ import annotations

import pytest

from piptrust.engine.completions.about import about_lines
from piptrust.engine.completions.item import About
from piptrust.engine.snapshot import FileFacts
from piptrust.render.documentation import documentation_markdown, documentation_plain
from piptrust.resolve.disk import EntryKind
from support.fixture import scene
from support.samples import sample

VIEW = scene("[global]\n", fails=["https://a.example/simple"]).view()


def said(subject: str, *names: str, **more) -> str:
    return documentation_plain(about_lines(VIEW, About(subject, names), **more))


def test_an_option_is_described_as_its_section_takes_it():
    assert "certificate authorities" in said("option", "global", "cert")
    assert said("option", "global", "no-such") == ""
    old = scene("[global]\n", pip="22.3.1").view()
    lines = about_lines(old, About("option", ("install", "install-option")))
    assert "pip 23.1 and later do not have it." in documentation_plain(lines)


def test_a_host_says_what_the_last_handshake_showed_and_what_trusting_means():
    assert "Last handshake: unverified just now" in said("host", "a.example", "")
    assert "no proof" not in said("host", "a.example", "")
    assert "no proof" in said("trusted-host", "a.example", "")
    assert "No handshake" in said("host", "b.example", "8443")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("root", "It holds 1 certificate."),
        ("expired-root", "1 of them is expired."),
        ("empty", "It holds 0 certificates.\nOpenSSL cannot load it"),
    ],
)
def test_a_ca_file(name, expected):
    facts = FileFacts("/x/ca.pem", EntryKind.FILE, sample(name))
    assert expected in said("ca-file", "/x/ca.pem", facts=facts)


def test_a_ca_file_that_cannot_be_read():
    facts = FileFacts("/x/ca.pem", EntryKind.FORBIDDEN, error="Permission denied")
    assert said("ca-file", "/x/ca.pem", facts=facts) == "/x/ca.pem\nIt cannot be read: Permission denied"


def test_a_project_and_what_it_writes_of_itself():
    metadata = {
        "summary": ["See [here](http://b.example) <b> https://u:hunter2@a.example"],
        "version": ["1.2"],
        "requires-python": [">=3.9"],
    }
    lines = about_lines(VIEW, About("project", ("x", "/site/x.dist-info")), metadata=metadata)
    markdown = documentation_markdown(lines)
    assert "](" not in markdown.replace(r"\](", "")
    assert "<b>" not in markdown.replace(r"\<b\>", "")
    assert "hunter2" not in markdown
    assert "Installed: `1.2`" in markdown


def test_a_rule():
    assert said("rule", "http-index").endswith(".")
    assert said("rule", "no-such-rule") == ""


@pytest.mark.parametrize(
    "about", [("", ()), ("option", ()), ("host", ("x",)), ("rule", ("a", "b")), ("ca-file", ("x",))]
)
def test_what_is_not_ours_says_nothing(about):
    assert about_lines(VIEW, About(*about)) == ()
