"""Ways out of a value that pip refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.data.options import Conversion, Option, Version
from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Offer
from piptrust.engine.judgement.config_settings import shown
from piptrust.locale import tr
from piptrust.parse.document import Setting
from piptrust.resolve.convert_values import Converted, Refused, convert, truth
from piptrust.text.span import Span

_COMMENT = re.compile(r"(?P<value>[^\r\n]*?\S)[ \t]+(?P<comment>[#;][^\r\n]*)\Z")
_NUMBER_WITH_UNIT = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?:s|secs?|seconds?)\Z", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"(?P<number>\d+)\.0*\Z")
# Flags of old that became choices: the words for yes and no that pip's progress bar has.
_CHOICE_FOR_TRUTH = {True: "on", False: "off"}


def value_offers(
    setting: Setting, option: Option, refused: Refused, version: Version | None
) -> Iterator[Offer]:
    """Offers for a refused value, likeliest first: what was surely meant, what is close, none at all."""
    span = culprit_span(setting, option, refused)
    comment = _COMMENT.match(setting.value)
    if comment is not None and _taken(option, setting.key, comment.group("value"), version):
        start = setting.value_span.start + comment.start("comment")
        arguments = {"start": str(start), "end": str(setting.value_span.end)}
        title = tr("Move the comment to a line of its own")
        yield Offer("move-comment", title, arguments, safe=True, preferred=True)
    meant = _meant(option, setting.key, refused.culprit, version)
    if meant is not None:
        text, certain = meant
        yield Offer(
            "replace-text",
            tr("Write '{text}' instead", text=text),
            {"start": str(span.start), "end": str(span.end), "text": text, "expected": refused.culprit},
            safe=certain,
            preferred=True,
        )
    if option.multi_value and len(setting.values) > 1:
        arguments = {"start": str(span.start), "end": str(span.end)}
        yield Offer(
            "remove-value",
            tr("Remove '{word}' from {key}", word=shown(refused.culprit), key=setting.key),
            arguments,
        )
    else:
        yield Offer("remove-setting", tr("Remove '{key}'", key=setting.key), arguments_for(setting))


def culprit_span(setting: Setting, option: Option, refused: Refused) -> Span:
    """Where the refused part of the value stands."""
    if option.multi_value:
        for value in setting.values:
            if value.text == refused.culprit:
                return value.span
    return setting.value_span


def _taken(option: Option, key: str, value: str, version: Version | None) -> bool:
    return isinstance(convert(option, key, value, version), Converted)


def _meant(option: Option, key: str, culprit: str, version: Version | None) -> tuple[str, bool] | None:
    """The value that was meant, and whether nobody can mean another."""
    if "\n" in culprit or "\r" in culprit:
        return None
    candidates = [(text, True) for text in _plain_forms(option, culprit)]
    candidates += [(text, False) for text in _close_choices(option, culprit)]
    return next(((text, sure) for text, sure in candidates if _taken(option, key, text, version)), None)


def _plain_forms(option: Option, culprit: str) -> Iterator[str]:
    if len(culprit) > 2 and culprit[0] == culprit[-1] and culprit[0] in "\"'":
        yield culprit[1:-1]
    if option.conversion is Conversion.FLOAT:
        match = _NUMBER_WITH_UNIT.match(culprit)
        if match is not None:
            yield match.group("number")
    if option.conversion in {Conversion.INTEGER, Conversion.COUNT}:
        match = _WHOLE_NUMBER.match(culprit)
        if match is not None:
            yield match.group("number")
    for choice in option.choices:
        if choice == culprit.lower().replace("_", "-").rstrip(",;"):
            yield choice


def _close_choices(option: Option, culprit: str) -> list[str]:
    if not option.choices or len(culprit) > 40:
        return []
    import difflib  # Only files with a mistake in them pay for it.

    said = truth(culprit)
    words = [] if said is None else [_CHOICE_FOR_TRUTH[said]]
    return words + difflib.get_close_matches(culprit.lower(), option.choices, n=1, cutoff=0.6)
