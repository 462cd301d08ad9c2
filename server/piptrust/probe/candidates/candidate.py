"""One change that might help, and the place where changes are thought through."""

from __future__ import annotations

from collections.abc import Mapping

from piptrust.engine.finding import Finding, Offer
from piptrust.engine.snapshot import Snapshot
from piptrust.parse.document import Document
from piptrust.resolve.environment import Interpreter
from piptrust.text.records import dataclass, field
from piptrust.text.shell_quoting import posix_quoted, powershell_quoted


@dataclass(frozen=True)
class Candidate:
    """A change, before anybody knows whether it helps.

    Attributes:
        offer: what the user would choose. Its builder gives the changes of files.
        document: where it belongs: a configuration file, there or not yet.
        finding: what it repairs, where a rule offers it.
        variables: environment variables that it changes (None: unsets); these no file holds.
        interpreter: another pip, where it brings one.
    """

    offer: Offer
    document: Document
    finding: Finding | None = None
    variables: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    interpreter: Interpreter | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for candidates that change the same."""
        return (self.document.uri, self.offer.fix, self.offer.title, *sorted(self.offer.arguments.items()))


@dataclass(frozen=True)
class Bench:
    """What candidates are made of, beside the failed target.

    Attributes:
        snapshot: files and environment as they are.
        home: the configuration file into which settings go, empty where it does not exist yet.
        data_folder: piptrust's own folder among the user's data.
    """

    snapshot: Snapshot
    home: Document
    data_folder: str


def commands_to_set(name: str, value: str) -> Mapping[str, str]:
    """How a variable is set in each kind of shell."""
    return {
        "bash": f"export {name}={posix_quoted(value)}",
        "powershell": f"$env:{name} = {powershell_quoted(value)}",
    }


def commands_to_unset(*names: str) -> Mapping[str, str]:
    """How variables are unset in each kind of shell."""
    return {
        "bash": f"unset {' '.join(names)}",
        "powershell": "; ".join(f"Remove-Item Env:{name} -ErrorAction SilentlyContinue" for name in names),
    }
