"""Mentions, definitions, references, links, outlines, folds, selections and renames, as spans."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.engine.navigation.definition import definition
from piptrust.engine.navigation.folding import folds
from piptrust.engine.navigation.host_in_text import host_in
from piptrust.engine.navigation.links import links
from piptrust.engine.navigation.mention import Known, Thing, mention_at, mentions_in
from piptrust.engine.navigation.references import references
from piptrust.engine.navigation.rename import RenameImpossible, renamable, rename
from piptrust.engine.navigation.selection import selection
from piptrust.engine.navigation.symbols import SymbolRole, matching_symbols, symbols
from piptrust.text.edit import apply_edits
from piptrust.text.uri import path_to_uri, uri_to_path
from support.fixture import HOME, USER_CONF, Scene, scene
from support.samples import sample

REQUIREMENTS = "/project/requirements.txt"


def marked(text: str, path: str = USER_CONF, **context) -> tuple[Scene, int]:
    """A scene, and the offset at which ``|`` stood."""
    text = textwrap.dedent(text).lstrip("\n")
    return scene(text.replace("|", "", 1), path, **context), text.index("|")


def known(made: Scene) -> list[Known]:
    return [Known(document, made.snapshot.environment) for document in made.snapshot.documents.values()]


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://a.example/simple", "a.example"),
        ("https://u:p@a.example:8443/simple", "a.example"),
        ("https://b.example:b.example@a.example/", "a.example"),
        ("https://u@b.example@a.example/", "a.example"),
        ("https://[::1]:8443/simple", "[::1]"),
        ("git+https://a.example/x@v1", "a.example"),
        ("a.example", "a.example"),
        ("a.example:8443", "a.example"),
        ("::1", "::1"),
        ("[fe80::1]:80", "[fe80::1]"),
        ("u:p@proxy.example:3128", "proxy.example"),
        ("bücher.example", "bücher.example"),
        ("https://${HOST}/simple", None),
        ("*.a.example", None),
        ("a.example,b.example", None),
        ("'a.example'", None),
        ("https://u:p/w@a.example/", None),
        ("file:///srv/wheels", None),
        ("", None),
    ],
)
def test_where_a_host_stands(text, host):
    span = host_in(text)
    assert (None if span is None else text[span.start : span.end]) == host


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("a.:/@[]?#\\ $*-é"), max_size=20))
def test_a_host_is_never_within_credentials(text):
    span = host_in(text)
    if span is not None:
        authority = text.partition("://")[2] if "://" in text else text
        end = min((i for i in map(authority.find, "/?#") if i >= 0), default=len(authority))
        assert "@" not in text[span.start : len(text) - len(authority) + end]


def test_mentions_of_a_configuration_file():
    text = (
        "[global]\nindex-url = https://u:p@A.example/simple/\n"
        "trusted-host =\n  a.example:8443 # b.example\ncert = ~/x.pem\n"
    )
    made = scene(text)
    found = [
        (m.thing, m.name, text[m.span.start : m.span.end])
        for m in mentions_in(made.document, made.snapshot.environment)
    ]
    assert found == [
        (Thing.OPTION, "index-url", "index-url"),
        (Thing.INDEX, "https://A.example/simple", "https://u:p@A.example/simple/"),
        (Thing.HOST, "a.example", "A.example"),
        (Thing.OPTION, "trusted-host", "trusted-host"),
        (Thing.HOST, "a.example", "a.example"),
        (Thing.OPTION, "cert", "cert"),
        (Thing.CA_FILE, f"{HOME}/x.pem", "~/x.pem"),
    ]


def test_mentions_of_a_requirements_file():
    text = (
        "--extra-index-url 'https://a.example/simple'\n"
        "-r base.txt\n"
        "pkg @ https://u:p@b.example/pkg-1.tar.gz ; python_version < '4'\n"
        "https://c.example/x-1.tar.gz\n"
        '--index-url https://d.exa""mple/\n'
    )
    made = scene(text, REQUIREMENTS)
    found = [
        (m.thing, text[m.span.start : m.span.end])
        for m in mentions_in(made.document, made.snapshot.environment)
        if m.thing is not Thing.OPTION
    ]
    # The last value does not stand in the text as pip reads it, so no part of it is taken for a host.
    assert found == [
        (Thing.INDEX, "https://a.example/simple"),
        (Thing.HOST, "a.example"),
        (Thing.FILE, "base.txt"),
        (Thing.HOST, "b.example"),
        (Thing.HOST, "c.example"),
        (Thing.INDEX, 'https://d.exa""mple/'),
    ]


def test_mentions_are_kept_while_the_document_is_the_same():
    made = scene("[global]\nindex-url = https://a.example/\n")
    environment = made.snapshot.environment
    assert mentions_in(made.document, environment) is mentions_in(made.document, environment)


# Definition.


def went_to(made: Scene, offset: int) -> list[tuple[str, str]]:
    found = definition(made.view(), offset)
    if found is None:
        return []
    shown = []
    for target in found.targets:
        document = made.snapshot.documents.get(target.place.uri)
        text = "" if document is None else document.source(target.around)
        shown.append((uri_to_path(target.place.uri), text))
    return shown


@pytest.mark.parametrize("place", ["ind|ex-url = https://a.example/", "index-url = https://a.ex|ample/"])
def test_from_an_overridden_value_to_the_one_that_beats_it(place):
    made, offset = marked(f"[global]\n{place}\n[install]\nindex-url = https://b.example/\n")
    assert went_to(made, offset) == [(USER_CONF, "index-url = https://b.example/\n")]


def test_a_value_that_a_variable_beats_leads_nowhere():
    made, offset = marked(
        "[global]\nind|ex-url = https://a.example/\n", variables={"PIP_INDEX_URL": "https://b.example"}
    )
    assert went_to(made, offset) == []


def test_a_value_in_effect_leads_nowhere():
    made, offset = marked("[global]\nind|ex-url = https://a.example/\n")
    assert went_to(made, offset) == []


def test_from_a_trusted_host_to_the_index_that_uses_it():
    made, offset = marked(
        """
        [global]
        extra-index-url =
            https://b.example/
            https://a.example:8443/
        trusted-host = c.example a.ex|ample
        """,
        files={REQUIREMENTS: "--index-url https://a.example/simple\n"},
    )
    found = definition(made.view(), offset)
    shown = [made.snapshot.documents[t.place.uri].source(t.place.span) for t in found.targets]
    assert shown == ["a.example", "a.example"]
    assert [uri_to_path(t.place.uri) for t in found.targets] == [USER_CONF, REQUIREMENTS]
    assert made.document.source(found.origin) == "a.example"


def test_from_an_include_and_a_ca_path_to_the_file():
    made, offset = marked("-r ba|se.txt\n", REQUIREMENTS, files={"/project/base.txt": "x\n"})
    assert went_to(made, offset) == [("/project/base.txt", "")]
    made, offset = marked("-r ba|se.txt\n", REQUIREMENTS)
    assert went_to(made, offset) == []
    made, offset = marked("[global]\ncert = ~/c|a.pem\n", files={f"{HOME}/ca.pem": sample("root")})
    assert went_to(made, offset) == [(f"{HOME}/ca.pem", "")]


# References.


def test_a_host_is_found_in_every_file():
    made, offset = marked(
        "[global]\nindex-url = https://u:a.example@a.ex|ample/\n",
        files={
            "/project/pip.conf": "[install]\ntrusted-host = A.EXAMPLE:8443 b.example\n",
            REQUIREMENTS: "--trusted-host a.example\nx @ https://a.example/x.zip\n",
        },
    )
    wanted = mention_at(made.document, made.snapshot.environment, offset)
    found = references(known(made), wanted)
    shown = sorted((uri_to_path(p.uri), made.snapshot.documents[p.uri].source(p.span)) for p in found)
    assert shown == [
        (USER_CONF, "a.example"),
        ("/project/pip.conf", "A.EXAMPLE"),
        (REQUIREMENTS, "a.example"),
        (REQUIREMENTS, "a.example"),
    ]
    assert len(references(known(made), wanted, with_declarations=False)) == 3


def test_an_index_and_a_ca_file_are_known_by_what_they_are():
    made, offset = marked(
        "[global]\nindex-url = htt|ps://u:p@a.example/simple/\ncert = ~/ca.pem\n",
        files={
            "/project/pip.conf": f"[global]\nextra-index-url = https://a.example/simple\ncert = {HOME}/./ca.pem\n"
        },
    )
    environment = made.snapshot.environment
    index = mention_at(made.document, environment, offset)
    assert index.thing is Thing.INDEX
    assert len(references(known(made), index)) == 2
    ca_file = mention_at(made.document, environment, made.document.text.index("ca.pem"))
    assert len(references(known(made), ca_file)) == 2


# Links.


def test_links_lead_to_what_exists_and_carry_no_credentials():
    text = (
        "[global]\n# piptrust: allow[http-index, no-such-rule] why\n"
        "index-url = https://user:secret@a.example/simple/\n"
        "cert = /x/ca.pem\nclient-cert = /x/missing.pem\nfind-links = /srv/wheels file:///srv\n"
    )
    made = scene(text, files={"/x/ca.pem": sample("root")})
    found = {text[link.span.start : link.span.end]: link.target for link in links(made.view())}
    assert found.pop("http-index").endswith("/http-index.md")
    assert found == {
        "https://user:secret@a.example/simple/": "https://a.example/simple/",
        "/x/ca.pem": path_to_uri("/x/ca.pem"),
    }


def test_links_of_a_requirements_file():
    made = scene("-r base.txt\n-c missing.txt\n-r ${X}.txt\n", REQUIREMENTS, files={"/project/base.txt": ""})
    assert [link.target for link in links(made.view())] == [path_to_uri("/project/base.txt")]


# Outline.


def outline(text: str, path: str = USER_CONF) -> list:
    def shown(symbol):
        entry = [symbol.name, symbol.detail, symbol.role.value]
        return [*entry, [shown(child) for child in symbol.children]] if symbol.children else entry

    return [shown(symbol) for symbol in symbols(scene(text, path).document)]


def test_the_outline_of_a_configuration_file():
    text = "timeout = 3\n[global]\nindex-url = https://u:p@a.example/\n[install]\ntrusted-host =\n  a\n  b\n[empty]\n"
    assert outline(text) == [
        ["timeout", "3", "setting"],
        ["[global]", "", "section", [["index-url", "https://****@a.example/", "setting"]]],
        ["[install]", "", "section", [["trusted-host", "a b", "setting"]]],
        ["[empty]", "", "section"],
    ]


def test_the_outline_of_a_requirements_file():
    text = (
        "# x\n-i https://u:p@a.example/\n-r base.txt\nrequests[socks]>=2 \\\n  --hash=sha256:a\n"
        "x @ https://u:p@b.example/x.zip\n-e .\n"
    )
    assert outline(text, REQUIREMENTS) == [
        ["--index-url", "https://****@a.example/", "setting"],
        ["base.txt", "--requirement", "include"],
        ["requests", "[socks]>=2", "requirement"],
        ["x", "@ https://****@b.example/x.zip", "requirement"],
        [".", "", "requirement"],
    ]


@pytest.mark.parametrize("path", [USER_CONF, REQUIREMENTS])
@settings(max_examples=150, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(
            ["[a]", "x", "=", "é😀", "\n", "\r\n", "\x0c", " ", "-r", "https://u:p@a/", "\\\n", "#", "@", ";"]
        ),
        max_size=20,
    ).map("".join)
)
def test_every_entry_has_a_name_and_its_selection_inside(path, text):
    document = scene(text, path).document
    pending = list(symbols(document))
    while pending:
        symbol = pending.pop()
        assert symbol.name
        assert symbol.span.start <= symbol.selection.start <= symbol.selection.end <= symbol.span.end
        assert 0 <= symbol.span.start <= symbol.span.end <= len(document.text)
        for child in symbol.children:
            assert symbol.span.start <= child.span.start <= child.span.end <= symbol.span.end
        pending.extend(symbol.children)
    for offset in range(len(document.text) + 1):
        grown = selection(document, offset)
        assert all(span.contains(offset) for span in grown)
        assert all(b.start <= a.start and a.end <= b.end and a != b for a, b in zip(grown, grown[1:]))
    for fold in folds(document):
        assert document.text.count("\n", *fold.span) + document.text.count("\r", *fold.span) > 0


def test_symbols_of_the_workspace_are_found_by_value_too():
    made = scene(
        "[global]\nindex-url = https://a.example/\n",
        files={REQUIREMENTS: "requests>=2\n--trusted-host a.example\n"},
    )

    def found(query: str) -> list[tuple[str, str]]:
        groups = matching_symbols(known(made), query)
        return [(one.symbol.name, one.container) for group in groups for one in group]

    assert sorted(found("A.EXAM")) == [
        ("--trusted-host = a.example", ""),
        ("index-url = https://a.example/", "[global]"),
    ]
    assert found("rqsts") == [("requests", "")]
    assert found("stqer") == []
    assert len(found("")) == 4


# Folds and selections.


def folded(text: str, path: str = USER_CONF) -> list[tuple[str, bool]]:
    document = scene(text, path).document
    return [(document.source(fold.span), fold.is_comment) for fold in folds(document)]


def test_folds_of_a_configuration_file():
    text = "# one\n# two\n\n[global]\ntrusted-host =\n  a\n  # b\n  c\n\n; alone\n[install]\nx = y\n"
    assert folded(text) == [
        ("# one\n# two", True),
        ("[global]\ntrusted-host =\n  a\n  # b\n  c\n\n; alone", False),
        ("trusted-host =\n  a\n  # b\n  c", False),
        ("[install]\nx = y", False),
    ]


def test_folds_of_a_requirements_file():
    text = "# one\n  # two\nx==1 \\\r\n  --hash=sha256:a \\\r\n  --hash=sha256:b\r\n# alone\ny\n"
    assert folded(text, REQUIREMENTS) == [
        ("# one\n  # two", True),
        ("x==1 \\\r\n  --hash=sha256:a \\\r\n  --hash=sha256:b", False),
    ]


def test_a_selection_grows():
    text = "# c\n[global]\ntrusted-host =\n  a.example:8443 b\n  d\n[install]\nx = y\n"
    document = scene(text).document
    grown = [document.source(span) for span in selection(document, text.index("example"))]
    assert grown == [
        "a.example",
        "a.example:8443",
        "a.example:8443 b",
        "a.example:8443 b\n  d",
        "trusted-host =\n  a.example:8443 b\n  d",
        "[global]\ntrusted-host =\n  a.example:8443 b\n  d",
        text,
    ]


def test_a_selection_grows_in_requirements():
    text = "a\nrequests>=2 \\\n  --hash=sha256:abc\n"
    document = scene(text, REQUIREMENTS).document
    grown = [document.source(span) for span in selection(document, text.index("quests"))]
    assert grown == ["requests", "requests>=2", "requests>=2 \\\n  --hash=sha256:abc", text]
    grown = [document.source(span) for span in selection(document, text.index("abc"))]
    assert grown == ["sha256:abc", "--hash=sha256:abc", "requests>=2 \\\n  --hash=sha256:abc", text]


# Rename.


def renamed(made: Scene, offset: int, name: str) -> dict[str, str]:
    mention = renamable(made.view(), offset)
    changes = rename(known(made), mention, name)
    return {uri_to_path(c.uri): apply_edits(made.snapshot.documents[c.uri].text, c.edits) for c in changes}


def test_a_host_is_renamed_everywhere_but_in_credentials():
    made, offset = marked(
        "[global]\nindex-url = https://a.example:a.example@a.ex|ample:8443/a.example\n",
        files={REQUIREMENTS: "--trusted-host a.example\nx @ https://A.example/x.zip\n# a.example\n"},
    )
    assert renamed(made, offset, "b.example") == {
        USER_CONF: "[global]\nindex-url = https://a.example:a.example@b.example:8443/a.example\n",
        REQUIREMENTS: "--trusted-host b.example\nx @ https://b.example/x.zip\n# a.example\n",
    }


def test_addresses_get_their_brackets():
    made, offset = marked("[global]\nindex-url = https://[::|1]:8443/\ntrusted-host = ::1\n")
    assert renamed(made, offset, "a.example")[USER_CONF] == (
        "[global]\nindex-url = https://a.example:8443/\ntrusted-host = a.example\n"
    )
    assert renamed(made, offset, "::2")[USER_CONF] == (
        "[global]\nindex-url = https://[::2]:8443/\ntrusted-host = [::2]\n"
    )


def test_a_ca_path_is_renamed_everywhere():
    made, offset = marked(
        "[global]\ncert = ~/c|a.pem\n", files={"/project/pip.conf": f"[install]\ncert = {HOME}/ca.pem\n"}
    )
    assert renamed(made, offset, " /etc/corp.pem ") == {
        USER_CONF: "[global]\ncert = /etc/corp.pem\n",
        "/project/pip.conf": "[install]\ncert = /etc/corp.pem\n",
    }


@pytest.mark.parametrize(
    "text", ["[glo|bal]\n", "[global]\nno-in|dex = true\n", "[global]\nindex-url = ht|tps://a.example/\n"]
)
def test_what_is_neither_host_nor_ca_file_cannot_be_renamed(text):
    made, offset = marked(text)
    with pytest.raises(RenameImpossible, match="host"):
        renamable(made.view(), offset)


@pytest.mark.parametrize(
    "name", ["", "https://b.example", "b.example:8443", "b.example/simple", "*", "a b", "x:y:z", "12::z"]
)
def test_what_is_no_host_s_name_is_refused(name):
    made, offset = marked("[global]\ntrusted-host = a.ex|ample\n")
    with pytest.raises(RenameImpossible):
        renamed(made, offset, name)


@pytest.mark.parametrize("name", ["", "'/x.pem'", "https://a.example/ca.pem", "/x\n/y"])
def test_what_is_no_path_is_refused(name):
    made, offset = marked("[global]\ncert = /c|a.pem\n")
    with pytest.raises(RenameImpossible):
        renamed(made, offset, name)


def test_roles_have_a_kind_each():
    from piptrust.lsp.outline import SYMBOL_KINDS

    assert set(SYMBOL_KINDS) == set(SymbolRole)
