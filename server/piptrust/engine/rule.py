"""How a rule is declared and found."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Callable

from piptrust.engine.finding import Confidence, Evidence, Offer, Related, Severity, Tag
from piptrust.engine.view import View
from piptrust.parse.kind import FileKind
from piptrust.text.records import dataclass
from piptrust.text.span import Span

CONFIG_FILES = frozenset({FileKind.PIP_CONF})
REQUIREMENTS_FILES = frozenset({FileKind.REQUIREMENTS, FileKind.CONSTRAINTS})
ALL_FILES = frozenset({*CONFIG_FILES, *REQUIREMENTS_FILES})
COMMAND_LINES = frozenset({FileKind.NOTEBOOK_CELL})
# Rules about options that are the same to pip wherever they are given.
EVERYWHERE = ALL_FILES | COMMAND_LINES
CONFIG_FILES_AND_COMMAND_LINES = CONFIG_FILES | COMMAND_LINES


@dataclass(frozen=True)
class Diagnosis:
    """What a rule yields; the engine adds the rule's id, the document's URI and the severity in force.

    ``severity`` is only given where this place is worse or milder than the rule's default.
    """

    span: Span
    message: str
    severity: Severity | None = None
    confidence: Confidence = Confidence.CERTAIN
    evidence: tuple[Evidence, ...] = ()
    related: tuple[Related, ...] = ()
    tags: tuple[Tag, ...] = ()
    offers: tuple[Offer, ...] = ()


Check = Callable[[View], Iterator[Diagnosis]]


@dataclass(frozen=True)
class Rule:
    """One kind of finding. ``summary`` completes the sentence "This file is flagged because …"."""

    id: str
    summary: str
    severity: Severity
    kinds: frozenset[FileKind]
    check: Check


_registry: dict[str, Rule] = {}


def rule(
    rule_id: str, *, summary: str, severity: Severity, kinds: frozenset[FileKind] = ALL_FILES
) -> Callable[[Check], Check]:
    """Registers the decorated function as the rule ``rule_id``; its module carries the same name.

    Raises:
        ValueError: the id is taken.
    """

    def register(check: Check) -> Check:
        if rule_id in _registry:
            raise ValueError(f"two rules are called {rule_id}")
        _registry[rule_id] = Rule(rule_id, summary, severity, kinds, check)
        return check

    return register


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule in ``rules/``, by id. There is no list to forget: the folder is the list."""
    import piptrust.rules

    for name in _modules_in(piptrust.rules.__path__[0]):
        importlib.import_module(f"piptrust.rules.{name}")
    return tuple(_registry[key] for key in sorted(_registry))


def rule_named(rule_id: str) -> Rule | None:
    all_rules()
    return _registry.get(rule_id)


def _modules_in(folder: str) -> list[str]:
    """What ``pkgutil.iter_modules`` finds; that loads ``inspect`` first, a tenth of a check's start-up."""
    try:
        files = os.listdir(folder)
    except OSError:
        # The package is in an archive.
        import pkgutil

        return [module.name for module in pkgutil.iter_modules([folder])]
    names = (file.partition(".")[0] for file in files if file.endswith((".py", ".pyc")))
    return sorted({name for name in names if name != "__init__"})
