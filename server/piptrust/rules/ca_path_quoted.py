"""A quoted path."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.certificate_files import diagnosis, with_rule
from piptrust.engine.offers.certificate_files import other_value
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "ca-path-quoted",
    summary=mark("the path of a certificate file has quotes, which pip takes for a part of it"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES,
)
def ca_path_quoted(view: View) -> Iterator[Diagnosis]:
    """Quotes mean nothing in a configuration file, nor do blanks (``configparser.RawConfigParser``)."""
    for file in with_rule(view, "ca-path-quoted"):
        meant = file.reading.meant
        message = tr(
            "pip stops at the first https request with 'invalid path: {value}': in a configuration "
            "file quotes are part of the value, also around paths with spaces. Write the path "
            "without them.",
            value=file.value,
        )
        offers = (
            other_value(
                view, file, meant, tr("Write {meant} without quotes", meant=meant), safe=True, preferred=True
            ),
        )
        yield diagnosis(file, message, offers if meant else ())
