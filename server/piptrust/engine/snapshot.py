"""Everything that rules may know, frozen at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from piptrust.engine.handshake import Handshake
from piptrust.engine.judgement.trust_matching import comparable_host
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.resolve.disk import EntryKind
from piptrust.resolve.effective import ConfigFile
from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import INDEX_OPTIONS, IndexUse, required_indexes
from piptrust.text.records import dataclass, field, replace
from piptrust.x509.bundle import Bundle, read_bundle


@dataclass(frozen=True)
class FileFacts:
    """What stands at a path that a setting names.

    Attributes:
        path: absolute, as pip would open it.
        kind: file, directory, special, missing or forbidden.
        content: the bytes of a readable file that some certificate setting names; None for anything else.
        error: the operating system's words when reading failed, or None.
        hashed_names: for a directory: how many names have OpenSSL's form ``0123abcd.0``.
        entries: for a directory: how many names it holds.
        alternatives: for a missing path: the files in its folder whose names are most like it, best first.
    """

    path: str
    kind: EntryKind
    content: bytes | None = field(default=None, repr=False)
    error: str | None = None
    hashed_names: int = 0
    entries: int = 0
    alternatives: tuple[str, ...] = ()

    @cached_property
    def bundle(self) -> Bundle | None:
        """What the content is, read as certificates. A system's bundle takes some milliseconds, once."""
        return None if self.content is None else read_bundle(self.content)


@dataclass(frozen=True)
class CaCandidate:
    """A CA bundle that exists on this machine: ``name`` says whose it is, in the user's terms."""

    name: str
    path: str


@dataclass(frozen=True)
class Snapshot:
    """The input of every rule. Nothing in it changes; nothing outside it is looked at.

    Attributes:
        environment: the machine, user and interpreter.
        documents: every document that was read, by canonical URI: open ones, those of the folder, those they
            include, and the configuration files in effect.
        configuration: the configuration files that pip reads, lowest first, present or not.
        files: facts on every path that some setting names, by absolute path.
        ca_candidates: CA bundles on this machine, best first.
        deployed: URIs of documents that go into a container image or a CI run.
        today: the time at which certificates are judged, with a time zone.
        trusted_workspace: whether the user trusts the folder.
        handshakes: what the last probe saw; empty where none was made.
    """

    environment: Environment
    documents: Mapping[str, Document]
    configuration: tuple[ConfigFile, ...]
    files: Mapping[str, FileFacts]
    today: datetime
    ca_candidates: tuple[CaCandidate, ...] = ()
    deployed: frozenset[str] = field(default_factory=frozenset[str])
    trusted_workspace: bool = True
    handshakes: tuple[Handshake, ...] = ()

    @cached_property
    def configuration_uris(self) -> frozenset[str]:
        return frozenset(f.uri for f in self.configuration)

    @cached_property
    def required_indexes(self) -> tuple[IndexUse, ...]:
        """The places on the network that the requirements files name, all of them together."""
        named = (
            (document, setting)
            for document in self.documents.values()
            if document.kind is not FileKind.PIP_CONF
            for setting in document.settings_named(*INDEX_OPTIONS)
        )
        return required_indexes(named, self.environment)

    @cached_property
    def handshakes_by_host(self) -> Mapping[str, tuple[Handshake, ...]]:
        """What the last probe saw, by the host in the spelling in which hosts compare."""
        found: dict[str, list[Handshake]] = {}
        for handshake in self.handshakes:
            found.setdefault(comparable_host(handshake.host), []).append(handshake)
        return {host: tuple(handshakes) for host, handshakes in found.items()}

    def in_effect(self, document: Document) -> bool:
        """Whether pip reads this configuration file here and now."""
        return document.uri in self.configuration_uris

    def with_document(self, document: Document) -> Snapshot:
        """The snapshot with one known document exchanged for another version that names the same files."""
        return replace(
            self,
            documents={**self.documents, document.uri: document},
            configuration=tuple(
                replace(f, document=document) if f.uri == document.uri else f for f in self.configuration
            ),
        )
