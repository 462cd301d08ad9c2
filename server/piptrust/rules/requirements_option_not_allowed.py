"""An option that pip does not take in requirements files."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.options import history_of, option_named
from piptrust.engine.edits.config_repair import replacement
from piptrust.engine.edits.config_target import config_target
from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.requirements_file import pips_words, problems_of, removal, stops
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Problem
from piptrust.parse.requirement_options import options_of
from piptrust.text.uri import redact

# Options about the connection, which hold for every run and so belong into a configuration file.
MOVABLE = frozenset(
    {"cert", "client-cert", "proxy", "timeout", "default-timeout", "retries", "keyring-provider"}
)
_LIKENESS = 0.75


@rule(
    "requirements-option-not-allowed",
    summary=mark(
        "pip takes this option on the command line or in its configuration, or not at all, but not here"
    ),
    severity=Severity.ERROR,
    kinds=REQUIREMENTS_FILES,
)
def requirements_option_not_allowed(view: View) -> Iterator[Diagnosis]:
    """The parser of lines knows few options (pip 26.3, ``req/req_file.py:SUPPORTED_OPTIONS``)."""
    for problem in problems_of(view, "requirements-option-not-allowed"):
        written = problem.fact("option")
        meant = _meant(view, written)
        offers = [*_offers(view, problem, meant)]
        message = f"{stops(view)}: {_why(written)} {_advice(written, meant)}"
        yield Diagnosis(problem.span, message, evidence=pips_words(view, problem), offers=tuple(offers))


def _why(written: str) -> str:
    key = written.lstrip("-")
    if written.startswith("--") and written in options_of(None).by_spelling:
        return tr("only a newer pip takes {written} in requirements files.", written=written)
    if written.startswith("--") and (option_named(key, "global") or history_of(key)):
        return tr("requirements files cannot hold {written}.", written=written)
    return tr("requirements files take no option {written}.", written=redact(written))


def _advice(written: str, meant: str | None) -> str:
    if meant is not None:
        return tr("Did you mean {meant}?", meant=meant)
    if written.lstrip("-") in MOVABLE:
        return tr("Set it in pip's configuration, or on the command line.")
    if option_named(written.lstrip("-"), "global"):
        return tr("Give it on the command line, or remove it.")
    return tr("It can be removed.")


def _meant(view: View, written: str) -> str | None:
    """The option of requirements files that was meant: another case, an underscore, a typing error."""
    if not written.startswith("--") or option_named(written[2:], "global") or history_of(written[2:]):
        return None
    known = options_of(view.environment.pip_version).long_spellings()
    folded = written.lower().replace("_", "-")
    if folded in known:
        return folded
    import difflib  # Only files with a mistake in them pay for it.

    return next(iter(difflib.get_close_matches(folded[:40], known, n=1, cutoff=_LIKENESS)), None)


def _offers(view: View, problem: Problem, meant: str | None) -> Iterator[Offer]:
    written = problem.fact("option")
    key = written.lstrip("-")
    movable = key in MOVABLE and written.startswith("--") and problem.fact("value") != ""
    if movable:
        yield _move(view, problem, key)
    rename = None
    if meant is not None:
        opens = meant == "--trusted-host"
        title = (
            tr("Write {text}, which turns certificate checks off for the host (lowers security)", text=meant)
            if opens
            else tr("Write {text}", text=meant)
        )
        base = replacement(view.document, problem.span, meant, title)
        rename = Offer(base.fix, base.title, base.arguments, lowers_security=opens, preferred=not opens)
    if rename is not None and not rename.lowers_security:
        yield rename
    offered = movable or (rename is not None and not rename.lowers_security)
    yield removal(problem, tr("Remove {written}", written=redact(written)), preferred=not offered)
    if rename is not None and rename.lowers_security:
        yield rename


def _move(view: View, problem: Problem, key: str) -> Offer:
    target = config_target(view)
    where = tr("pip's configuration") if target is None else target.owner
    arguments = {"code": problem.code, "start": str(problem.span.start)}
    return Offer(
        "move-to-configuration", tr("Move {key} to {where}", key=key, where=where), arguments, preferred=True
    )
