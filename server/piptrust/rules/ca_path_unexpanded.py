"""A variable in a path."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.certificate_files import CertificateFile, diagnosis, with_rule
from piptrust.engine.offers.certificate_files import other_value
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.certificate_paths import expanded, with_tilde
from piptrust.resolve.quirks import HOME_IN_PATHS, holds
from piptrust.text.records import replace


@rule(
    "ca-path-unexpanded",
    summary=mark("the path of a certificate file has a variable or ~, which this pip does not expand"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES,
)
def ca_path_unexpanded(view: View) -> Iterator[Diagnosis]:
    """Values are read without interpolation; only ``~`` is expanded, since pip 20.0 (``PipOption``)."""
    for file in with_rule(view, "ca-path-unexpanded"):
        tilde_works = holds(HOME_IN_PATHS, view.environment)
        if tilde_works:
            works = tr("it expands '~' and no variables. Write the path out, or start it with ~.")
        else:
            works = tr("it expands '~' only since version 20.0. Write the path out.")
        message = tr(
            "{pip} stops at the first https request with 'invalid path: {value}': {works}",
            pip=view.environment.pip_name,
            value=file.value,
            works=works,
        )
        yield diagnosis(file, message, _offers(view, file))


def _offers(view: View, file: CertificateFile) -> tuple[Offer, ...]:
    offers: list[Offer] = []
    portable = with_tilde(file.value, view.environment)
    if portable is not None:
        offers.append(other_value(view, file, portable, tr("Write {text}", text=portable), safe=True))
    written_out = expanded(file.value, view.environment)
    if written_out is not None:
        offers.append(other_value(view, file, written_out, tr("Write {text}", text=written_out)))
    return tuple(replace(offer, preferred=number == 0) for number, offer in enumerate(offers))
