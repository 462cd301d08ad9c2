from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.config_fix import check_config_fix
from support.fixture import USER_CONF, changes_of, scene

RULE = "config-wrong-encoding"
CONF = "[global]\r\n# für alle 🔒\r\ncert = /münchen.pem\r\n"
READS = {"global.cert": "/münchen.pem"}


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_file_with_a_byte_order_mark(codec: str):
    check_config_fix(("\ufeff" + CONF).encode(codec), CONF, rule=RULE, title="Save", reads=READS)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [CONF, "[global]\ncert = /münchen.pem", "[global]\ncert = /münchen.pem\n"])
def test_utf16_without_a_mark(codec: str, text: str):
    check_config_fix(text.encode(codec), text, rule=RULE, title="Save", reads=READS)


def test_western_windows_bytes():
    text = "[global]\ncert = /münchen.pem\n# 5 €\n"
    check_config_fix(text.encode("cp1252"), text, rule=RULE, title="Windows-1252", reads=READS)


def test_bytes_that_are_not_even_that():
    result = scene(b"[global]\ncert = /\x81\xfc.pem\n")
    with pytest.raises(FixImpossible, match="cp1252"):
        changes_of(result, RULE, "Save")


def test_a_file_that_changed_meanwhile():
    result = scene(b"\xef\xbb\xbf[global]\n")
    assert result.findings()
    result.disk.files[USER_CONF] = b"[global]\ncert = b\n"
    with pytest.raises(FixImpossible, match="changed"):
        changes_of(result, RULE, "Save")


def test_a_file_that_went_away():
    result = scene(b"\xef\xbb\xbf[global]\n")
    assert result.findings()
    del result.disk.files[USER_CONF]
    with pytest.raises(FixImpossible, match="cannot be read"):
        changes_of(result, RULE, "Save")
