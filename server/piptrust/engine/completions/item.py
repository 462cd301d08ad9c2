"""One thing that can be written at a caret, and the text that it takes the place of."""

from __future__ import annotations

import enum

from piptrust.text.records import dataclass, field
from piptrust.text.span import Span


class ItemKind(enum.Enum):
    """What an item is, for the icon beside it."""

    SECTION = "section"
    OPTION = "option"
    VALUE = "value"
    HOST = "host"
    ADDRESS = "address"
    FILE = "file"
    FOLDER = "folder"
    VARIABLE = "variable"
    PROJECT = "project"
    VERSION = "version"
    MARKER = "marker"
    OPERATOR = "operator"
    RULE = "rule"


@dataclass(frozen=True)
class Slot:
    """The word at the caret.

    Attributes:
        start: where it starts; an empty word starts at the caret.
        caret: where the caret stands in it, or at either end.
        end: where it ends.
        typed: what stands before the caret, as pip would read it (without escapes).
    """

    start: int
    caret: int
    end: int
    typed: str

    @property
    def inserted_over(self) -> Span:
        """What inserting replaces: the word up to the caret."""
        return Span(self.start, self.caret)

    @property
    def replaced(self) -> Span:
        """What replacing replaces: the whole word."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class About:
    """What an item's documentation can be made of when somebody looks at it. Travels through the editor.

    ``subject`` is one of "option", "project", "ca-file", "host",
    "trusted-host", "rule"; ``names`` depend on it.
    """

    subject: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One thing that can be written.

    Attributes:
        label: what is shown, and what typed letters are compared with.
        kind: its icon.
        slot: what it takes the place of.
        text: what is written.
        snippet: the same with places to fill in (LSP's snippet syntax), or empty.
        detail: a few words beside the label.
        rank: lower ones come first; equals by label.
        deprecated: whether a later pip has it no more.
        filter_text: what typed letters are compared with where that is not the label.
        about: what more there is to say of it.
        commit: characters that accept it and are then written.
    """

    label: str
    kind: ItemKind
    slot: Slot
    text: str
    snippet: str = ""
    detail: str = ""
    rank: int = 50
    deprecated: bool = False
    filter_text: str = ""
    about: About | None = None
    commit: str = ""


@dataclass(frozen=True)
class Completions:
    """All items; ``incomplete`` says that there are more, or will be, so that typing on should ask again."""

    items: tuple[Item, ...] = field(default_factory=tuple)
    incomplete: bool = False
