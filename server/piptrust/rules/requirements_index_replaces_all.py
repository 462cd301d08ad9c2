"""An index in a requirements file that drops the extra indexes set before it."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Related, Severity
from piptrust.engine.judgement.requirements_file import structure_of
from piptrust.engine.judgement.wording import listed
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.parse.document import Setting
from piptrust.resolve.effective import Effective
from piptrust.text.uri import redact


@rule(
    "requirements-index-replaces-all",
    summary=mark("an index in the file makes pip forget the extra indexes that were set before"),
    severity=Severity.INFORMATION,
    kinds=REQUIREMENTS_FILES,
)
def requirements_index_replaces_all(view: View) -> Iterator[Diagnosis]:
    """``-i`` starts the list of indexes anew (pip 26.3, ``req/req_file.py:handle_option_line``)."""
    configured = view.effective().get("extra-index-url")
    if "no-index" in view.effective():
        return
    structure = structure_of(view.document)
    extra: list[tuple[int, Setting]] = []
    for setting in view.document.settings_named("index-url", "extra-index-url"):
        line = structure.line_at(setting.key_span.start)
        if setting.key == "extra-index-url":
            extra.append((line, setting))
            continue
        # On one line the index comes first, whatever the order.
        dropped = [other for number, other in extra if number < line]
        if configured is not None or dropped:
            yield _diagnosis(view, setting, configured, dropped)
        # Whatever the configuration set is gone after the first.
        configured, extra = None, [(number, other) for number, other in extra if number == line]


def _diagnosis(
    view: View, setting: Setting, configured: Effective | None, dropped: list[Setting]
) -> Diagnosis:
    urls = [] if configured is None else configured.value.split()
    urls.extend(s.value for s in dropped)
    named = listed([f"'{redact(url)}'" for url in urls])
    who = "" if configured is None else configured.origin.name
    if configured is None:
        what = tr("From this line on pip does not ask {urls}, which the lines above set", urls=named)
    elif not dropped:
        what = tr("From this line on pip does not ask {urls}, which {who} sets", urls=named, who=who)
    else:
        what = tr(
            "From this line on pip does not ask {urls}, which {who} sets and the lines above set",
            urls=named,
            who=who,
        )
    message = tr(
        "{what}: --index-url starts the list of indexes anew. Repeat with --extra-index-url below what is still "
        "needed.",
        what=what,
    )
    related = [
        Related(view.document.uri, s.value_span, tr("dropped by the --index-url below")) for s in dropped
    ]
    origin = None if configured is None else configured.origin
    if origin is not None and origin.uri is not None and origin.setting is not None:
        related.insert(
            0, Related(origin.uri, origin.setting.value_span, tr("dropped by --index-url in the file"))
        )
    return Diagnosis(setting.value_span, message, related=tuple(related))
