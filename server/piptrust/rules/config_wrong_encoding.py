"""Files whose bytes pip cannot read, or reads as something else."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.edits.config_repair import replacement, stops
from piptrust.engine.finding import Evidence, Offer, Severity
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Encoding, Problem
from piptrust.text.span import Span

_UTF8 = {"utf-8", "utf8", "utf_8", "cp65001"}


@rule(
    "config-wrong-encoding",
    summary=mark("pip cannot read the file's bytes, or reads something else than they say"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES,
)
def config_wrong_encoding(view: View) -> Iterator[Diagnosis]:
    """The locale's codec decides; pip knows no byte order marks (``configuration.py:_construct_parser``)."""
    encoding = view.document.encoding
    if encoding is not None and not encoding.pip_reads:
        yield _unreadable(view, encoding)
        return
    for problem in view.document.problems:
        if problem.code == "config-wrong-encoding":
            is_mark = problem.fact("cause") == "bom"
            yield _mark_in_text(view, problem) if is_mark else _full_of_nuls(view, problem)


def _unreadable(view: View, encoding: Encoding) -> Diagnosis:
    locale_encoding = _locale_encoding(view)
    if encoding.bom or encoding.name.startswith("utf-16"):
        if encoding.name == "utf-8":
            why = tr("this file starts with a byte order mark, which it does not understand.")
        else:
            why = tr("this file is in {codec}, which it does not understand.", codec=encoding.name.upper())
        message = sentences(f"{stops(view)}: {why}", tr("Save it as UTF-8 without a byte order mark."))
        offers = (_reencode(view, encoding.name, safe=not encoding.replaced),)
    elif encoding.replaced:
        message = tr(
            "{stops}: some bytes of this file are not valid {locale_encoding}. Save it as UTF-8; "
            "the characters at the marked place show what was lost.",
            stops=stops(view),
            locale_encoding=locale_encoding,
        )
        offers = (_reencode(view, "cp1252", safe=False),)
    else:
        message = tr(
            "{stops}: it runs in a locale whose codec is {locale_encoding}, and this file holds "
            "other characters. Remove them, or let pip run in a UTF-8 locale, such as "
            "LC_ALL=C.UTF-8.",
            stops=stops(view),
            locale_encoding=locale_encoding,
        )
        offers = ()
    evidence = () if encoding.pip_says is None else (Evidence(encoding.pip_says, view.environment.pip_name),)
    return Diagnosis(_place(view, encoding), message, evidence=evidence, offers=offers)


def _mark_in_text(view: View, problem: Problem) -> Diagnosis:
    message = tr(
        "{stops}: the text starts with a byte order mark, which it cannot read. Remove it.", stops=stops(view)
    )
    offer = replacement(
        view.document, problem.span, "", tr("Remove the byte order mark"), safe=True, preferred=True
    )
    return Diagnosis(problem.span, message, offers=(offer,))


def _full_of_nuls(view: View, problem: Problem) -> Diagnosis:
    name = view.environment.pip_name
    message = tr(
        "{pip} takes the NUL characters here for parts of names and values: this file is probably "
        "in UTF-16, which it does not recognise. Save it as UTF-8.",
        pip=name,
    )
    known = view.document.encoding is not None
    little = problem.span.start % 2 == 1
    stopped = any(other.stops_pip for other in view.document.problems)
    offers = (_reencode(view, "utf-16-le" if little else "utf-16-be", safe=False),) if known else ()
    return Diagnosis(problem.span, message, None if stopped else Severity.WARNING, offers=offers)


def _reencode(view: View, source: str, *, safe: bool) -> Offer:
    # The file is for pip: where its locale is not UTF-8, other letters than ASCII would come out wrong.
    locale_encoding = _locale_encoding(view)
    ascii_only = view.document.text.isascii()
    target = "utf-8" if ascii_only or locale_encoding.lower() in _UTF8 else locale_encoding
    if target == "utf-8":
        title = tr("Save as UTF-8 without a byte order mark")
    else:
        title = tr("Save as {codec}, which pip reads here", codec=target)
    if source == "cp1252":
        title = tr("{title}, taking it for Windows-1252", title=title)
    return Offer("reencode-utf8", title, {"from": source, "to": target}, safe=safe, preferred=safe)


def _locale_encoding(view: View) -> str:
    interpreter = view.environment.interpreter
    return "utf-8" if interpreter is None else interpreter.locale_encoding


def _place(view: View, encoding: Encoding) -> Span:
    """The first character that is not what it should be, or the first line."""
    text = view.document.text
    at = text.find("\ufffd") if encoding.replaced else -1
    if at < 0 and not encoding.bom and not encoding.name.startswith("utf-16"):
        at = next((i for i, character in enumerate(text) if not character.isascii()), -1)
    return Span(at, at + 1) if at >= 0 else view.document.line_index.line_content(0)
