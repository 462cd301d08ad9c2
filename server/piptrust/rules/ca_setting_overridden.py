"""A CA file that another setting replaces."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Confidence, Evidence, Offer, Related, Severity, Tag
from piptrust.engine.judgement.certificate_files import (
    CA_FILE,
    CertificateFile,
    certificate_files,
    origin_name,
)
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.certificate_files import remove
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.disk import EntryKind
from piptrust.resolve.effective import Assignment
from piptrust.resolve.trust import BUNDLE_VARIABLES
from piptrust.x509.bundle import Loading


@rule(
    "ca-setting-overridden",
    summary=mark("another setting is used instead of this CA file"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_setting_overridden(view: View) -> Iterator[Diagnosis]:
    """Requests prefers its variables (``sessions.py:merge_environment_settings``)."""
    for file in certificate_files(view):
        winner = file.beaten_by
        if file.setting.key != CA_FILE or winner is None:
            continue
        by_variable = winner.origin.uri is None
        message = sentences(_why(winner), _state(view, winner), _advice(winner))
        yield Diagnosis(
            file.span,
            message,
            None if by_variable else Severity.INFORMATION,
            Confidence.CERTAIN if view.in_effect else Confidence.LIKELY,
            (Evidence(f"{winner.key} = {winner.value}", winner.origin.name),),
            _related(winner),
            () if by_variable else (Tag.UNNECESSARY,),
            _offers(file, winner),
        )


def _why(winner: Assignment) -> str:
    who, value = origin_name(winner), winner.value
    if winner.key in BUNDLE_VARIABLES:
        return tr(
            "pip does not use this file: {who} names {value} and is stronger than every setting of pip.",
            who=who,
            value=value,
        )
    if winner.origin.uri is None:
        return tr(
            "pip does not use this file: {who} names {value} and is stronger than every file.",
            who=who,
            value=value,
        )
    return tr(
        "pip does not use this file: {who} names {value} and is stronger: its section [{section}] or its file "
        "is read later.",
        who=who,
        value=value,
        section=winner.origin.section,
    )


def _state(view: View, winner: Assignment) -> str:
    facts = view.facts(winner.value, expand_home=winner.key not in BUNDLE_VARIABLES)
    if facts is None:
        return ""
    if facts.kind is EntryKind.MISSING:
        return tr("That file does not exist, so every https request fails.")
    if facts.bundle is not None and facts.bundle.loading is not Loading.LOADS:
        return tr(
            "That file does not load ({openssl_says}), so every https request fails.",
            openssl_says=facts.bundle.loading.value,
        )
    return ""


def _advice(winner: Assignment) -> str:
    if winner.origin.uri is None:
        return tr(
            "Unset {name} where pip runs, or let it name the file that is needed.", name=winner.origin.name
        )
    return tr("Change it there, or remove this entry.")


def _related(winner: Assignment) -> tuple[Related, ...]:
    setting = winner.origin.setting
    if setting is None or winner.origin.uri is None:
        return ()
    return (Related(winner.origin.uri, setting.value_span, tr("this file is used instead")),)


def _offers(file: CertificateFile, winner: Assignment) -> tuple[Offer, ...]:
    title = tr("Remove {option}, which has no effect", option=file.setting.key)
    return () if winner.origin.uri is None else (remove(file, title),)
