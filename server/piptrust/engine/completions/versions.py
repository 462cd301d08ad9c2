"""Version operators, and the versions that are installed."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.completions.item import Item, ItemKind, Slot
from piptrust.engine.completions.requirements_place import OperatorAt, VersionAt
from piptrust.engine.completions.surroundings import Surroundings, canonical_name
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.kind import FileKind

# The meanings are those of https://packaging.python.org/en/latest/specifications/version-specifiers.
_OPERATORS = (
    ("==", mark("exactly this version")),
    (">=", mark("this version or a later one")),
    ("~=", mark("this version or a later one that is compatible")),
    ("<", mark("an earlier version")),
    ("<=", mark("this version or an earlier one")),
    ("!=", mark("any version but this")),
    (">", mark("a later version")),
    ("===", mark("this very text, whatever it means")),
)


def operators(view: View, place: OperatorAt) -> Iterator[Item]:
    """The operators; behind a finished clause, what else may follow."""
    if place.slot.typed or place.first or _after_comma(view, place.slot):
        yield from _operators(place.slot)
    if not place.slot.typed and not _after_comma(view, place.slot):
        if not place.first:
            yield _following(place.slot, ", ", tr("one more condition"), 20)
        else:
            yield _following(place.slot, "@ ", tr("where to get it: an address"), 30)
        yield _following(place.slot, "; ", tr("when it is wanted: an environment marker"), 21)
        if view.document.kind is not FileKind.CONSTRAINTS:
            yield _following(place.slot, "--hash=sha256:", tr("the file's digest, checked by pip"), 40)


def versions(place: VersionAt, surroundings: Surroundings) -> tuple[list[Item], bool]:
    """The installed version in the form that suits the operator, and operators that go on from this one."""
    items: list[Item] = []
    known = surroundings.projects()
    wanted = canonical_name(place.project)
    for project in known or ():
        if canonical_name(project.name) == wanted:
            items.extend(_versions(project.version, place))
    if place.operator_slot is not None:
        items.extend(_operators(place.operator_slot, longer_than=place.operator))
    return items, known is None


def _versions(version: str, place: VersionAt) -> Iterator[Item]:
    release = version.partition("+")[0]
    forms = [(version, tr("installed"), 10)]
    numbers = release.split(".")
    if place.operator in {"==", "!="} and len(numbers) > 1:
        series = f"{'.'.join(numbers[:2])}.*"
        forms.append((series, tr("every version of this series"), 11))
    if place.operator in {"~=", ">="} and len(numbers) > 2 and numbers[1].isdigit():
        forms.append((".".join(numbers[:2]), tr("from the start of this series"), 11))
    if place.operator == "<" and numbers[0].isdigit():
        forms.insert(0, (str(int(numbers[0]) + 1), tr("before the next major version"), 9))
    if place.operator not in {"==", "==="}:
        # A local version ("+cpu") is compared only by these (PEP 440).
        forms = [(text.partition("+")[0], detail, rank) for text, detail, rank in forms]
    for text, detail, rank in forms:
        yield Item(text, ItemKind.VERSION, place.slot, text, detail=detail, rank=rank)


def _operators(slot: Slot, longer_than: str = "") -> Iterator[Item]:
    for number, (text, meaning) in enumerate(_OPERATORS):
        if text.startswith(longer_than) and text != longer_than:
            rank = 30 + number if longer_than else 10 + number
            yield Item(text, ItemKind.OPERATOR, slot, text, detail=tr(meaning), rank=rank)


def _following(slot: Slot, text: str, detail: str, rank: int) -> Item:
    return Item(text.strip(), ItemKind.OPERATOR, slot, text, detail=detail, rank=rank)


def _after_comma(view: View, slot: Slot) -> bool:
    return view.document.text[: slot.start].rstrip().endswith((",", "("))
