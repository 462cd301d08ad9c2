"""From a file's bytes to text, as pip decodes them, and to something readable where pip gives up."""

from __future__ import annotations

import codecs
import hashlib
import re
import warnings

from piptrust.parse.document import Encoding
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.quirks import REQUIREMENTS_ARE_UTF8, UTF16_MARK_BEFORE_UTF32

# The order matters: UTF-32's little-endian mark starts with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS_UTF16_FIRST = (_MARKS[0], *_MARKS[3:], *_MARKS[1:3])
# pip 26.3 req/req_file.py:PEP263_ENCODING_RE
_CODING_COMMENT = re.compile(rb"coding[:=]\s*([-\w.]+)")
# Their decoders take time that grows with the square of the size; nobody writes files in them.
_QUADRATIC_CODECS = frozenset({"punycode", "idna"})
_LARGEST_QUADRATIC = 10_000


def decode_pip_conf(content: bytes, locale_encoding: str) -> tuple[str, Encoding]:
    """The text of a configuration file.

    pip takes the locale's codec and knows no byte order marks (pip 26.3, ``configuration.py``,
    ``_construct_parser``): with one, what it takes for the first line is no section header.
    """
    bom = _byte_order_mark(content, _MARKS)
    as_pip, error = _decode(content, locale_encoding)
    if error is not None:
        says = f"Configuration file contains invalid {locale_encoding} characters"
    elif bom is not None:
        says = "Configuration file could not be loaded.\nFile contains no section headers."
    else:
        assert as_pip is not None
        return as_pip, _encoding(content, locale_encoding)
    text, name, replaced = _readable(content, bom, locale_encoding)
    if as_pip == text:
        return text, _encoding(content, locale_encoding)
    return text, _encoding(content, name, bom is not None, pip_reads=False, says=says, replaced=replaced)


def decode_requirements(
    content: bytes, locale_encoding: str, pip_version: PipVersion | None = None
) -> tuple[str, Encoding]:
    """The text of a requirements file (pip 26.3, ``req/req_file.py:_decode_req_file``).

    A byte order mark decides, else a coding comment at the very start of one of the first two lines, else
    UTF-8 and then the locale's codec; pip before 25.0 takes the locale's straight away.
    """
    marks = _MARKS_UTF16_FIRST if UTF16_MARK_BEFORE_UTF32.holds(pip_version) else _MARKS
    bom = _byte_order_mark(content, marks)
    says = None
    if bom is not None:
        name = bom[1]
        text, error = _decode(content[len(bom[0]) :], name)
    elif (declared := _declared_encoding(content)) is not None:
        name = declared
        text, error = _decode(content, name)
    else:
        name = "utf-8" if REQUIREMENTS_ARE_UTF8.holds(pip_version) else locale_encoding
        text, error = _decode(content, name)
        if error is not None and REQUIREMENTS_ARE_UTF8.holds(pip_version):
            says = (
                f"unable to decode data with default encoding {name}, "
                f"falling back to encoding from locale: {locale_encoding}."
            )
            name = locale_encoding
            text, error = _decode(content, name)
    if text is not None:
        return text, _encoding(content, name, bom is not None, says=says)
    text, name, replaced = _readable(content, _byte_order_mark(content, _MARKS), name)
    return text, _encoding(content, name, bom is not None, pip_reads=False, says=error, replaced=replaced)


def _byte_order_mark(content: bytes, marks: tuple[tuple[bytes, str], ...]) -> tuple[bytes, str] | None:
    return next((bom for bom in marks if content.startswith(bom[0])), None)


def _declared_encoding(content: bytes) -> str | None:
    position = 0
    for _ in range(2):
        end = content.find(b"\n", position)
        line = content[position:] if end < 0 else content[position:end]
        match = _CODING_COMMENT.search(line) if line.startswith(b"#") else None
        if match is not None:
            return match.group(1).decode("ascii")
        if end < 0:
            return None
        position = end + 1
    return None


def _decode(content: bytes, name: str) -> tuple[str | None, str | None]:
    """The text, or Python's words for why there is none. Files choose the codec, so any may be asked for."""
    try:
        if len(content) > _LARGEST_QUADRATIC and codecs.lookup(name).name in _QUADRATIC_CODECS:
            return None, f"{name} text of this size cannot be decoded in reasonable time"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return content.decode(name), None
    except (LookupError, ValueError) as error:
        return None, f"{type(error).__name__}: {error}"


def _readable(content: bytes, bom: tuple[bytes, str] | None, name: str) -> tuple[str, str, bool]:
    """The best text for people to look at: text, codec, and whether bytes had to be replaced."""
    if bom is not None:
        content, name = content[len(bom[0]) :], bom[1]
    candidates = (name, "utf-8", *_utf16_without_mark(content)) if bom is None else (name,)
    for candidate in candidates:
        text, _ = _decode(content, candidate)
        if text is not None:
            return text, candidate, False
    name = "utf-8" if bom is None else name
    return content.decode(name, errors="replace"), name, True


def _utf16_without_mark(content: bytes) -> tuple[str, ...]:
    """UTF-16 in the byte order that gives mostly Latin letters, if any: every second byte is then zero."""
    for name, high_bytes in (("utf-16-le", content[1::2]), ("utf-16-be", content[::2])):
        if 2 * high_bytes.count(0) > len(high_bytes) > 0:
            return (name,)
    return ()


def _encoding(
    content: bytes,
    name: str,
    bom: bool = False,
    *,
    pip_reads: bool = True,
    says: str | None = None,
    replaced: bool = False,
) -> Encoding:
    return Encoding(name, bom, pip_reads, says, replaced, hashlib.sha256(content).hexdigest())
