"""Completions at ``|``, asked of the engine directly."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from piptrust.engine.completions.complete import complete
from piptrust.engine.completions.item import Completions, Item
from piptrust.engine.completions.surroundings import FolderEntry, Listing, Project
from support.fixture import USER_CONF, scene

REQUIREMENTS = "/project/requirements.txt"


@dataclass
class Around:
    """Surroundings that a test makes up. ``None`` for a part means that it is not known yet."""

    folders: Mapping[str, Listing | None] = field(default_factory=dict)
    installed: Sequence[Project] | None = ()
    offered: Mapping[str, Sequence[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def listing(self, folder: str) -> Listing | None:
        self.asked.append(folder)
        return self.folders.get(folder, Listing(()))

    def projects(self) -> Sequence[Project] | None:
        return self.installed

    def extras(self, project: Project) -> Sequence[str] | None:
        return self.offered.get(project.name, ())


def folder(*names: str, complete: bool = True) -> Listing:
    """A listing; names that end in ``/`` are folders."""
    return Listing(tuple(FolderEntry(n.rstrip("/"), n.endswith("/")) for n in sorted(names)), complete)


def installed(**versions: str) -> tuple[Project, ...]:
    return tuple(Project(n.replace("_", "-"), v, f"/site/{n}-{v}.dist-info") for n, v in versions.items())


@dataclass(frozen=True)
class At:
    """What was offered at the caret of a text."""

    text: str
    found: Completions

    @property
    def items(self) -> list[Item]:
        return sorted(self.found.items, key=lambda i: (i.rank, i.label))

    @property
    def labels(self) -> list[str]:
        return [item.label for item in self.items]

    def __getitem__(self, label: str) -> Item:
        (item,) = [i for i in self.found.items if i.label == label]
        return item

    def inserted(self, label: str) -> str:
        """The text after the item was chosen, and what stands behind the caret was kept."""
        span = self[label].slot.inserted_over
        return self.text[: span.start] + self[label].text + self.text[span.end :]

    def replaced(self, label: str) -> str:
        """The text after the item took the place of the whole word."""
        span = self[label].slot.replaced
        return self.text[: span.start] + self[label].text + self.text[span.end :]


def at(marked: str, path: str = USER_CONF, around: Around | None = None, **context: object) -> At:
    """What is offered where ``|`` stands."""
    if marked[:1] in {"\n", "\r"}:
        marked = textwrap.dedent(marked).removeprefix("\r\n").removeprefix("\n")
    offset = marked.index("|")
    text = marked.replace("|", "", 1)
    view = scene(text, path, **context).view()
    assert view.document.text == text, "line ends were changed on the way"
    found = complete(view, offset, around or Around())
    for item in found.items:
        assert item.slot.start <= offset <= item.slot.end
        assert item.slot.caret == offset
        assert "\n" not in text[item.slot.start : item.slot.end]
    return At(text, found)


def at_line(marked: str, around: Around | None = None, **context: object) -> At:
    """The same in a requirements file."""
    return at(marked, str(context.pop("path", REQUIREMENTS)), around, **context)
