"""How names and sentences are put together."""

from __future__ import annotations

from piptrust.engine.judgement.wording import either, listed, sentences


def test_names():
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(("a", "b", "c")) == "a, b and c"
    assert either(("a", "b", "c")) == "a, b or c"


def test_sentences_that_are_empty_leave_no_gap():
    assert sentences("One.", "", "Two.") == "One. Two."
