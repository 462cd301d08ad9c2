"""A variable in a URL that pip leaves as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.finding import Severity
from piptrust.engine.judgement.wording import listed
from piptrust.engine.judgement.written_urls import FIND_LINKS, INDEX_KEYS, PROXY, written_urls
from piptrust.engine.rule import Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.kind import FileKind
from piptrust.text.span import Span

_ANY_FORM = re.compile(r"\$\{[A-Za-z_]\w*\}|\$[A-Z_][A-Z0-9_]{2,}\b|%[A-Z_][A-Z0-9_]{3,}%(?![0-9A-Fa-f]{2})")
_EXPANDED = re.compile(r"\$\{[A-Z0-9_]+\}")


@rule(
    "url-variable-not-expanded",
    summary=mark("a URL holds a variable that pip does not replace by its value"),
    severity=Severity.WARNING,
)
def url_variable_not_expanded(view: View) -> Iterator[Diagnosis]:
    """Only ``${NAME}`` in requirements files is expanded (pip 26.3, ``req_file.py:expand_env_variables``)."""
    in_config = view.document.kind is FileKind.PIP_CONF
    for url in written_urls(view, *INDEX_KEYS, FIND_LINKS, PROXY):
        found = [match for match in _ANY_FORM.finditer(url.text) if in_config or not _expanded(match)]
        if found:
            names = listed([f"'{match.group()}'" for match in found])
            span = Span(url.span.start + found[0].start(), url.span.start + found[-1].end())
            yield Diagnosis(
                span,
                tr(
                    "pip uses {names} as it stands here: {advice}",
                    names=names,
                    advice=_advice(in_config, url.setting.key),
                ),
            )


def _expanded(match: re.Match[str]) -> bool:
    return _EXPANDED.fullmatch(match.group()) is not None


def _advice(in_config: bool, key: str) -> str:
    if not in_config:
        return tr("in requirements files it replaces only ${NAME} in capitals, digits and underscores.")
    variable = "PIP_" + key.upper().replace("-", "_")
    return tr(
        "it replaces no variables in configuration files. Set the whole URL in the environment "
        "variable {variable} instead; for credentials, use netrc or a keyring.",
        variable=variable,
    )
