"""From a snapshot to a plan: what is in effect here, and every place that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from packaging.utils import canonicalize_name

from piptrust.engine.snapshot import Snapshot
from piptrust.parse.document import Document, Setting
from piptrust.parse.kind import FileKind
from piptrust.parse.requirements import RequirementsFile
from piptrust.probe.plan import Plan, plan_targets, trusted_entries
from piptrust.probe.target import ProbeTarget
from piptrust.resolve.effective import Level, Origin, effective
from piptrust.resolve.indexes import IndexUse, indexes_in_use
from piptrust.text.uri import uri_to_path

_MOST_PROJECTS = 3
# PEP 508, Names; followed by whatever ends a name, so that paths and URLs are none.
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?=\s*(?:$|[\[<>=!~;@ (,]))")


def plan_of(snapshot: Snapshot) -> Plan:
    """How ``pip install`` would go about its requests with the configuration in effect.

    Trusted hosts of requirements files count beside the configured ones, because pip adds them to
    its session.
    """
    environment = snapshot.environment
    settings = effective(snapshot.configuration, environment.variables, "install", environment.pip_version)
    words: list[tuple[str, Origin]] = []
    trusted = settings.get("trusted-host")
    if trusted is not None:
        words.extend((word, trusted.origin) for word in trusted.value.split())
    for document, setting in _requirements_settings(snapshot):
        if setting.key == "trusted-host" and setting.ignored is None and setting.value:
            words.append((setting.value, _origin(document, setting)))
    return Plan(settings, environment, trusted_entries(words))


def targets_of(snapshot: Snapshot, plan: Plan) -> tuple[ProbeTarget, ...]:
    """Every index, extra index, find-links place and file host in effect."""
    return plan_targets(plan, uses_of(snapshot, plan), projects_of(snapshot))


def uses_of(snapshot: Snapshot, plan: Plan) -> tuple[IndexUse, ...]:
    """The places as they are named, credentials included."""
    return indexes_in_use(plan.settings, _requirements_settings(snapshot), snapshot.environment)


def projects_of(snapshot: Snapshot) -> tuple[str, ...]:
    """A few projects that the folder's requirements name; their pages tell where files come from."""
    names: list[str] = []
    for document in snapshot.documents.values():
        structure = document.structure
        if not isinstance(structure, RequirementsFile):
            continue
        for line in structure.lines:
            name = _project(line.requirement.text) if line.requirement is not None else None
            if name is not None and name not in names:
                names.append(name)
                if len(names) == _MOST_PROJECTS:
                    return tuple(names)
    return tuple(names)


def _project(requirement: str) -> str | None:
    found = _NAME.match(requirement)
    return canonicalize_name(found.group()) if found is not None else None


def _requirements_settings(snapshot: Snapshot) -> Iterator[tuple[Document, Setting]]:
    for document in snapshot.documents.values():
        if document.kind is not FileKind.PIP_CONF:
            for setting in document.settings:
                yield document, setting


def _origin(document: Document, setting: Setting) -> Origin:
    path = uri_to_path(document.uri) or document.uri
    return Origin(Level.REQUIREMENTS, path, document.uri, None, setting)
