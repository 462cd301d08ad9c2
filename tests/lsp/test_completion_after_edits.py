"""After any edits, what is offered is what a fresh server offers for the text as it is then."""

from __future__ import annotations

import asyncio
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol import types

from lsp.conversation import Conversation

PIECES = st.sampled_from(
    [
        *(
            "requests",
            "==",
            "; ",
            "python_version",
            "--in",
            "-r ",
            "--hash=",
            "${",
            "#",
            "é😀",
            " ",
            "\\\n",
            "\n",
        ),
        *("\r\n", "[global]\n", "trusted-host = ", "cert=", "\n    ", "[", "use-feature ="),
        "index-url = https://u:p@c.example/",
    ]
)
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 8), st.lists(PIECES, max_size=3).map("".join)),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    edits=EDITS,
    name=st.sampled_from(["pip.conf", "requirements.txt", "constraints.txt"]),
    place=st.floats(0, 1),
)
def test_incremental_equals_fresh(project, edits, name, place):
    uri = (project / name).as_uri()
    typed = Conversation(project, capture="vscode-1.139")
    typed.open(uri, "")
    text = ""
    for at, length, new in edits:
        start = int(at * len(text))
        end = min(start + length, len(text))
        start -= text[start - 1 : start + 1] == "\r\n" and start > 0
        end += text[end - 1 : end + 1] == "\r\n" and end > 0
        typed.change(uri, start, end, new)
        text = text[:start] + new + text[end:]
    fresh = Conversation(project, capture="vscode-1.139")
    fresh.open(uri, text)
    offset = int(place * len(text))
    answers = [asyncio.run(offered(c, uri, offset)) for c in (typed, fresh)]
    assert answers[0] == answers[1]


async def offered(conversation: Conversation, uri: str, offset: int) -> Any:
    document = conversation.session.document(uri)
    assert document is not None
    line, _ = document.index.position(offset)
    column = offset - document.index.starts[line]
    units = len(document.index.text[offset - column : offset].encode("utf-16-le")) // 2
    place = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, units))
    found = await conversation.send(types.TEXT_DOCUMENT_COMPLETION, place)
    return sorted(found.items, key=lambda item: (item.sort_text, item.label, repr(item.text_edit)))
