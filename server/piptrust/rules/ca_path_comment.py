"""A comment behind a path."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.certificate_files import diagnosis, with_rule
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.text.span import Span


@rule(
    "ca-path-comment",
    summary=mark("pip takes the comment behind the path of a certificate file for a part of it"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES,
)
def ca_path_comment(view: View) -> Iterator[Diagnosis]:
    """In a configuration file a comment has a line of its own (``configparser`` without inline prefixes)."""
    for file in with_rule(view, "ca-path-comment"):
        comment = Span(file.span.start + file.reading.offset, file.span.end)
        message = tr(
            "pip stops at the first https request with 'invalid path: {value}': in a configuration "
            "file a comment needs a line of its own. Move it to one.",
            value=file.value,
        )
        arguments = {"start": str(comment.start), "end": str(comment.end)}
        move = Offer(
            "move-comment", tr("Move the comment to a line of its own"), arguments, safe=True, preferred=True
        )
        yield diagnosis(file, message, (move,))
