"""Our data classes against the standard library's."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import Any, Callable

import pytest

from piptrust.text import records

_Decorator = Callable[..., Any]


def declare(dataclass: _Decorator, field: _Decorator) -> tuple[Any, Any]:
    """The same two classes, by either decorator."""

    @dataclass(frozen=True)
    class Point:
        x: int
        y: int = 2
        names: tuple[str, ...] = ()
        facts: dict[str, int] = field(default_factory=dict)
        note: str = field(default="n", repr=False, compare=False)

        @cached_property
        def total(self) -> int:
            return self.x + self.y

    @dataclass
    class Counter:
        count: int

    return Point, Counter


OURS, OUR_COUNTER = declare(records.dataclass, records.field)
THEIRS, THEIR_COUNTER = declare(dataclasses.dataclass, dataclasses.field)


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [
        ((1,), {}),
        ((1, 3, ("a",)), {}),
        ((), {"x": 1, "note": "m", "facts": {"a": 1}}),
    ],
)
def test_the_same_fields_defaults_and_words(args: tuple[Any, ...], kwargs: dict[str, Any]):
    ours, theirs = OURS(*args, **kwargs), THEIRS(*args, **kwargs)
    assert vars(ours) == vars(theirs)
    assert repr(ours) == repr(theirs)
    assert ours.total == theirs.total


@pytest.mark.parametrize("arguments", [{}, {"x": 1, "z": 2}])
def test_wrong_arguments_are_refused(arguments: dict[str, int]):
    for cls in (OURS, THEIRS):
        with pytest.raises(TypeError, match="__init__"):
            cls(**arguments)


def test_equality_and_hashes_leave_out_what_is_not_compared():
    for cls in (OURS, THEIRS):
        assert cls(1, note="a") == cls(1, note="b")
        assert cls(1) != cls(2)
        assert cls(1) != (1, 2, (), {})
        with pytest.raises(TypeError, match="unhashable"):
            hash(cls(1))
        assert cls.__eq__(cls(1), None) is NotImplemented
    assert hash(records.dataclass(frozen=True)(type("A", (), {"__annotations__": {"x": "int"}}))(1)) == hash(
        (1,)
    )
    for counter in (OUR_COUNTER, THEIR_COUNTER):
        assert counter.__hash__ is None


def test_every_instance_gets_its_own_default():
    a, b = OURS(1), OURS(1)
    a.facts["k"] = 1
    assert b.facts == {}


def test_defaults_can_be_read_from_the_class():
    assert (OURS.y, OURS.note, hasattr(OURS, "x"), hasattr(OURS, "facts")) == (2, "n", False, False)


def test_eq_can_be_left_to_identity():
    @records.dataclass(frozen=True, eq=False)
    class Entry:
        x: int

    one = Entry(1)
    assert one == one
    assert one != Entry(1)
    assert {one: 1}[one] == 1


def test_a_subclass_adds_fields():
    @records.dataclass(frozen=True)
    class Base:
        x: int

    class Plain(Base):
        pass

    @records.dataclass(frozen=True)
    class More(Base):
        y: int = 2

    assert Plain(1).x == 1
    assert (More(1).x, More(1, 3).y, Base(4).x) == (1, 3, 4)


def test_replace_is_the_standard_librarys():
    point = OURS(1, facts={"a": 1})
    for replace in (records.replace, dataclasses.replace):
        changed = replace(point, y=5)
        assert (changed.x, changed.y, changed.facts, point.y) == (1, 5, {"a": 1}, 2)
        with pytest.raises(TypeError):
            replace(point, nothing=1)


def test_the_standard_librarys_functions_take_ours():
    assert dataclasses.is_dataclass(OURS)
    assert dataclasses.asdict(OURS(1)) == dataclasses.asdict(THEIRS(1))
    ours, theirs = dataclasses.fields(OURS), dataclasses.fields(THEIRS)
    assert [(f.name, f.repr, f.compare) for f in ours] == [(f.name, f.repr, f.compare) for f in theirs]
