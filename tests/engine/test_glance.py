"""Hints, lenses and semantic tokens, as spans."""

from __future__ import annotations

import textwrap
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.engine.glance.config_tokens import config_tokens
from piptrust.engine.glance.hints import HintKind, hints, joined, settings_touching
from piptrust.engine.glance.lenses import lens_settings, lens_title
from piptrust.engine.glance.requirement_tokens import requirement_tokens
from piptrust.engine.glance.token import Modifier, TokenType
from piptrust.engine.handshake import FAILED, UNVERIFIED, VERIFIED, ChainLink, Handshake
from piptrust.parse.kind import FileKind
from piptrust.parse.requirement_line import read_line
from piptrust.text.span import Span
from support.fixture import HOME, TODAY, USER_CONF, Scene, scene
from support.samples import sample

REQUIREMENTS = "/project/requirements.txt"


def handshake(
    host: str, outcome: str = VERIFIED, *, days: int | None = None, port: int = 443, **further
) -> Handshake:
    chain = () if days is None else (ChainLink(host, "Root", TODAY + timedelta(days=days, hours=1)),)
    further.setdefault("tls", "" if outcome == FAILED else "TLSv1.3")
    return Handshake(
        f"https://{host}:{port}/",
        host,
        port,
        ("index",),
        outcome,
        TODAY - timedelta(minutes=3),
        chain=chain,
        **further,
    )


def seen(text: str, *handshakes: Handshake, path: str = USER_CONF, **context) -> Scene:
    made = scene(textwrap.dedent(text).lstrip("\n"), path, **context)
    made.workspace.put_handshakes(tuple(handshakes))
    return made


def shown(made: Scene, *kinds: HintKind, span: Span | None = None) -> list[tuple[str, str]]:
    """The line up to each hint, and its words."""
    document = made.document
    index = document.line_index
    found = hints(made.view(), span or Span(0, len(document.text)), kinds or tuple(HintKind))
    lines = [(index.line_span(index.line_of(h.offset)).start, h) for h in found]
    return [
        (document.text[start : h.offset].strip(), joined(words.text for words in h.words))
        for start, h in lines
    ]


# Hints.


def test_what_beats_a_value():
    made = seen(
        """
        [global]
        index-url = https://a.example/
        timeout = 3
        [install]
        index-url = https://u:secret@b.example/
        """,
        variables={"PIP_TIMEOUT": "9"},
    )
    assert shown(made) == [
        ("index-url = https://a.example/", "overridden for pip install by [install]"),
        ("timeout = 3", "overridden by PIP_TIMEOUT"),
    ]
    first, second = hints(made.view(), Span(0, 200), [HintKind.OVERRIDDEN])
    offset, ([first], [second]) = first.offset, (first.words, second.words)
    assert f"uses https://****@b.example/ from [install] in {USER_CONF} instead" in first.tooltip
    assert "secret" not in first.tooltip
    assert first.place is not None
    assert made.document.source(first.place.span) == "index-url"
    assert first.place.span.start > offset
    assert second.place is None
    assert "variables beat files" in second.tooltip


def test_all_that_is_told_of_one_value_is_one_hint():
    made = seen(
        "[global]\ncert = ~/ca.pem\n",
        files={f"{HOME}/ca.pem": sample("root")},
        variables={"PIP_CERT": "/x.pem"},
    )
    assert shown(made) == [("cert = ~/ca.pem", "1 certificate · overridden by PIP_CERT")]


def test_what_beats_a_value_of_another_file():
    made = seen(
        "[global]\ntrusted-host = a\n",
        path="/etc/pip.conf",
        files={USER_CONF: "[global]\ntrusted-host = b\n"},
    )
    assert shown(made) == [("trusted-host = a", "overridden by [global] ~/.config/pip/pip.conf")]


def test_nothing_beats_a_value_in_effect_or_one_that_pip_ignores():
    made = seen("[global]\nindex-url = https://a.example/\n[nonsense]\nindex-url = https://b.example/\n")
    assert shown(made) == []
    assert (
        shown(seen("--index-url https://a.example/\n--index-url https://b.example/\n", path=REQUIREMENTS))
        == []
    )


def test_what_the_handshake_said():
    made = seen(
        """
        [global]
        index-url = https://u:p@A.example/simple
        extra-index-url =
            https://b.example:8443/
            https://b.example/
        trusted-host = c.example d.example:8443
        """,
        handshake("a.example", days=62),
        handshake("b.example", FAILED, port=8443, title="the root is not known"),
        handshake("c.example", UNVERIFIED, days=1),
        handshake("d.example", days=500, port=8443),
    )
    assert shown(made, HintKind.HANDSHAKES) == [
        ("index-url = https://u:p@A.example/simple", "verified · 62 days left"),
        ("https://b.example:8443/", "fails: the root is not known"),
        ("trusted-host = c.example", "not verified · 1 day left"),
        ("trusted-host = c.example d.example:8443", "verified"),
    ]


