"""After any edits, the server says what a fresh one says of the texts as they are then."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lsp.conversation import Conversation

PIECES = st.sampled_from(
    ["", "\n", "\r", "\r\n", " ", "\\\n", "#", "x", "é😀", "\x0c", "=", "[global]\n", "trusted-host = ", "https://a.example",
     "--trusted-host a.example\n", "-r requirements-dev.txt\n", "-c constraints.txt\n", "--index-url http://b.example/\n",
     "requests==2.0\n", "cert = ca.pem\n", "index-url = https://user:pw@c.example/simple\n", "# piptrust: allow[trusted-host-has-scheme]\n",
     "flask>=1,\n", "--cert x\n", "[install]\n", "  b.example\n"]
)  # fmt: skip
NAMES = ("pip.conf", "requirements.txt", "requirements-dev.txt", "constraints.txt")
EDITS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.floats(0, 1), st.integers(0, 12), st.lists(PIECES, max_size=3).map("".join)),
    min_size=1,
    max_size=25,
)  # fmt: skip


@pytest.fixture
def quiet(monkeypatch, tmp_path):
    """No variables and no files but the test's own decide what is found."""
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    project = tmp_path / "project"
    project.mkdir()
    # This one is read by pip, so that what it says matters for the requirements files.
    monkeypatch.setenv("PIP_CONFIG_FILE", str(project / "pip.conf"))
    for name in NAMES:
        (project / name).write_text("", encoding="utf-8")
    return project


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
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
