"""Files that set environment variables: one line for each, changed or added, nothing else touched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from piptrust.engine.fix import FixImpossible
from piptrust.locale import tr
from piptrust.resolve.disk import Disk, EntryKind
from piptrust.text.edit import Change, CreateFile, RewriteFile, newline_of
from piptrust.text.uri import path_to_uri

# No hand-written file of variables comes near this size.
_LARGEST = 1024 * 1024


def with_variables(text: str, lines: Mapping[str, str], assignment: str) -> str:
    """``text`` with each of ``lines`` (by variable) in the place of every line that sets it, or at the end.

    ``assignment`` is the pattern of a line that sets a variable and nothing else, with ``NAME`` for it. What
    its groups ``before`` and ``after`` match stays.
    """
    newline = newline_of(text)
    for name, line in lines.items():
        pattern = re.compile(rf"^{assignment.replace('NAME', name)}(?=[\r\n]|\Z)", re.MULTILINE)
        text, count = pattern.subn(lambda m, line=line: m["before"] + line + m["after"], text)
        if count:
            continue
        if text and not text.endswith(("\n", "\r")):
            text += newline
        text += line + newline
    return text


def write_variables(
    disk: Disk, path: str, heading: str, lines: Mapping[str, str], assignment: str, mark: str = ""
) -> tuple[Change, ...]:
    """The file at ``path`` with these lines; a new one starts with ``heading``, any other keeps its text.

    ``mark`` starts a new file whose text is not plain ASCII.

    Raises:
        FixImpossible: what stands at the path is no text file, or says all this already.
    """
    kind = disk.entry(path).kind
    if kind is EntryKind.MISSING:
        text = with_variables(heading, lines, assignment)
        return (CreateFile(path_to_uri(path), text if text.isascii() else mark + text),)
    if kind is not EntryKind.FILE:
        raise FixImpossible(tr("{path} is no file that could be changed.", path=path))
    try:
        content = disk.read(path, _LARGEST + 1)
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise FixImpossible(tr("{path} exists, but cannot be read as UTF-8 text.", path=path)) from None
    if len(content) > _LARGEST:
        raise FixImpossible(tr("{path} is too large for a file of variables.", path=path))
    changed = with_variables(text, lines, assignment)
    if changed == text:
        raise FixImpossible(tr("{path} sets these variables already.", path=path))
    digest = hashlib.sha256(content).hexdigest()
    return (RewriteFile(path_to_uri(path), changed.encode("utf-8"), digest),)
