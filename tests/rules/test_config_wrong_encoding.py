"""When a file's bytes are reported, and what is offered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piptrust.engine.finding import Severity
from piptrust.engine.workspace import Workspace
from piptrust.parse.kind import FileKind
from support.config_fix import titles_of
from support.fixture import TODAY, USER_CONF, Scene, scene

RULE = "config-wrong-encoding"
CONF = "[global]\r\ncert = /zertifikate/münchen.pem\r\n"


def found(content: bytes, locale_encoding: str = "utf-8") -> tuple[Scene, list[tuple[str, Severity]]]:
    result = scene(content)
    environment = result.workspace.environment
    assert environment.interpreter is not None
    interpreter = replace(environment.interpreter, locale_encoding=locale_encoding)
    workspace = Workspace(replace(environment, interpreter=interpreter), result.disk, lambda: TODAY)
    workspace.add_file(USER_CONF)
    result = replace(result, workspace=workspace)
    findings = [f for f in result.findings() if f.rule == RULE]
    return result, [(result.document.source(f.span), f.severity) for f in findings]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("locale_encoding", ["utf-8", "ascii", "cp1252"])
def test_a_byte_order_mark_is_flagged_at_the_first_line(codec: str, locale_encoding: str):
    result, findings = found(("\ufeff" + CONF).encode(codec), locale_encoding)
    assert findings == [("[global]", Severity.ERROR)]
    assert result.document.text == CONF


def test_the_first_byte_that_cannot_be_decoded_is_flagged():
    _, findings = found(CONF.encode("latin-1"))
    assert findings == [("\ufffd", Severity.ERROR)]


def test_utf8_is_flagged_where_the_locale_is_ascii_and_nothing_is_offered():
    result, findings = found(CONF.encode(), "ascii")
    assert findings == [("ü", Severity.ERROR)]
    assert not [o for f in result.findings() if f.rule == RULE for o in f.offers]


@pytest.mark.parametrize(
    ("text", "severity"),
    [("[global]\r\ncert = a\r\n", Severity.ERROR), ("[global]\ncert = a", Severity.WARNING)],
)
def test_utf16_without_a_mark_is_flagged_at_its_first_nul(text: str, severity: Severity):
    _, findings = found(text.encode("utf-16-le"))
    assert findings == [("\0", severity)]


@pytest.mark.parametrize(
    ("content", "locale_encoding"),
    [
        (b"", "utf-8"),
        (b"[global]\n", "ascii"),
        (CONF.encode(), "utf-8"),
        (CONF.encode("cp1252"), "cp1252"),
        ("[global]\ncert = \ufeffa\n".encode(), "utf-8"),
        ("[global]\ncert = \ufffd\n".encode(), "utf-8"),
    ],
)
def test_files_that_pip_decodes_are_not_flagged(content: bytes, locale_encoding: str):
    assert found(content, locale_encoding)[1] == []


def test_text_in_an_editor_that_starts_with_a_mark_is_flagged():
    result = scene("[global]\n")
    result.workspace.put_text(result.uri, FileKind.PIP_CONF, "\ufeff[global]\n")
    findings = [f for f in result.findings() if f.rule == RULE]
    assert [(f.span, f.severity) for f in findings] == [((0, 1), Severity.ERROR)]
    assert [o.title for f in findings for o in f.offers] == ["Remove the byte order mark"]


def test_text_in_an_editor_is_flagged_for_what_its_file_is():
    result = scene(b"\xef\xbb\xbf[global]\n")
    result.workspace.put_text(result.uri, FileKind.PIP_CONF, "[global]\n")
    assert [f.span for f in result.findings() if f.rule == RULE] == [(0, 8)]


@pytest.mark.parametrize(
    ("content", "titles"),
    [
        (b"\xef\xbb\xbf[global]\n", ["Save as UTF-8 without a byte order mark"]),
        (("\ufeff" + CONF).encode("utf-16-le"), ["Save as UTF-8 without a byte order mark"]),
        (CONF.encode("utf-16-be"), ["Save as UTF-8 without a byte order mark"]),
        (CONF.encode("cp1252"), ["Save as UTF-8 without a byte order mark, taking it for Windows-1252"]),
    ],
)
def test_what_is_offered(content: bytes, titles: list[str]):
    assert titles_of(content, RULE) == titles


def test_where_the_locale_is_not_utf8_the_file_is_saved_for_it():
    result, _ = found(("\ufeff" + CONF).encode("utf-16-le"), "cp1252")
    titles = [o.title for f in result.findings() if f.rule == RULE for o in f.offers]
    assert titles == ["Save as cp1252, which pip reads here"]
