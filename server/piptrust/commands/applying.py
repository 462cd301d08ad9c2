"""What ``piptrust probe --apply`` and ``--trust-root`` do with the fixes of a report."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.cli import CommandFailed
from piptrust.engine.edits.write import WriteRefused, write_changes
from piptrust.engine.finding import Standing
from piptrust.engine.fix import FixImpossible
from piptrust.engine.snapshot import Snapshot
from piptrust.locale import tr
from piptrust.probe.candidates.presented_root import confirmed, fingerprint_to_confirm
from piptrust.probe.changes import changes_of
from piptrust.probe.report import ProbeReport, ProvenFix
from piptrust.resolve.disk import Disk
from piptrust.text.records import dataclass, replace
from piptrust.text.uri import redact

_COMMAND_OF_THE_USER = "shell-command"


@dataclass(frozen=True)
class Applied:
    """A fix that was applied, and the files that were written for it."""

    title: str
    paths: tuple[str, ...]


def apply_proven(report: ProbeReport, snapshot: Snapshot, disk: Disk) -> Applied | None:
    """Applies the first proven fix that a file can hold and that does not lower security; None without one.

    Raises:
        CommandFailed: it could not be written.
    """
    for fix in _fixes(report):
        if fix.standing is Standing.PROVEN and not fix.offer.lowers_security:
            return _apply(fix, snapshot, disk)
    return None


def apply_confirmed(report: ProbeReport, sha256: str, snapshot: Snapshot, disk: Disk) -> Applied:
    """Trusts the presented certificate with this fingerprint, which the user vouches for.

    Raises:
        CommandFailed: none with this fingerprint is offered, or it could not be written.
    """
    for fix in _fixes(report):
        wanted = fingerprint_to_confirm(fix.offer)
        offer = confirmed(fix.offer, sha256)
        if wanted is None or fix.standing is Standing.REFUTED or offer.arguments["confirmed"] != wanted:
            continue
        return _apply(replace(fix, offer=offer), snapshot, disk)
    raise CommandFailed(
        tr(
            "no root with this SHA-256 fingerprint was presented where one is missing, so nothing was changed. "
            "Compare the fingerprint with the one that your IT department gives."
        )
    )


def _fixes(report: ProbeReport) -> Iterator[ProvenFix]:
    for target in report.targets:
        yield from (fix for fix in target.fixes if fix.offer.fix != _COMMAND_OF_THE_USER)


def _apply(fix: ProvenFix, snapshot: Snapshot, disk: Disk) -> Applied:
    try:
        changes = changes_of(fix.offer, fix.uri, fix.finding, snapshot, disk)
        return Applied(redact(fix.offer.title), tuple(write_changes(changes, snapshot)))
    except (FixImpossible, WriteRefused) as reason:
        raise CommandFailed(tr("not applied: {reason}", reason=reason)) from None
