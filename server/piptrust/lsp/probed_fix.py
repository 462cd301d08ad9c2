"""A repair of a probed place between being shown and being applied: it travels through the client as plain data.

Nothing that the client sends back is used but to find the repair among those of the newest probe.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from piptrust.engine.finding import Standing
from piptrust.engine.fix import FixImpossible
from piptrust.locale import tr
from piptrust.lsp.folder import Folder
from piptrust.lsp.session import Session
from piptrust.probe.candidates.presented_root import confirmed, fingerprint_to_confirm
from piptrust.probe.changes import changes_of
from piptrust.probe.report import ProvenFix, TargetReport
from piptrust.text.edit import Change
from piptrust.text.records import dataclass
from piptrust.text.uri import redact

if TYPE_CHECKING:
    from piptrust.lsp.probing import FolderProbe

_COMMAND_OF_THE_USER = "shell-command"


@dataclass(frozen=True)
class ProbedFix:
    """One repair of one place.

    Attributes:
        folder: whose probe found it.
        probe: that probe.
        fix: the repair, and what a handshake said of it.
    """

    folder: Folder
    probe: FolderProbe
    fix: ProvenFix

    @property
    def title(self) -> str:
        return redact(self.fix.offer.title)

    @property
    def lowers_security(self) -> bool:
        return self.fix.offer.lowers_security

    @property
    def question(self) -> str:
        """What the user is asked before security is lowered."""
        if fingerprint_to_confirm(self.fix.offer) is None:
            return tr("{title}?", title=self.title)
        return tr(
            "{title}? Compare the fingerprint with the one that those who run your network give you: whoever holds "
            "this authority can replace every package.",
            title=self.title,
        )

    def changes(self, session: Session) -> tuple[Change, ...]:
        """What it changes, in the files as they are now.

        Raises:
            FixImpossible: with the reason, in the user's terms.
        """
        del session
        snapshot, disk = self.folder.workspace.snapshot(), self.folder.workspace.disk
        if _names_places_in_a_text(self.fix) and self.probe.has_changed(self.fix.uri):
            raise FixImpossible(
                tr(
                    "The file has changed since the handshakes were made. Wait for the next ones, then choose again."
                )
            )
        offer = self.fix.offer
        fingerprint = fingerprint_to_confirm(offer)
        if fingerprint is not None:
            # Who applies it has read the fingerprint in the question.
            offer = confirmed(offer, fingerprint)
        return changes_of(offer, self.fix.uri, self.fix.finding, snapshot, disk)


def probed_fix(session: Session, data: Mapping[str, Any]) -> ProbedFix:
    """The repair that the client names.

    Raises:
        FixImpossible: the newest probe of the folder does not offer it, or it cannot be applied.
    """
    wanted = (data.get("place"), data.get("fix"), data.get("title"))
    for folder in session.folders:
        if folder.uri != data.get("folder"):
            continue
        probe = session.probe_of(folder)
        for target in probe.report.targets if probe.report is not None else ():
            for fix in target.fixes:
                if (target.target.id, fix.offer.fix, redact(fix.offer.title)) != wanted:
                    continue
                if not _can_be_applied(fix):
                    raise FixImpossible(fix.note or tr("This cannot be applied."))
                return ProbedFix(folder, probe, fix)
    raise FixImpossible(tr("The last handshakes do not offer this repair any more."))


def fix_content(folder: str, target: TargetReport, fix: ProvenFix) -> dict[str, Any]:
    """A fix object of ``piptrust/status`` (docs/protocol.md); ``folder`` is the client's URI."""
    title = redact(fix.offer.title)
    commands = fix.offer.arguments if fix.offer.fix == _COMMAND_OF_THE_USER else None
    data = {"folder": folder, "place": target.target.id, "fix": fix.offer.fix, "title": title}
    return {
        "title": title,
        "standing": fix.standing.value,
        "lowersSecurity": fix.offer.lowers_security,
        "reason": None if fix.standing is Standing.PROVEN else fix.note or None,
        "commands": None
        if commands is None
        else {shell: commands[shell] for shell in ("bash", "powershell")},
        "data": data if _can_be_applied(fix) else None,
    }


def _can_be_applied(fix: ProvenFix) -> bool:
    return fix.standing is not Standing.REFUTED and fix.offer.fix != _COMMAND_OF_THE_USER


def _names_places_in_a_text(fix: ProvenFix) -> bool:
    return fix.finding is not None or "start" in fix.offer.arguments
