"""How a configuration file is laid out."""

from __future__ import annotations

from piptrust.text.records import dataclass


@dataclass(frozen=True)
class Style:
    """What the editor's settings leave open.

    Attributes:
        indent: what stands before a value's further lines; at least one blank.
        trims: whether blanks at the ends of lines go.
        ends_in_newline: whether the last line gets a line end.
        trims_end: whether empty lines at the end of the file go.
    """

    indent: str = "    "
    trims: bool = True
    ends_in_newline: bool = True
    trims_end: bool = True
