"""Which certificates pip would trust: the decision table, in one readable place."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from piptrust.resolve.effective import Assignment, Effective, Level, Origin
from piptrust.resolve.environment import Environment


class Mode(enum.Enum):
    """How this pip builds its trust: only the chosen bundle, or the system store and more."""

    LEGACY = "legacy"
    TRUSTSTORE = "truststore"


@dataclass(frozen=True)
class TrustDecision:
    """Where pip's trust anchors come from.

    Attributes:
        mode: see :class:`Mode`.
        bundle: the setting that names the chosen bundle, or None where pip uses its own certifi file.
        beaten: the other settings that name a bundle and have no effect, strongest first.
        replaces_defaults: whether the chosen bundle stands *instead of* pip's own and the system's.
        reads_system_store: whether the operating system's (or OpenSSL's default) store counts.
        reads_environment: whether REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE are looked at.
    """

    mode: Mode
    bundle: Assignment | None
    beaten: tuple[Assignment, ...]
    replaces_defaults: bool
    reads_system_store: bool
    reads_environment: bool


BUNDLE_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def decide(settings: Mapping[str, Effective], environment: Environment) -> TrustDecision:
    """The row of the table that holds for these settings, this pip and this Python.

    Sources: requests' ``sessions.py:merge_environment_settings`` (the variables beat ``--cert``); pip 24.2's
    ``cli/index_command.py:_create_truststore_ssl_context`` (the system store by default from 24.2 on).
    """
    pip = environment.pip_version or (99,)
    python = environment.python_version or (99,)
    proxy = settings.get("proxy")
    reads_environment = not (pip >= (24, 1) and proxy is not None)
    candidates: list[Assignment] = []
    if reads_environment:
        candidates.extend(
            Assignment(name, environment.variables[name], Origin(Level.ENV_VAR, name))
            for name in BUNDLE_VARIABLES
            if environment.variables.get(name)
        )
    cert = settings.get("cert")
    if cert is not None:
        candidates.append(Assignment("cert", cert.value, cert.origin))
        candidates.extend(a for a in cert.overridden if a.value)
    deprecated = settings["use-deprecated"].value.split() if "use-deprecated" in settings else []
    features = settings["use-feature"].value.split() if "use-feature" in settings else []
    mode = Mode.LEGACY
    if pip >= (24, 2) and python >= (3, 10) and "legacy-certs" not in deprecated:
        mode = Mode.TRUSTSTORE
    elif (22, 2) <= pip < (24, 2) and python >= (3, 10) and "truststore" in features:
        mode = Mode.TRUSTSTORE
    bundle = candidates[0] if candidates else None
    return TrustDecision(
        mode=mode,
        bundle=bundle,
        beaten=tuple(candidates[1:]),
        replaces_defaults=mode is Mode.LEGACY and bundle is not None,
        reads_system_store=mode is Mode.TRUSTSTORE,
        reads_environment=reads_environment,
    )