def test_the_worst_handshake_with_a_host_is_told():
    made = seen(
        "--trusted-host a.example\n",
        handshake("a.example"),
        handshake("a.example", UNVERIFIED, port=8443, days=-4),
        path=REQUIREMENTS,
    )
    assert shown(made) == [("--trusted-host a.example", "not verified · expired 4 days ago")]


@pytest.mark.parametrize(
    ("name", "words"),
    [("root", "1 certificate"), ("big", "150 certificates"), ("expired-root", "1 certificate · 1 expired")],
)
def test_how_many_certificates(name, words):
    made = seen("[global]\ncert = ~/ca.pem\n", files={f"{HOME}/ca.pem": sample(name)})
    assert shown(made) == [("cert = ~/ca.pem", words)]


@pytest.mark.parametrize("name", ["html", "empty", "key-only"])
def test_what_openssl_does_not_load_is_not_counted(name):
    made = seen("[global]\ncert = ~/ca.pem\n", files={f"{HOME}/ca.pem": sample(name)})
    assert shown(made) == []
    assert shown(seen("[global]\ncert = ~/ca.pem\n")) == []


def test_only_the_range_is_looked_at():
    text = "".join(f"--trusted-host h{n}.example\n" for n in range(200))
    made = seen(text, *(handshake(f"h{n}.example") for n in range(200)), path=REQUIREMENTS)
    begin = text.index("h50.")
    assert [line for line, _ in shown(made, span=Span(begin, begin + 60))] == [
        f"--trusted-host h{n}.example" for n in (50, 51)
    ]

    class Counting(tuple):
        asked = 0

        def __getitem__(self, number):
            Counting.asked += 1
            return super().__getitem__(number)

    counting = Counting(made.document.settings)
    assert [s.value for s in settings_touching(counting, Span(begin, begin + 3))] == ["h50.example"]
    assert Counting.asked < 30


def test_kinds_can_be_left_out():
    made = seen("[global]\nindex-url = https://a.example/\n", handshake("a.example"))
    assert shown(made, HintKind.OVERRIDDEN, HintKind.CERTIFICATES) == []


# Lenses.


def lenses(made: Scene, later: timedelta = timedelta()) -> list[tuple[str, str]]:
    document = made.document
    return [(s.key, lens_title(made.snapshot, document, s, TODAY + later)) for s in lens_settings(document)]


def test_lenses_say_when_and_how():
    made = seen(
        """
        [global]
        index-url = https://a.example/
        extra-index-url = https://b.example/ https://c.example/
        trusted-host = b.example d.example
        timeout = 3
        [install]
        trusted-host =
        """,
        handshake("a.example"),
        handshake("b.example", UNVERIFIED),
        handshake("c.example", FAILED, title="it is not known"),
    )
    assert lenses(made) == [
        ("index-url", "verified 3 min ago · TLS 1.3 · check again"),
        ("extra-index-url", "1 fails, 1 not verified · 3 min ago · check again"),
        ("trusted-host", "not verified 3 min ago · TLS 1.3 · check again"),
    ]


def test_lenses_before_the_first_check_and_after_a_failure():
    text = "--index-url https://a.example/\n"
    assert lenses(seen(text, path=REQUIREMENTS)) == [("index-url", "not checked yet · check now")]
    made = seen(text, handshake("a.example", FAILED, title="its root is not known"), path=REQUIREMENTS)
    assert lenses(made) == [("index-url", "failed 3 min ago · check again")]


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(minutes=-3), "just now"),
        (timedelta(minutes=57), "1 hour ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=9), "9 days ago"),
    ],
)
def test_how_long_ago(later, words):
    made = seen("[global]\nindex-url = https://a.example/\n", handshake("a.example"))
    [(_, title)] = lenses(made, later)
    assert words in title


# Tokens.


def drawn(text: str, path: str = USER_CONF) -> list[tuple[str, str]]:
    document = scene(text, path).document
    if document.kind is FileKind.PIP_CONF:
        tokens = config_tokens(document, (26, 3))
    else:
        tokens = requirement_tokens(text, read_line(text, FileKind.REQUIREMENTS, (26, 3)))
    return [
        (text[t.start : t.end], t.type.word + (" deprecated" if t.modifiers & Modifier.DEPRECATED else ""))
        for t in tokens
    ]


