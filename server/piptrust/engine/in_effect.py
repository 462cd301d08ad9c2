"""What is in effect for one command of pip, gathered for people and programs to read."""

from __future__ import annotations

from piptrust.data.options import Option, option_named
from piptrust.engine.workspace import Workspace
from piptrust.locale import tr
from piptrust.parse.document import Document
from piptrust.resolve.disk import Disk, EntryKind
from piptrust.resolve.effective import ConfigFile, Effective, Origin, effective
from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import IndexUse, indexes_in_use
from piptrust.resolve.proxies import Proxy, proxy_for
from piptrust.resolve.system_store import sources_on_disk
from piptrust.resolve.trust import Source, TrustDecision, decide
from piptrust.text.records import dataclass


@dataclass(frozen=True)
class FileRead:
    """A configuration file, what stands at its path, and pip's message where it ends there."""

    file: ConfigFile
    kind: EntryKind
    stops_pip: str | None


@dataclass(frozen=True)
class OptionSet:
    """An option with a value; ``option`` is None where this command of this pip has no such option."""

    effective: Effective
    option: Option | None


@dataclass(frozen=True)
class SourceRead:
    """A source of certificates, and what stands at its path; None where it has no path."""

    source: Source
    kind: EntryKind | None


@dataclass(frozen=True)
class InEffect:
    """Everything that decides what one command of pip does about trust."""

    environment: Environment
    command: str
    options: tuple[OptionSet, ...]
    files: tuple[FileRead, ...]
    trust: TrustDecision
    sources: tuple[SourceRead, ...]
    indexes: tuple[IndexUse, ...]
    proxy: Proxy | None

    def line_of(self, origin: Origin) -> int | None:
        """The line, from one, of the setting in its file; None for what no file sets."""
        document = next((read.file.document for read in self.files if read.file.uri == origin.uri), None)
        if document is None or origin.setting is None:
            return None
        return document.line_index.line_of(origin.setting.key_span.start) + 1

    @property
    def stops_pip(self) -> str | None:
        """The message with which every command of pip ends, or None."""
        return next((read.stops_pip for read in self.files if read.stops_pip), None)


def in_effect(workspace: Workspace, disk: Disk, command: str) -> InEffect:
    """What holds for ``command`` without requirements files and further options."""
    environment = workspace.environment
    configuration = workspace.snapshot().configuration
    pip = environment.pip_version
    settings = effective(configuration, environment.variables, command, pip)
    decision = decide(settings, environment)
    return InEffect(
        environment=environment,
        command=command,
        options=tuple(
            OptionSet(settings[name], option_named(settings[name].key, command, pip))
            for name in sorted(settings)
        ),
        files=tuple(
            FileRead(file, disk.entry(file.path).kind, _stops_pip(file.document)) for file in configuration
        ),
        trust=decision,
        sources=tuple(
            SourceRead(source, None if source.path is None else disk.entry(source.path).kind)
            for source in sources_on_disk(decision, environment, disk)
        ),
        indexes=indexes_in_use(settings, (), environment),
        proxy=proxy_for(settings, environment),
    )


def _stops_pip(document: Document | None) -> str | None:
    if document is None:
        return None
    if document.encoding is not None and not document.encoding.pip_reads:
        return document.encoding.pip_says or tr("pip cannot decode it")
    problem = next((problem for problem in document.problems if problem.stops_pip), None)
    return None if problem is None else problem.pip_says or problem.code
