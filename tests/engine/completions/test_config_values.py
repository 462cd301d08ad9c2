"""Values in a pip.conf, by type."""

from __future__ import annotations

import pytest

from support.completing import Around, at, folder, installed
from support.fixture import DEFAULT_INDEX, USER_CONF
from support.pip_reads import configured
from support.samples import sample


def test_booleans():
    assert at("[global]\nno-index = |\n").labels == ["true", "false", "yes", "no"]
    shown = at("[install]\nno-compile = |\n")
    assert "opposite" in shown["true"].detail
    assert at("[install]\nno-cache-dir = |\n").labels == ["true"]


def test_choices_and_the_default():
    shown = at("[global]\nprogress-bar = |\n")
    assert {"on", "off", "raw"} <= set(shown.labels)
    assert "pretty" in at("[global]\nprogress-bar = |\n", pip="21.0").labels
    assert at("[global]\ntimeout = |\n").labels == ["15"]
    assert at("[global]\nretries = |\n").labels == ["5"]
    assert at("[global]\nverbose = |\n").labels == ["0", "1", "2", "3"]


def test_features_of_this_pip_and_those_that_are_written_last():
    shown = at("[global]\nuse-feature = fast-deps |\n")
    assert "truststore" in shown.labels
    assert shown.labels[-1] == "fast-deps"
    assert at("[global]\nuse-feature = |\n", pip="20.3.4").labels == ["2020-resolver", "fast-deps"]
    assert "legacy-certs" in at("[global]\nuse-deprecated = |\n").labels


HOSTS = """
[global]
extra-index-url = https://user:secret@a.example:8443/simple?token=t0ken
    https://b.example/simple
trusted-host = {}
"""


@pytest.mark.parametrize("value", ["|", "a|", "b.example |", "\n    |", "x\n    y\n    a.ex|ample\n    z"])
def test_hosts_in_use(value):
    shown = at(HOSTS.format(value))
    assert {"a.example:8443", "b.example"} <= set(shown.labels)
    assert "turns verification off" in shown["a.example:8443"].detail
    assert "secret" not in repr(shown.found)


def test_a_host_that_is_trusted_already_comes_last():
    shown = at(HOSTS.format("b.example |"))
    assert shown.labels[-1] == "b.example"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_in_the_middle_of_a_list(newline):
    marked = HOSTS.format("x.example\n    a.|foo y.example\n# comment\n    z").replace("\n", newline)
    assert at(marked).replaced("a.example:8443") == marked.replace("a.|foo", "a.example:8443")[len(newline) :]


def test_addresses_without_credentials():
    shown = at(HOSTS.format("x") + "index-url = |\n")
    assert "https://a.example:8443/simple" in shown.labels
    assert DEFAULT_INDEX in shown.labels
    assert "secret" not in repr(shown.found)
    assert "t0ken" not in repr(shown.found)


def test_ca_files_and_paths():
    around = Around({"/project": folder("ca.pem", "notes.md", "certs/"), "/x": folder("a b.pem", "ü.crt")})
    system = "/etc/ssl/certs/ca-certificates.crt"
    shown = at("[global]\ncert = |\n", around=around, files={system: sample("root")})
    assert shown.labels == [system, "ca.pem", "certs/", "notes.md"]
    assert shown[system].detail.startswith("the system's bundle")
    assert shown["certs/"].text == "certs/"
    shown = at("[global]\ncert = /x/|\n", around=around)
    assert shown.labels == ["a b.pem", "ü.crt"]
    assert configured(shown.replaced("a b.pem"))["global.cert"] == "/x/a b.pem"


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("cert = /x/y/z|", "/x/y"),
        ("cert = ~/|", "/home/user"),
        ("cert = ./|", "/project"),
        ("cert = ../|", "/"),
        ("client-cert = sub/|", "/project/sub"),
        ("log = /var/|", "/var"),
        ("constraint = a.txt /y/|", "/y"),
    ],
)
def test_the_folder_that_is_listed(marked, wanted):
    around = Around()
    at(f"[global]\n{marked}\n", around=around)
    assert around.asked == [wanted]


def test_only_the_last_part_of_a_path_is_replaced():
    around = Around({"/x": folder("certs/", "ca.pem")})
    assert at("[global]\ncert = /x/c|e/b.pem\n", around=around).replaced("certs/") == (
        "[global]\ncert = /x/certs//b.pem\n"
    )


def test_hidden_names_only_where_they_are_asked_for():
    around = Around({"/project": folder(".hidden.pem", "ca.pem")})
    assert at("[global]\ncert = |\n", around=around).labels == ["ca.pem"]
    assert ".hidden.pem" in at("[global]\ncert = .|\n", around=around).labels


def test_more_than_could_be_read_or_not_read_yet():
    around = Around({"/project": folder("ca.pem", "other.pem", complete=False), "/slow": None})
    shown = at("[global]\ncert = c|\n", around=around)
    assert shown.labels == ["ca.pem"]
    assert shown.found.incomplete
    assert at("[global]\ncert = /slow/|\n", around=around).found.incomplete
    assert not at("[global]\ncert = /fast/|\n", around=around).found.incomplete


def test_a_server_is_not_asked_for_an_untrusted_folder():
    from piptrust.engine.completions.complete import complete
    from support.fixture import scene

    text = "[global]\ncert = //server/share/\n"
    there = scene(text)
    there.workspace.trusted = False
    around = Around()
    complete(there.view(), text.index("/\n") + 1, around)
    assert around.asked == []


def test_lists_of_projects():
    around = Around(installed=installed(lxml="5.0", numpy="2.0"))
    shown = at("[install]\nno-binary = lxml,n|\n", around=around)
    assert shown.replaced("numpy") == "[install]\nno-binary = lxml,numpy\n"
    assert ":all:" in shown.labels


def test_an_option_that_this_pip_has_not():
    assert at("[global]\nno-such = |\n").labels == []
    assert at("[list]\nno-index = |\n").labels == ["true", "false", "yes", "no"]


def test_a_value_that_goes_on_below():
    assert "b.example" in at(HOSTS.format("x") + "    |\n").labels
    # At the key's own indentation a new key begins.
    assert "timeout" in at(HOSTS.format("x") + "|\n").labels


@pytest.mark.parametrize("path", [USER_CONF, "/project/pip.conf"])
def test_the_file_may_be_one_that_pip_does_not_read(path):
    assert "b.example" in at(HOSTS.format("|"), path).labels


def test_private_hosts_come_before_the_public_ones():
    labels = at("[global]\nextra-index-url = https://z.corp.example/\ntrusted-host = |\n").labels
    assert labels == ["z.corp.example", "files.public.example", "index.public.example"]
