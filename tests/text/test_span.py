from __future__ import annotations

import pytest

from piptrust.text.span import Span


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 2), (1, 3), True),
        ((0, 2), (2, 3), False),
        ((0, 2), (2, 2), True),
        ((2, 2), (0, 2), True),
        ((1, 1), (0, 2), True),
        ((3, 3), (0, 2), False),
        ((1, 1), (1, 1), True),
        ((0, 5), (2, 3), True),
    ],
)
def test_overlaps_is_symmetric_and_counts_touching_carets(
    one: tuple[int, int], other: tuple[int, int], expected: bool
):
    assert Span(*one).overlaps(Span(*other)) is expected
    assert Span(*other).overlaps(Span(*one)) is expected


def test_a_caret_at_either_end_is_contained():
    assert [offset for offset in range(6) if Span(2, 4).contains(offset)] == [2, 3, 4]


def test_a_shifted_span_keeps_its_length():
    assert Span(2, 4).shifted(3) == (5, 7)
