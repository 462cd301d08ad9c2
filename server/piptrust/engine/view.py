"""A snapshot as one document sees it: what rules are given."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from piptrust.engine.snapshot import FileFacts, Snapshot
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.resolve.effective import ConfigFile, Effective, Level, effective
from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import IndexUse, with_configured
from piptrust.resolve.paths import absolute_path
from piptrust.resolve.trust import TrustDecision, decide
from piptrust.text.uri import uri_to_path


class View:
    """One document and all that surrounds it. Everything is worked out when first asked for.

    A configuration file that pip does not read here (one in a repository, say) is judged as if
    ``PIP_CONFIG_FILE`` named it, which is how such files are used: it is read last and the user's files are
    skipped. A requirements file is judged under the configuration in effect.
    """

    def __init__(self, snapshot: Snapshot, document: Document) -> None:
        self.snapshot = snapshot
        self.document = document
        self._effective: dict[str, Mapping[str, Effective]] = {}

    @property
    def environment(self) -> Environment:
        return self.snapshot.environment

    @cached_property
    def in_effect(self) -> bool:
        """Whether pip reads this document here.

        True for configuration files in their place, and for every requirements file, which is read whenever
        somebody names it.
        """
        return self.document.kind is not FileKind.PIP_CONF or self.snapshot.in_effect(self.document)

    @cached_property
    def deployed(self) -> bool:
        """Whether the document goes into a container image or a CI run."""
        return self.document.uri in self.snapshot.deployed

    @cached_property
    def configuration(self) -> tuple[ConfigFile, ...]:
        """The configuration files that apply beside this document, it included, lowest first."""
        files = self.snapshot.configuration
        if self.in_effect:
            return files
        path = uri_to_path(self.document.uri) or self.document.uri
        kept = tuple(f for f in files if f.level not in {Level.USER, Level.ENV})
        return (*kept, ConfigFile(Level.ENV, path, self.document.uri, self.document))

    def effective(self, command: str = "install") -> Mapping[str, Effective]:
        """What is in effect for a pip command, by option name."""
        if command not in self._effective:
            configured = effective(
                self.configuration, self.environment.variables, command, self.environment.pip_version
            )
            if self.document.kind is FileKind.NOTEBOOK_CELL:
                from piptrust.resolve.command_line import with_command_line

                configured = with_command_line(
                    configured,
                    (setting for setting in self.document.settings if setting.ignored is None),
                    self.document.uri,
                    self.environment.pip_version,
                )
            self._effective[command] = configured
        return self._effective[command]

    @cached_property
    def trust(self) -> TrustDecision:
        return decide(self.effective(), self.environment)

    @cached_property
    def indexes(self) -> tuple[IndexUse, ...]:
        """Every place that pip may fetch from, for a run that this document has a part in.

        A configuration file serves all requirements files; a requirements file is read with the files it
        includes and those that include it, and which those are is not always known, so all of the folder's
        count.
        """
        return with_configured(self.effective(), self.snapshot.required_indexes, self.environment)

    def facts(self, value: str, *, expand_home: bool = True) -> FileFacts | None:
        """What stands at the path that a setting names, or None where nobody looked."""
        return self.snapshot.files.get(absolute_path(value, self.environment, expand_home=expand_home))
