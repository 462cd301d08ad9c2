"""After any edits, the server says what a fresh one says of the texts as they are then."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lsp.conversation import Conversation

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
    uris = {name: typed.open((quiet / name).as_uri(), "") for name in NAMES}
    texts = dict.fromkeys(NAMES, "")
    for name, place, length, new in edits:
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
    fresh = Conversation(quiet)
    for name in NAMES:
        fresh.open(uris[name], texts[name])
    for name in NAMES:
        assert typed.diagnostics(uris[name]) == fresh.diagnostics(uris[name]), name
