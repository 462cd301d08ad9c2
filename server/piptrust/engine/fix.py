"""How a fix is built from an offer, on demand."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Callable

from piptrust.engine.finding import Finding, Offer
from piptrust.engine.view import View
from piptrust.resolve.disk import Disk
from piptrust.text.edit import Change
from piptrust.text.records import dataclass


class FixImpossible(Exception):  # noqa: N818 - a result with a reason, not a fault of ours.
    """The fix cannot be built any more; the message says why, in the user's terms."""


@dataclass(frozen=True)
class FixContext:
    """What a builder may use: the document as it is now, the finding, the offer's arguments, and the disk."""

    view: View
    finding: Finding
    arguments: Mapping[str, str]
    disk: Disk


Builder = Callable[[FixContext], "tuple[Change, ...]"]

_registry: dict[str, Builder] = {}


def fix(fix_id: str) -> Callable[[Builder], Builder]:
    """Registers the decorated builder; its module in ``fixes/`` carries the same name.

    Raises:
        ValueError: the id is taken.
    """

    def register(builder: Builder) -> Builder:
        if fix_id in _registry:
            raise ValueError(f"two fixes are called {fix_id}")
        _registry[fix_id] = builder
        return builder

    return register


def build(offer: Offer, finding: Finding, view: View, disk: Disk) -> tuple[Change, ...]:
    """The changes that the offer stands for.

    Raises:
        FixImpossible: the offer is disabled, or its builder found that it cannot be done.
    """
    if offer.disabled is not None:
        raise FixImpossible(offer.disabled)
    module = offer.fix.replace("-", "_")
    importlib.import_module(f"piptrust.fixes.{module}")
    return _registry[offer.fix](FixContext(view, finding, offer.arguments, disk))
