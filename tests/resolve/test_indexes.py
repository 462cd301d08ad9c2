"""The places that pip may fetch from."""

from __future__ import annotations

from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import IndexUse, Role, is_public_host, split_url
from support.fixture import DEFAULT_INDEX, FILE_HOST, INTERPRETER, USER_CONF, scene

REQUIREMENTS = "/project/requirements.txt"
HERE = Environment("linux", "/home/user", "/project", {}, INTERPRETER)


def uses(configuration: str = "", requirements: str = "", **context: object) -> tuple[IndexUse, ...]:
    files = {USER_CONF: configuration} if configuration else {}
    return scene(requirements, REQUIREMENTS, files=files, **context).view().indexes


def places(configuration: str = "", requirements: str = "", **context: object) -> list[tuple[Role, str]]:
    return [(use.role, use.url) for use in uses(configuration, requirements, **context)]


DEFAULT = [(Role.INDEX, DEFAULT_INDEX), (Role.FILE_HOST, f"https://{FILE_HOST}/")]


def test_the_default_index_brings_its_file_host():
    assert places() == DEFAULT
    assert all(use.public for use in uses())


def test_without_pip_nothing_is_known():
    assert places(pip=None) == []


def test_a_configured_index_replaces_the_default():
    (use,) = uses("[global]\nindex-url = https://user:pw@Corp.test:8443/simple\n")
    assert (use.scheme, use.host, use.port, use.public) == ("https", "corp.test", 8443, False)


def test_an_alias_does_so_too():
    assert places("[global]\npypi-url = https://corp.test/\n") == [(Role.INDEX, "https://corp.test/")]


def test_extra_indexes_and_find_links():
    text = (
        "[global]\nextra-index-url = https://a.test\n  http://b.test\n"
        "find-links = /wheels https://c.test ~/x\n"
    )
    assert places(text) == [
        DEFAULT[0],
        (Role.EXTRA_INDEX, "https://a.test"),
        (Role.EXTRA_INDEX, "http://b.test"),
        (Role.FIND_LINKS, "https://c.test"),
        DEFAULT[1],
    ]


def test_what_leads_to_no_host_is_left_out():
    # pip asks for a scheme and finds nothing; the default index is not used instead.
    for value in (
        "corp.test/simple",
        "file:///wheels",
        "file://server/share",
        "/wheels",
        "htps://corp.test",
        "https://",
    ):
        assert places(f"[global]\nindex-url = {value}\n") == [], value


def test_no_index_leaves_only_links():
    text = (
        "[global]\nno-index = yes\nindex-url = https://a.test\n"
        "extra-index-url = https://b.test\nfind-links = https://c.test\n"
    )
    assert places(text) == [(Role.FIND_LINKS, "https://c.test")]
    assert places("[global]\nno-index = no\n") == DEFAULT


def test_a_requirements_files_index_stands_beside_the_configured_one():
    found = places(
        "[global]\nindex-url = https://a.test\n", "-i https://b.test\n--extra-index-url https://c.test\n"
    )
    assert [url for _, url in found] == ["https://a.test", "https://b.test", "https://c.test"]


def test_the_last_index_of_a_file_replaces_what_came_before():
    text = "--extra-index-url https://lost.test\n-i https://also-lost.test\n-f https://kept.test\n-i https://last.test\n"
    assert [url for _, url in places("[global]\nindex-url = https://a.test\n", text)] == [
        "https://a.test",
        "https://kept.test",
        "https://last.test",
    ]


def test_no_index_in_a_file_is_final_since_22_3():
    text = "-i https://a.test\n--no-index\n-i https://b.test\n"
    configuration = "[global]\nindex-url = https://c.test\n"
    assert [url for _, url in places(configuration, text)] == ["https://c.test"]
    assert [url for _, url in places(configuration, text, pip="22.2")] == ["https://c.test", "https://b.test"]


def test_options_on_a_requirements_line_do_not_count():
    assert places("", "labpkg --index-url https://a.test\n") == DEFAULT


def test_public_hosts_are_pips_own():
    assert is_public_host(FILE_HOST.upper(), HERE)
    assert is_public_host("sub." + FILE_HOST, HERE)
    assert not is_public_host("not" + FILE_HOST, HERE)
    assert not is_public_host(FILE_HOST, Environment("linux", "/", "/", {}))


def test_urls_that_are_none():
    for text in ("", "http://[", "https://a.test:99999", "https://a.test:x", "\x00", "://"):
        assert split_url(text)[1:] in {("", None), ("a.test", None)}, text
