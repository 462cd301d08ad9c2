"""Whether a text is Russian, and wholly so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from piptrust.locale import language, use_language
from piptrust.probe.cause import Case
from piptrust.probe.diagnose import diagnose
from piptrust.probe.report import CauseMatch
from piptrust.probe.stores import stores_of
from piptrust.resolve.disk import OsDisk

# Four words of plain English in a row are a sentence that was left over. Between quotes, in code and after ``$``
# stands what users, programs and other libraries wrote.
_ENGLISH = re.compile(r"(?<![-./=\w])[A-Za-z][a-z']*(?: [a-z][a-z']*){3,}(?![-./=\w])")
_OTHERS_WORDS = re.compile(r"'[^'\n]*'|`[^`\n]*`|^\s*\$ .*$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


@contextmanager
def in_russian() -> Iterator[None]:
    before = language()
    use_language("ru")
    try:
        yield
    finally:
        use_language(before)


def check_russian(text: str, *allowed: str) -> None:
    """The text has Russian words, no English sentence and no placeholder.

    ``allowed`` are the words of pip, OpenSSL or the operating system that it may quote.
    """
    assert re.search("[а-яё]", text), text
    check_nothing_left_over(text, *allowed)


def check_nothing_left_over(text: str, *allowed: str) -> None:
    """The same for a text that need not have words at all."""
    for words in sorted(filter(None, allowed), key=len, reverse=True):
        text = text.replace(words, "…")
    assert not _PLACEHOLDER.search(text), text
    left = _ENGLISH.search(_OTHERS_WORDS.sub("…", text))
    assert left is None, f"{left}\n{text}"


def check_cause_in_russian(case: Case, found: CauseMatch) -> None:
    """The same cause is found in Russian, and what is said of it is Russian.

    ``found`` is what was said in English.
    """
    with in_russian():
        if case.stores:
            # Their names are said, too.
            case = replace(case, stores=stores_of(case.target, case.environment, OsDisk()))
        again = diagnose(case)
    assert again is not None
    assert (again.cause, again.broken_at) == (found.cause, found.broken_at)
    error = case.result.error
    theirs = [case.target.refusal or ""]
    if error is not None:
        theirs += [
            error.text,
            error.verify_message,
            *(e.text for e in found.evidence if e.text in error.text),
        ]
    for text in (again.title, again.explanation):
        check_russian(text, *theirs)
    for said, evidence in zip(found.evidence, again.evidence):
        if said.text != evidence.text:
            check_russian(evidence.text, *theirs)
    if found.undecided:
        check_russian(again.undecided)
