"""Writes changes to disk: all are checked before the first is made, and each is made at once or not at all."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from piptrust.engine.snapshot import Snapshot
from piptrust.locale import tr
from piptrust.parse.document import Encoding
from piptrust.text.edit import Change, CreateFile, EditFile, RewriteFile, apply_edits
from piptrust.text.records import dataclass
from piptrust.text.uri import uri_to_path

_BYTE_ORDER_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


class WriteRefused(Exception):  # noqa: N818 - a result with a reason, not a fault of ours.
    """A change was not made; the message says why, in the user's terms.

    Attributes:
        written: paths that were written before; empty unless the operating system failed half-way.
    """

    def __init__(self, reason: str, written: Iterable[str] = ()) -> None:
        super().__init__(reason)
        self.written = tuple(written)


def write_changes(changes: Iterable[Change], snapshot: Snapshot) -> list[str]:
    """Makes the changes on disk; the paths written, in the order of the changes.

    A file keeps its mode, encoding, byte order mark and line ends, and stays behind a link that leads to it.
    Its bytes must still be those that the snapshot (or the change) was made of.

    Raises:
        WriteRefused: nothing was written, or (``written``) the operating system failed after some files.
    """
    prepared = [_prepare(change, snapshot) for change in changes]
    written: list[str] = []
    for new_file in prepared:
        try:
            _put_in_place(new_file)
        except OSError as error:
            if isinstance(error, FileExistsError) and os.path.lexists(new_file.path):
                raise WriteRefused(
                    tr("{path} exists by now; it was left alone.", path=new_file.path), written
                ) from None
            reason = error.strerror or str(error)
            raise WriteRefused(
                tr("{path} could not be written: {reason}.", path=new_file.path, reason=reason), written
            ) from error
        written.append(new_file.path)
    return written


def encode(text: str, encoding: Encoding) -> bytes:
    """``text`` as bytes of a file that was decoded as ``encoding`` says.

    Raises:
        UnicodeEncodeError: a character that this encoding lacks.
    """
    name = codecs.lookup(encoding.name).name
    # "utf-16" and "utf-8-sig" write a mark themselves.
    mark = _BYTE_ORDER_MARKS.get(name, b"") if encoding.bom else b""
    return mark + text.encode(encoding.name)


@dataclass(frozen=True)
class _NewFile:
    path: str
    content: bytes
    replaces: bool


def _prepare(change: Change, snapshot: Snapshot) -> _NewFile:
    path = uri_to_path(change.uri)
    if path is None:
        raise WriteRefused(
            tr("{uri} is no file on this machine, so only an editor can change it.", uri=change.uri)
        )
    if isinstance(change, CreateFile):
        if os.path.lexists(path):
            raise WriteRefused(tr("{path} exists by now; it was left alone.", path=path))
        return _NewFile(path, change.text.encode("utf-8"), replaces=False)
    current = _current_bytes(path)
    if isinstance(change, RewriteFile):
        if hashlib.sha256(current).hexdigest() != change.expected_sha256:
            raise WriteRefused(_changed(path))
        return _NewFile(path, change.content, replaces=True)
    return _NewFile(path, _edited(change, path, current, snapshot), replaces=True)


def _edited(change: EditFile, path: str, current: bytes, snapshot: Snapshot) -> bytes:
    document = snapshot.documents.get(change.uri)
    if document is None or document.encoding is None:
        raise WriteRefused(tr("{path} is open in an editor, which has to change it.", path=path))
    if hashlib.sha256(current).hexdigest() != document.encoding.sha256:
        raise WriteRefused(_changed(path))
    if document.encoding.replaced:
        raise WriteRefused(
            tr("{path} holds bytes that are not valid {name}.", path=path, name=document.encoding.name)
        )
    try:
        if encode(document.text, document.encoding) != current:
            # A codec of which some byte sequences are never written (UTF-7, ISO-2022): the rest would change.
            raise WriteRefused(
                tr(
                    "{path} cannot be written back byte for byte as {name}.",
                    path=path,
                    name=document.encoding.name,
                )
            )
        return encode(apply_edits(document.text, change.edits), document.encoding)
    except UnicodeEncodeError as error:
        lacking = ascii(error.object[error.start])
        raise WriteRefused(
            tr(
                "{path} is encoded as {name}, which has no character {lacking}.",
                path=path,
                name=document.encoding.name,
                lacking=lacking,
            )
        ) from None


def _current_bytes(path: str) -> bytes:
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise WriteRefused(tr("{path} is not a regular file.", path=path))
        if not os.access(path, os.W_OK):
            raise WriteRefused(tr("{path} is read-only.", path=path))
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise WriteRefused(tr("{path} is gone.", path=path)) from None
    except OSError as error:
        raise WriteRefused(
            tr("{path} could not be read: {error}.", path=path, error=error.strerror or error)
        ) from error


def _changed(path: str) -> str:
    return tr("{path} has changed since piptrust read it. Look at it again, then repeat.", path=path)


def _put_in_place(new_file: _NewFile) -> None:
    """The usual way: a complete file beside the old one, on the same file system, then one rename."""
    target = Path(new_file.path).resolve() if new_file.replaces else Path(new_file.path)
    if not new_file.replaces:
        target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".piptrust", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(new_file.content)
            stream.flush()
            os.fsync(stream.fileno())
        if new_file.replaces:
            _copy_owner_and_mode(target, temporary)
            Path(temporary).replace(target)
        else:
            Path(temporary).chmod(0o666 & ~_umask())
            _rename_unless_present(temporary, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()


def _copy_owner_and_mode(source: Path, target: str) -> None:
    status = source.stat()
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        # Only root may give files away; for anybody else the rename makes the writer the owner.
        with contextlib.suppress(PermissionError):
            os.chown(target, status.st_uid, status.st_gid)
    Path(target).chmod(stat.S_IMODE(status.st_mode))


def _rename_unless_present(temporary: str, target: Path) -> None:
    """A rename replaces silently on POSIX; a hard link fails where something stands already."""
    if not hasattr(os, "link"):
        Path(temporary).rename(target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no hard links; exclusive creation is the next best thing.
        with target.open("xb") as stream:
            stream.write(Path(temporary).read_bytes())


def _umask() -> int:
    # The only way to ask is to set it; both calls together take well under a microsecond.
    present = os.umask(0o077)
    os.umask(present)
    return present
