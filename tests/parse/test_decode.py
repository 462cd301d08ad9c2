"""Bytes become the text that pip makes of them; where pip gives up, they become something readable."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.parse.decode import decode_pip_conf, decode_requirements
from piptrust.parse.pip_version import parse_pip_version
from support.pips import clean_environment, interpreters, pip_folder

TEXT = "# für 🔒\nname==1.0\r\nother\u2028\n"
CONTENTS = {
    "empty": b"",
    "ascii": b"name==1.0\n",
    "utf-8": TEXT.encode(),
    "utf-8 with mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "utf-16-le with mark": ("\ufeff" + TEXT).encode("utf-16-le"),
    "utf-16-be with mark": ("\ufeff" + TEXT).encode("utf-16-be"),
    "utf-32-le with mark": ("\ufeff" + TEXT).encode("utf-32-le"),
    "utf-32-be with mark": ("\ufeff" + TEXT).encode("utf-32-be"),
    "utf-16-le": "name==1.0\n".encode("utf-16-le"),
    "half a character of utf-16": b"\xff\xfea",
    "a surrogate in utf-16": b"\xff\xfe\x00\xd8a\x00",
    "latin-1": b"# f\xfcr\nname\n",
    "latin-1, declared": b"# coding: latin-1\n# f\xfcr\n",
    "declared in the second line": b"\n# -*- coding: cp1252 -*-\n\x80\n",
    "declared in the third line": b"\n\n# coding: cp1252\n\x80\n",
    "declared, indented": b" # coding: cp1252\n\x80\n",
    "declared behind a requirement": b"name # coding: cp1252\n\x80\n",
    "declared after a carriage return": b"a\r# coding: cp1252\r\x80\r",
    "declared twice": b"# coding: ascii\n# coding: cp1252\n\x80\n",
    "declared wrongly": b"# coding: ascii\n\x80\n",
    "declared as unknown": b"# coding: no-such-codec\n",
    "declared as no text codec": b"# coding: hex\n6161\n",
    "declared as utf-7": b"# coding: utf-7\n+AGE-\n",
    "declared with escapes": b"# coding: unicode_escape\n\\d \\x41\n",
    "declared as undefined": b"# coding: undefined\n",
    "declared as idna": b"# coding: idna\n",
    "declared with mark": b"\xef\xbb\xbf# coding: cp1252\n\x80\n",
    "undefined in cp1252": b"\x81\n",
    "nul": b"a\x00b\n",
}
LOCALES = ("utf-8", "ascii", "cp1252")

_DECODER = """
import base64, json, locale, logging, os, sys
sys.path.insert(0, sys.argv[1])
logging.disable(logging.CRITICAL)
from pip._internal.req import req_file
path, answers = sys.argv[2], []
for encoding, content in json.load(sys.stdin):
    locale.getpreferredencoding = lambda do_setlocale=True: encoding
    locale.getencoding = lambda: encoding
    with open(path, "wb") as stream:
        stream.write(base64.b64decode(content))
    try:
        answers.append(req_file.get_file_content(path, None)[1])
    except Exception:
        answers.append(None)
json.dump(answers, sys.stdout)
"""


@pytest.mark.parametrize("version", ["20.3.4", "24.2", "25.0.1", "26.3"])
def test_requirements_are_decoded_as_pip_decodes_them(version: str, tmp_path: Path):
    python = [p for p in interpreters() if p.can_run(version)][-1]
    tasks = [(encoding, content) for encoding in LOCALES for content in CONTENTS.values()]
    answer = subprocess.run(
        [
            python.executable,
            "-W",
            "ignore",
            "-c",
            _DECODER,
            str(pip_folder(version)),
            str(tmp_path / "r.txt"),
        ],
        input=json.dumps([(encoding, base64.b64encode(content).decode()) for encoding, content in tasks]),
        env=clean_environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    theirs = json.loads(answer.stdout)
    for (locale_encoding, content), wanted in zip(tasks, theirs):
        text, encoding = decode_requirements(content, locale_encoding, parse_pip_version(version))
        assert encoding.pip_reads == (wanted is not None), (content, locale_encoding)
        if wanted is not None:
            assert text == wanted
            assert not encoding.replaced
        else:
            assert encoding.pip_says


def test_the_fallback_to_the_locale_is_told_as_pip_tells_it():
    _, encoding = decode_requirements(b"\xfc", "cp1252", (26, 3))
    assert encoding.name == "cp1252"
    assert encoding.pip_reads
    assert encoding.pip_says is not None
    assert encoding.pip_says.startswith("unable to decode data")
    assert decode_requirements(b"\xfc", "cp1252", (24, 2))[1].pip_says is None


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_configuration_file_is_shown_as_it_was_meant(codec: str):
    text, encoding = decode_pip_conf(("\ufeff" + TEXT).encode(codec), "utf-8")
    assert text == TEXT
    assert (encoding.name, encoding.bom, encoding.pip_reads, encoding.replaced) == (codec, True, False, False)


@pytest.mark.parametrize(
    ("content", "locale_encoding", "text", "name", "replaced"),
    [
        (b"a\xfcb", "utf-8", "a\ufffdb", "utf-8", True),
        ("aüb".encode(), "ascii", "aüb", "utf-8", False),
        (b"a\xfcb", "ascii", "a\ufffdb", "utf-8", True),
        (b"a\x81b", "cp1252", "a\ufffdb", "utf-8", True),
        ("name = ü".encode("utf-16-le"), "utf-8", "name = ü", "utf-16-le", False),
        (b"\xff\xfea", "utf-8", "\ufffd", "utf-16-le", True),
    ],
)
def test_what_pip_cannot_decode_is_shown_all_the_same(
    content: bytes, locale_encoding: str, text: str, name: str, replaced: bool
):
    shown, encoding = decode_pip_conf(content, locale_encoding)
    assert shown == text
    assert (encoding.name, encoding.replaced, encoding.pip_reads) == (name, replaced, False)
    assert encoding.pip_says == f"Configuration file contains invalid {locale_encoding} characters"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.sampled_from([*LOCALES, "gbk", "no-such-codec", ""]), st.booleans())
def test_any_bytes_give_text(content: bytes, locale_encoding: str, declared: bool):
    for text, encoding in (
        decode_pip_conf(content, locale_encoding),
        decode_requirements(b"# coding: " + content if declared else content, locale_encoding, None),
    ):
        assert isinstance(text, str)
        assert len(encoding.sha256) == 64
        assert encoding.pip_reads or encoding.pip_says


@pytest.mark.parametrize("codec", ["punycode", "idna"])
def test_a_slow_codec_does_not_hang(codec: str):
    text, encoding = decode_requirements(f"# coding: {codec}\n".encode() + b"a" * 1_000_000 + b"-99", "utf-8")
    assert text.startswith("# coding")
    assert not encoding.pip_reads
