"""The whole story, as seven real editors would tell it: their recorded capabilities decide the forms."""

from __future__ import annotations

import pytest

from lsp.editor import EDITORS, start

TEXT = "[global]\n# 😀 größer\ntrusted-host = ä.example https://a.example\n    b.example,c.example\n"


@pytest.mark.parametrize("capture", EDITORS)
async def test_open_see_hover_fix_and_see_again(tmp_path, capture):
    async with start(tmp_path, capture) as editor:
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), TEXT)
        found = await editor.diagnostics(buffer)
        scheme = next(d for d in found if d["code"] == "trusted-host-has-scheme")
        start_, end = (editor.offset(TEXT, scheme["range"][k]) for k in ("start", "end"))
        assert TEXT[start_:end] == "https://a.example"
        assert scheme["source"] == "piptrust"
        shown = await editor.request(
            "textDocument/hover", {"textDocument": {"uri": buffer.uri}, "position": scheme["range"]["start"]}
        )
        assert shown["range"] == scheme["range"]
        assert "a" in shown["contents"]["value"]
        actions = await editor.actions(buffer, 2, ["quickfix"])
        titles = [a["title"] for a in actions]
        removal = next(a for a in actions if a["title"].startswith("Remove 'https://a.example'"))
        assert removal["isPreferred"]
        assert "lowers security" in titles[-1]
        await editor.choose(removal)
        assert buffer.text == TEXT.replace(" https://a.example", "")
        again = await editor.diagnostics(buffer)
        assert "trusted-host-has-scheme" not in {d["code"] for d in again}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
async def test_positions_are_right_in_every_encoding(tmp_path, encoding, newline):
    text = f"# 😀\x0c\u2028é{newline}--trusted-host 😀é https://a.example  # ü{newline}é=={newline}"
    async with start(tmp_path, encodings=[encoding]) as editor:
        assert editor.encoding == encoding
        buffer = editor.open((tmp_path / "project/requirements.txt").as_uri(), text)
        for _ in range(2):
            for one in await editor.diagnostics(buffer):
                start_, end = (editor.offset(buffer.text, one["range"][k]) for k in ("start", "end"))
                if one["code"] == "trusted-host-has-scheme":
                    assert buffer.text[start_:end] == "https://a.example"
            at = buffer.text.index("é")
            editor.replace(buffer, at, at + 1, "ö😀")
