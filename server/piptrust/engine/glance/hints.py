"""What is shown behind values: who beats them, what the handshake said, how many certificates there are."""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from piptrust.engine.glance.verdict import handshakes_with, validity_of, verdict_of
from piptrust.engine.handshake import FAILED, UNVERIFIED, VERIFIED
from piptrust.engine.hovers.hover import origin_text
from piptrust.engine.navigation.mention import CA_KEYS, INDEX_KEYS, TRUSTED_HOST, Place, values_of
from piptrust.engine.overriding import Winner, winner_over
from piptrust.engine.view import View
from piptrust.locale import ntr, tr
from piptrust.parse.document import Setting
from piptrust.resolve.effective import Origin
from piptrust.text.records import dataclass
from piptrust.text.span import Span
from piptrust.text.uri import redact
from piptrust.x509.bundle import Loading

SEPARATOR = " · "
_OUTCOMES = (FAILED, UNVERIFIED, VERIFIED)


class HintKind(enum.Enum):
    """What a hint tells; each can be switched off. The values are the names of the settings."""

    OVERRIDDEN = "overridden"
    HANDSHAKES = "handshakes"
    CERTIFICATES = "certificates"


@dataclass(frozen=True)
class Words:
    """One thing that is told, without credentials.

    Attributes:
        text: the words.
        tooltip: more words; may be empty.
        place: what the words speak of, or None.
    """

    text: str
    tooltip: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class Hint:
    """What is shown at an offset: all that is to be told there, as one, for editors draw hints without a gap."""

    offset: int
    words: tuple[Words, ...]


def hints(view: View, span: Span, kinds: Collection[HintKind]) -> Iterator[Hint]:
    """The hints inside ``span``, in order. Only the settings that touch it are looked at."""
    for setting in settings_touching(view.document.settings, span):
        by_offset: dict[int, list[Words]] = {}
        for offset, words in _of_setting(view, setting, kinds):
            by_offset.setdefault(offset, []).append(words)
        for offset, words in sorted(by_offset.items()):
            if span.contains(offset):
                yield Hint(offset, tuple(words))


def settings_touching(settings: Sequence[Setting], span: Span) -> Sequence[Setting]:
    """The settings of a document that touch ``span``. They stand in order and do not overlap."""
    starts = _Starts(settings)
    first = max(bisect_left(starts, span.start) - 1, 0)
    last = bisect_left(starts, span.end + 1)
    return [s for s in settings[first:last] if s.span.start <= span.end and span.start <= s.span.end]


class _Starts(Sequence[int]):
    """Where settings start, looked up one by one: making a list of all would look at all."""

    def __init__(self, settings: Sequence[Setting]) -> None:
        self._settings = settings

    def __len__(self) -> int:
        return len(self._settings)

    def __getitem__(self, number: int) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - no slices.
        return self._settings[number].key_span.start


_Told = Iterator[tuple[int, Words]]


def _of_setting(view: View, setting: Setting, kinds: Collection[HintKind]) -> _Told:
    if HintKind.HANDSHAKES in kinds and (setting.key in INDEX_KEYS or setting.key == TRUSTED_HOST):
        yield from _handshakes(view, setting)
    if HintKind.CERTIFICATES in kinds and setting.key in CA_KEYS:
        yield from _certificates(view, setting)
    if HintKind.OVERRIDDEN in kinds:
        winner = winner_over(view, setting)
        if winner is not None:
            yield max(setting.value_span.end, setting.key_span.end), _overridden(view, setting, winner)


def _handshakes(view: View, setting: Setting) -> _Told:
    snapshot = view.snapshot
    for value in values_of(view.document, setting):
        found = handshakes_with(snapshot, value.text, is_url=setting.key != TRUSTED_HOST)
        if found:
            worst = min(found, key=lambda h: _OUTCOMES.index(h.outcome))
            words = (verdict_of(worst), validity_of(worst, snapshot.today))
            tooltip = worst.explanation or "\n".join(worst.sources)
            yield value.span.end, Words(joined(word for word in words if word), redact(tooltip))


def _certificates(view: View, setting: Setting) -> _Told:
    facts = view.facts(setting.value) if setting.value else None
    bundle = None if facts is None else facts.bundle
    if bundle is None or bundle.loading is not Loading.LOADS or not bundle.certificates:
        return
    words = [ntr("{number} certificate", "{number} certificates", len(bundle.certificates))]
    expired = sum(1 for c in bundle.certificates if c.not_after <= view.snapshot.today)
    if expired:
        words.append(ntr("{number} expired", "{number} expired", expired))
    yield setting.value_span.end, Words(joined(words))


def _overridden(view: View, setting: Setting, winner: Winner) -> Words:
    origin = winner.origin
    place = None
    if origin.uri is not None and origin.setting is not None:
        place = Place(origin.uri, origin.setting.key_span)
    value = " ".join(redact(winner.value).split())
    tooltip = tr(
        "pip {command} uses {value} from {place} instead, because {reason}.",
        command=winner.command,
        value=value,
        place=origin_text(origin),
        reason=winner.why,
    )
    return Words(_who(view, setting, winner), tooltip, place)


def joined(words: Iterable[str]) -> str:
    """Several facts beside each other."""
    return SEPARATOR.join(words)


def _who(view: View, setting: Setting, winner: Winner) -> str:
    name = _name(view, winner.origin)
    if winner.origin.section != setting.section and winner.origin.section == winner.command:
        return tr("overridden for pip {command} by {place}", command=winner.command, place=name)
    return tr("overridden by {place}", place=name)


def _name(view: View, origin: Origin) -> str:
    """In few words, for some editors cut hints at 43 characters; the tooltip has the whole path."""
    if origin.section is None:
        return origin.name
    if origin.uri == view.document.uri:
        return f"[{origin.section}]"
    home = view.environment.home
    path = f"~{origin.name[len(home) :]}" if origin.name.startswith(f"{home}/") else origin.name
    return f"[{origin.section}] {path}"