def test_tokens_of_a_configuration_file():
    text = (
        "; c\n[global]\nindex-url = https://u:p@a.example:8443/x\ntrusted-host = a.example\n  # é\n  b.example\n"
        "timeout : 12\nno-input = true\nno-such = x\n[Global]\ncert = ~/x y.pem\n"
    )
    assert drawn(text) == [
        ("; c", "comment"),
        ("global", "namespace"),
        ("index-url", "property"),
        ("=", "operator"),
        ("https://u:p@", "string"),
        ("a.example", "variable"),
        (":8443/x", "string"),
        ("trusted-host", "property"),
        ("=", "operator"),
        ("a.example", "variable"),
        ("# é", "comment"),
        ("b.example", "variable"),
        ("timeout", "property"),
        (":", "operator"),
        ("12", "number"),
        ("no-input", "property"),
        ("=", "operator"),
        ("true", "enumMember"),
        ("no-such", "property deprecated"),
        ("=", "operator"),
        ("x", "string"),
        ("Global", "namespace deprecated"),
        ("cert", "property deprecated"),
        ("=", "operator"),
        ("~/x y.pem", "string"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("  # c \n", [("# c", "comment")]),
        (
            "requests[socks,x] >= 2.0,<3;python_version>'3' and os_name != \"nt\"  # why\n",
            [
                ("requests", "class"),
                ("socks", "parameter"),
                ("x", "parameter"),
                (">=", "operator"),
                ("2.0", "number"),
                ("<", "operator"),
                ("3", "number"),
                (";", "operator"),
                ("python_version", "parameter"),
                (">", "operator"),
                ("'3'", "string"),
                ("and", "keyword"),
                ("os_name", "parameter"),
                ("!=", "operator"),
                ('"nt"', "string"),
                ("# why", "comment"),
            ],
        ),
        (
            "a==1 \\\n  --hash=sha256:ab \\\n  # c \\\n  --hash=sha256:cd\n",
            [
                ("a", "class"),
                ("==", "operator"),
                ("1", "number"),
                ("--hash", "keyword"),
                ("sha256:ab", "string"),
                ("# c \\", "comment"),
                ("--hash", "keyword"),
                ("sha256:cd", "string"),
            ],
        ),
        (
            "p @ https://u:${PW}@a.example/p.zip ; os_name == 'nt'\n",
            [
                ("p", "class"),
                ("@", "operator"),
                ("https://u:", "string"),
                ("${PW}", "macro"),
                ("@", "string"),
                ("a.example", "variable"),
                ("/p.zip", "string"),
                (";", "operator"),
                ("os_name", "parameter"),
                ("==", "operator"),
                ("'nt'", "string"),
            ],
        ),
        ("-r base.txt --pre\n", [("-r", "keyword"), ("base.txt", "string"), ("--pre", "keyword deprecated")]),
        (
            "--trusted-host=a.example:80\n",
            [("--trusted-host", "keyword"), ("a.example", "variable"), (":80", "string")],
        ),
        ("-e ./src\n", [("-e", "keyword"), ("./src", "string")]),
        ("--find-links 'a b'\n", [("--find-links", "keyword"), ("a b", "string")]),
        ("\n", []),
    ],
)
def test_tokens_of_a_requirements_line(line, expected):
    assert drawn(line, REQUIREMENTS) == expected


PIECES = [
    "[global]",
    "x",
    "=",
    "é😀",
    "\n",
    "\r\n",
    "\x0c",
    " ",
    "https://u:p@a.b/",
    "\\\n",
    "#",
    "@",
    ";",
    "'",
    "--hash=",
    "-e ",
    "${A}",
    "\n  ",
]


@pytest.mark.parametrize("path", [USER_CONF, REQUIREMENTS])
@settings(max_examples=200, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_tokens_are_in_order_and_each_within_a_line(path, text):
    document = scene(text, path).document
    if document.kind is FileKind.PIP_CONF:
        parts = [(0, text, config_tokens(document, None))]
    else:
        structure = document.structure
        sources = [
            (start, text[start : start + line.length], line)
            for start, line in zip(structure.starts, structure.lines)
        ]
        parts = [(start, source, requirement_tokens(source, line)) for start, source, line in sources]
    for _, source, tokens in parts:
        assert all(a.end <= b.start for a, b in zip(tokens, tokens[1:]))
        for token in tokens:
            assert 0 <= token.start < token.end <= len(source)
            assert not {"\n", "\r"} & set(source[token.start : token.end])


def test_the_legend_has_lsp_s_own_words():
    from lsprotocol import types

    assert {t.word for t in TokenType} <= {t.value for t in types.SemanticTokenTypes}
    assert set(Modifier.words()) <= {m.value for m in types.SemanticTokenModifiers}
    assert [t.value for t in TokenType] == list(range(len(TokenType)))
    assert 1 << Modifier.words().index("deprecated") == Modifier.DEPRECATED
