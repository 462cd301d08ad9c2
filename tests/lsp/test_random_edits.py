"""After any edits, the server says what a fresh one says of the texts as they are then."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lsp.conversation import Conversation
from lsp.walk import RESOLVED_BY, comparable, items, questions
from piptrust.lsp.convert import to_position

PIECES = st.sampled_from(
    [
        "é😀",
        "#",
        "x",
        "=",
        "\x0c",
        "--trusted-host",
        "requests==2.0",
        "flask>=1,",
        "[install]",
        "[global]",
        "-r",
        "-c",
        "--cert",
        "https://a.example",
        "\\",
        "requirements-dev.txt",
        "constraints.txt",
        "trusted-host=",
        "cert=ca.pem",
        "a.example/x",
        "index-url=https://u:p@c.example/",
        "\n",
        "\r",
        "\r\n",
        " ",
        "\n\n",
        "\\\n",
        "\n    ",
        "[global]\n",
        "\n--index-url http://b.example/\n",
        "\n-r requirements-dev.txt\n",
        "--trusted-host a.example\n",
        "# piptrust: allow[trusted-host-has-scheme]\n",
    ]
)
NAMES = ("pip.conf", "requirements.txt", "requirements-dev.txt", "constraints.txt")
TYPED = st.lists(PIECES, max_size=3).map("".join)
OVER_ALL_FILES = ("workspace/diagnostic", "workspace/symbol", "textDocument/references")
EDIT = st.tuples(st.sampled_from(NAMES), st.floats(0, 1), st.integers(0, 12), TYPED)
EDITS = st.lists(EDIT, min_size=1, max_size=25)


@pytest.fixture
def quiet(monkeypatch, project):
    # This one is read by pip, so that what it says matters for the requirements files.
    monkeypatch.setenv("PIP_CONFIG_FILE", str(project / "pip.conf"))
    for name in NAMES:
        (project / name).write_text("", encoding="utf-8")
    return project


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edits=EDITS, publish_between=st.booleans())
def test_incremental_equals_fresh(quiet, edits, publish_between):
    typed = Conversation(quiet)
    uris, texts = type_into(typed, quiet, edits, publish_between)
    fresh = Conversation(quiet)
    for name in NAMES:
        fresh.open(uris[name], texts[name])
    for name in NAMES:
        assert typed.diagnostics(uris[name]) == fresh.diagnostics(uris[name]), name


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edits=EDITS, asks_between=st.booleans(), place=st.floats(0, 1))
def test_every_answer_is_that_of_a_fresh_server(quiet, edits, asks_between, place):
    """All that is registered, as an editor that pulls asks it; asking in between must leave nothing behind."""
    typed = Conversation(quiet, capture="vscode-1.139")
    between = (lambda uri: everything(typed, uri, place)) if asks_between else None
    uris, texts = type_into(typed, quiet, edits, False, between)
    fresh = Conversation(quiet, capture="vscode-1.139")
    for name in NAMES:
        fresh.open(uris[name], texts[name])
    for name in NAMES:
        answers = everything(typed, uris[name], place), everything(fresh, uris[name], place)
        for method in answers[1]:
            assert answers[0][method] == answers[1][method], (name, method)


def type_into(typed, folder, edits, publish_between, between=None):
    uris = {name: typed.open((folder / name).as_uri(), "") for name in NAMES}
    texts = dict.fromkeys(NAMES, "")
    for number, (name, place, length, new) in enumerate(edits):
        text = texts[name]
        start = int(place * len(text))
        end = min(start + length, len(text))
        # An editor's caret never stands inside a CRLF.
        start -= text[start - 1 : start + 1] == "\r\n" and start > 0
        end += text[end - 1 : end + 1] == "\r\n" and end > 0
        typed.change(uris[name], start, end, new)
        texts[name] = text[:start] + new + text[end:]
        assert typed.text(uris[name]) == texts[name]
        if publish_between:
            typed.idle()
        if between is not None and number % 5 == 0:
            between(uris[name])
    return uris, texts


def everything(conversation, uri, place):
    """All answers about the document with the caret at this part of it, by method."""
    index = conversation.session.document(uri).index
    encoding = conversation.client.encoding
    at, end = (
        to_position(index, offset, encoding) for offset in (int(place * len(index.text)), len(index.text))
    )
    places = [{"line": p.line, "character": p.character} for p in (at, end)]
    found = {}
    for method, params in questions(uri, *places):
        found[method] = conversation.ask(method, params)
    for method, asked in RESOLVED_BY.items():
        found[method] = [conversation.ask(method, item) for item in items(found.get(asked))]
    found["workspace/diagnostic"] = found["workspace/diagnostic"]["items"]
    for method in OVER_ALL_FILES:
        # Files come in the order in which they were touched last, which is another one.
        if isinstance(found.get(method), list):
            found[method].sort(key=json.dumps)
    return comparable(found)
