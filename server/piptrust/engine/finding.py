"""What a rule says about a place in a file."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from piptrust.text.records import dataclass, field
from piptrust.text.span import Span


class Severity(enum.IntEnum):
    """How bad it is.

    ERROR: pip fails, or silently takes packages from anyone. WARNING: a likely fault or a needless risk.
    INFORMATION: odd but working. HINT: a better form exists, and a fix goes with it.
    """

    HINT = 1
    INFORMATION = 2
    WARNING = 3
    ERROR = 4

    @property
    def word(self) -> str:
        return self.name.lower()


class Confidence(enum.Enum):
    """How sure the finding is: CERTAIN follows from the files; LIKELY depends on what we could not see."""

    CERTAIN = "certain"
    LIKELY = "likely"


class Tag(enum.Enum):
    """How an editor may draw the range: faded, or struck through."""

    UNNECESSARY = "unnecessary"
    DEPRECATED = "deprecated"


@dataclass(frozen=True)
class Evidence:
    """Why a finding may be believed: ``text`` is the observation, ``source`` names who made it."""

    text: str
    source: str


@dataclass(frozen=True)
class Related:
    """Another place that belongs to a finding."""

    uri: str
    span: Span
    message: str


class Standing(enum.Enum):
    """What is known of a fix: a handshake succeeded with it, nothing was tried, or it was tried in vain."""

    PROVEN = "proven"
    UNTESTED = "untested"
    REFUTED = "refuted"


@dataclass(frozen=True)
class Offer:
    """A fix that can be built on demand; building reads files and may be slow, offering never does.

    Attributes:
        fix: id of the builder in ``fixes/``.
        title: what the menu shows.
        arguments: plain data for the builder; it travels through the editor as JSON.
        safe: does what pip already does, or what nobody can mean otherwise; fix-all applies only these.
        lowers_security: shown last, never preferred, asks for confirmation, never part of fix-all.
        preferred: the one to apply when the user just says "fix it".
        disabled: why this fix cannot be applied now, or None. It is then shown but cannot be chosen.
    """

    fix: str
    title: str
    arguments: Mapping[str, str] = field(default_factory=dict[str, str])
    safe: bool = False
    lowers_security: bool = False
    preferred: bool = False
    disabled: str | None = None
    standing: Standing = Standing.UNTESTED


@dataclass(frozen=True)
class Finding:
    """One diagnosis of one place in one document.

    ``message`` says what pip will do, then why, then what can be done, in plain words, credentials redacted.
    """

    rule: str
    uri: str
    span: Span
    message: str
    severity: Severity
    confidence: Confidence = Confidence.CERTAIN
    evidence: tuple[Evidence, ...] = ()
    related: tuple[Related, ...] = ()
    tags: tuple[Tag, ...] = ()
    offers: tuple[Offer, ...] = ()
