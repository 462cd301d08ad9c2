"""Names of files and folders, one folder at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable

from piptrust.engine.completions.item import About, Item, ItemKind, Slot
from piptrust.engine.completions.surroundings import FolderEntry, Listing, Surroundings
from piptrust.engine.view import View
from piptrust.resolve.paths import absolute_path
from piptrust.text.records import dataclass, replace

_RANK_OF_MEANT, _RANK_OF_FOLDERS, _RANK_OF_OTHERS = 30, 40, 60
_INCLUDED = (".txt", ".in", ".pip", ".lock")
_CERTIFICATES = (".pem", ".crt", ".cer", ".cert", ".ca-bundle", ".bundle")
_ARCHIVES = (".whl", ".tar.gz", ".zip", ".tgz", ".tar.bz2", ".tar.xz")


@dataclass(frozen=True)
class Wanted:
    """What kind of path is written.

    Attributes:
        endings: of the files that are meant; they come first.
        others: whether other files are shown, too.
        certificates: whether it names certificates, which can be described.
    """

    endings: tuple[str, ...] = ()
    others: bool = True
    certificates: bool = False


INCLUDES = Wanted(_INCLUDED)
CERTIFICATES = Wanted(_CERTIFICATES, certificates=True)
PROJECTS = Wanted(_ARCHIVES, others=False)
LINKS = Wanted((".html", *_ARCHIVES), others=False)
ANYTHING = Wanted()


def as_is(name: str) -> str | None:
    """A name that is written as it is. One with a line end cannot be."""
    return None if "\n" in name or "\r" in name else name


def one_word(name: str) -> str | None:
    """A name in a list that blanks separate, which has no way of quoting."""
    return None if any(c.isspace() for c in name) else name


def quoted_with(quote: str) -> Callable[[str], str | None]:
    """Names as ``shlex`` wants them, outside quotes (``""``) or inside a quote that is open."""

    def write(name: str) -> str | None:
        # A blank before "#" starts a comment, whatever the quotes (pip 26.3, req/req_file.py:COMMENT_RE).
        if as_is(name) is None or " #" in name or "${" in name or name.startswith("#"):
            return None
        if quote == "'":
            return None if "'" in name else name
        special = '"\\' if quote else " \t\"'\\"
        return "".join(f"\\{c}" if c in special else c for c in name)

    return write


def paths(
    view: View,
    slot: Slot,
    base: str,
    wanted: Wanted,
    surroundings: Surroundings,
    write: Callable[[str], str | None] = as_is,
) -> tuple[list[Item], bool]:
    """The names in the folder that is typed so far, and whether there may be more.

    ``base`` is the folder in which relative paths start.
    """
    separators = "/\\" if view.environment.platform == "win32" else "/"
    cut = max(slot.typed.rfind(c) for c in separators) + 1
    head, tail = slot.typed[:cut], slot.typed[cut:]
    folder = absolute_path(head or ".", replace(view.environment, cwd=base))
    if not view.snapshot.trusted_workspace and folder.startswith(("//", "\\\\")):
        # Merely listing a folder of a server hands the user's name to that server.
        return [], False
    listing = surroundings.listing(folder)
    if listing is None:
        return [], True
    last = _last_part(view, slot, separators)
    items = list(_items(listing, folder, last, tail, wanted, write))
    return items, not listing.complete


def _last_part(view: View, slot: Slot, separators: str) -> Slot:
    """The slot's last part, between separators."""
    text = view.document.text
    start = max(text.rfind(c, slot.start, slot.caret) for c in separators) + 1 or slot.start
    ends = [end for end in (text.find(c, slot.caret, slot.end) for c in separators) if end >= 0]
    cut = max(slot.typed.rfind(c) for c in separators) + 1
    return Slot(start, slot.caret, min(ends, default=slot.end), slot.typed[cut:])


def _items(
    listing: Listing, folder: str, slot: Slot, tail: str, wanted: Wanted, write: Callable[[str], str | None]
) -> Iterator[Item]:
    for entry in listing.entries:
        if entry.name.startswith(".") and not tail.startswith("."):
            continue
        if not listing.complete and not entry.name.lower().startswith(tail.lower()):
            continue
        text = write(entry.name)
        rank = _rank(entry, wanted)
        if text is None or rank is None:
            continue
        path = f"{folder.rstrip('/')}/{entry.name}"
        about = About("ca-file", (path,)) if wanted.certificates and not entry.is_folder else None
        kind = ItemKind.FOLDER if entry.is_folder else ItemKind.FILE
        label = f"{entry.name}/" if entry.is_folder else entry.name
        text = f"{text}/" if entry.is_folder else text
        yield Item(label, kind, slot, text, rank=rank, about=about)


def _rank(entry: FolderEntry, wanted: Wanted) -> int | None:
    if entry.is_folder:
        return _RANK_OF_FOLDERS
    if entry.name.lower().endswith(wanted.endings):
        return _RANK_OF_MEANT
    return _RANK_OF_OTHERS if wanted.others else None
