"""Which certificates pip would trust: the decision table, in one readable place.

Two decisions are made. Which *bundle* is chosen: requests' variables beat pip's own option. And which *row*
of :data:`TABLE` holds: whether pip's own certifi file and the system's store count beside it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from piptrust.locale import mark, tr
from piptrust.parse.pip_version import PipVersion
from piptrust.resolve import quirks
from piptrust.resolve.effective import Assignment, Effective, Level, Origin
from piptrust.resolve.environment import Environment
from piptrust.resolve.paths import absolute_path
from piptrust.resolve.proxies import proxy_for, reads_environment
from piptrust.resolve.quirks import holds
from piptrust.text.records import dataclass


class Mode(enum.Enum):
    """How this pip builds its trust: only the chosen bundle, or the system store and more."""

    LEGACY = "legacy"
    TRUSTSTORE = "truststore"


class When(enum.Enum):
    """When a source of certificates counts, by whether a bundle is chosen."""

    ALWAYS = "always"
    NEVER = "never"
    WITH_BUNDLE = "with a bundle"
    WITHOUT_BUNDLE = "without a bundle"

    def counts(self, bundle: bool) -> bool:
        return self is When.ALWAYS or self is (When.WITH_BUNDLE if bundle else When.WITHOUT_BUNDLE)


class Ask(enum.Enum):
    """How truststore is asked for."""

    NOTHING = "nothing"
    FEATURE = "use-feature = truststore"
    DEFAULT = "the default, unless use-deprecated = legacy-certs"


@dataclass(frozen=True)
class Row:
    """One way in which some pips decide. The chosen bundle always counts.

    Attributes:
        mode: see :class:`Mode`.
        ask: how truststore was asked for.
        since: the first pip; empty: all.
        until: the first pip for which it no longer holds, or None.
        proxied: whether it holds through a proxy only, without one only (False), or both (None).
        system: when the system's store counts.
        certifi: when pip's own certifi file counts.
        evidence: where it can be seen.
    """

    mode: Mode
    ask: Ask
    since: PipVersion
    until: PipVersion | None
    proxied: bool | None
    system: When
    certifi: When
    evidence: str


# The first row that holds decides.
TABLE = (
    Row(
        Mode.TRUSTSTORE, Ask.DEFAULT, (24, 2), (25, 2), True, When.WITHOUT_BUNDLE, When.NEVER,
        "pip 24.2 network/session.py: the truststore context does not reach the proxy manager; 25.2 "
        "overrides proxy_manager_for",
    ),
    Row(
        Mode.TRUSTSTORE, Ask.DEFAULT, (24, 2), None, None, When.ALWAYS, When.ALWAYS,
        "pip 24.2 cli/index_command.py:_create_truststore_ssl_context loads certifi into the context",
    ),
    Row(
        Mode.TRUSTSTORE, Ask.FEATURE, (24, 1, 1), (24, 2), True, When.WITHOUT_BUNDLE, When.NEVER,
        "pip 24.1.1 network/session.py: the truststore context does not reach the proxy manager",
    ),
    Row(
        Mode.TRUSTSTORE, Ask.FEATURE, (24, 1, 1), (24, 2), None, When.ALWAYS, When.NEVER,
        "pip 24.1.1 _vendor/requests/adapters.py:_urllib3_request_context",
    ),
    Row(
        Mode.LEGACY, Ask.FEATURE, (22, 2), (24, 1, 1), True, When.NEVER, When.WITHOUT_BUNDLE,
        "pip 22.2 network/session.py: the truststore context does not reach the proxy manager",
    ),
    Row(
        Mode.TRUSTSTORE, Ask.FEATURE, (24, 1), (24, 1, 1), None, When.WITH_BUNDLE, When.WITHOUT_BUNDLE,
        "pip 24.1 _vendor/requests/adapters.py:_preloaded_ssl_context takes truststore's place",
    ),
    Row(
        Mode.TRUSTSTORE, Ask.FEATURE, (22, 2), (24, 1), None, When.ALWAYS, When.WITHOUT_BUNDLE,
        "pip 22.2 cli/req_command.py:_create_truststore_ssl_context; requests adds its verify file",
    ),
    Row(
        Mode.LEGACY, Ask.NOTHING, (), None, None, When.NEVER, When.WITHOUT_BUNDLE,
        "requests' adapters.py:cert_verify: the bundle stands instead of certifi",
    ),
)  # fmt: skip


class SourceKind(enum.Enum):
    """Where certificates come from."""

    SYSTEM_STORE = mark("the operating system's store")
    SYSTEM_FILE = mark("OpenSSL's default file")
    SYSTEM_DIRECTORY = mark("OpenSSL's default directory")
    CERTIFI = mark("pip's own certifi file")
    BUNDLE = mark("the chosen bundle")


@dataclass(frozen=True)
class Source:
    """One place whose certificates count.

    Attributes:
        kind: see :class:`SourceKind`.
        path: absolute, as pip would open it; None for the operating system's store, or where it is not known.
        origin: who set it.
    """

    kind: SourceKind
    path: str | None
    origin: Origin


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
        sources: every place whose certificates count, for :mod:`piptrust.resolve.system_store` to refine.
        row: the row of the table that holds.
        strict: whether OpenSSL checks with VERIFY_X509_STRICT and takes any certificate of the sources as the
            end of a chain (VERIFY_X509_PARTIAL_CHAIN).
        common_name_counts: whether a name only in the subject's common name is accepted.
        ip_addresses_crash: whether an https URL with an IP address ends pip with a ValueError.
        refuses: pip's message where it refuses every networked command because of a setting, or None.
    """

    mode: Mode
    bundle: Assignment | None
    beaten: tuple[Assignment, ...]
    replaces_defaults: bool
    reads_system_store: bool
    reads_environment: bool
    sources: tuple[Source, ...] = ()
    row: Row = TABLE[-1]
    strict: bool = False
    common_name_counts: bool = True
    ip_addresses_crash: bool = False
    refuses: str | None = None


BUNDLE_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def decide(
    settings: Mapping[str, Effective], environment: Environment, host: str = "", port: int | None = None
) -> TrustDecision:
    """The row of the table that holds for these settings, this pip and this Python.

    The host counts only where ``NO_PROXY`` decides whether a proxy is used. The bundle's order is that of
    requests' ``sessions.py:merge_environment_settings``: the variables beat ``--cert``.
    """
    trust_environment = reads_environment(settings, environment)
    candidates = _candidates(settings, environment, trust_environment)
    bundle = next((a for a, counts in candidates if counts), None)
    proxied = proxy_for(settings, environment, "https", host, port) is not None
    refusal = _refusal(settings, environment)
    ask = Ask.NOTHING if refusal else _ask(settings, environment)
    row = next(row for row in TABLE if _holds(row, ask, proxied, environment))
    system = row.system.counts(bundle is not None)
    certifi = row.certifi.counts(bundle is not None)
    legacy = row.mode is Mode.LEGACY
    strict = legacy and holds(quirks.URLLIB3_2, environment) and holds(quirks.STRICT_BY_DEFAULT, environment)
    return TrustDecision(
        mode=row.mode,
        bundle=bundle,
        beaten=tuple(a for a, _ in candidates if a is not bundle),
        replaces_defaults=bundle is not None and not system and not certifi,
        reads_system_store=system,
        reads_environment=trust_environment,
        sources=tuple(_sources(bundle, system, certifi, environment)),
        row=row,
        strict=strict,
        common_name_counts=not (legacy and holds(quirks.URLLIB3_2, environment)),
        ip_addresses_crash=not legacy and not row.proxied and not holds(quirks.URLLIB3_2, environment),
        refuses=refusal,
    )


def _candidates(
    settings: Mapping[str, Effective], environment: Environment, trust_environment: bool
) -> list[tuple[Assignment, bool]]:
    """Everything that names a bundle, strongest first, and whether it is looked at."""
    variables = [
        (Assignment(name, environment.variables[name], Origin(Level.ENV_VAR, name)), trust_environment)
        for name in BUNDLE_VARIABLES
        if environment.variables.get(name)
    ]
    cert = settings.get("cert")
    options: list[tuple[Assignment, bool]] = []
    if cert is not None:
        options.append((Assignment("cert", cert.value, cert.origin), True))
        options.extend((a, False) for a in cert.overridden if a.value)
    return variables + options if trust_environment else options + variables


def _ask(settings: Mapping[str, Effective], environment: Environment) -> Ask:
    if not holds(quirks.PYTHON_HAS_TRUSTSTORE, environment) or _no_ssl(environment):
        return Ask.NOTHING
    if holds(quirks.TRUSTSTORE_BY_DEFAULT, environment):
        return Ask.NOTHING if "legacy-certs" in _words(settings, "use-deprecated") else Ask.DEFAULT
    return Ask.FEATURE if _wants_feature(settings, environment) else Ask.NOTHING


def _refusal(settings: Mapping[str, Effective], environment: Environment) -> str | None:
    """See pip 22.2, ``cli/req_command.py:_create_truststore_ssl_context``."""
    if not _wants_feature(settings, environment):
        return None
    if not holds(quirks.PYTHON_HAS_TRUSTSTORE, environment):
        return "The truststore feature is only available for Python 3.10+"
    interpreter = environment.interpreter
    if (
        holds(quirks.TRUSTSTORE_NOT_VENDORED, environment)
        and interpreter
        and not interpreter.truststore_installed
    ):
        return "To use the truststore feature, 'truststore' must be installed into pip's current environment."
    return None


def _wants_feature(settings: Mapping[str, Effective], environment: Environment) -> bool:
    return holds(quirks.TRUSTSTORE_FEATURE, environment) and "truststore" in _words(settings, "use-feature")


def _holds(row: Row, ask: Ask, proxied: bool, environment: Environment) -> bool:
    pip = environment.pip_version
    if row.ask is not ask or (row.proxied is not None and row.proxied is not proxied):
        return False
    return row.until is None if pip is None else row.since <= pip and (row.until is None or pip < row.until)


def _words(settings: Mapping[str, Effective], key: str) -> list[str]:
    return settings[key].value.split() if key in settings else []


def _no_ssl(environment: Environment) -> bool:
    return environment.interpreter is not None and environment.interpreter.ssl_error is not None


def _sources(
    bundle: Assignment | None, system: bool, certifi: bool, environment: Environment
) -> list[Source]:
    sources: list[Source] = []
    interpreter = environment.interpreter
    if system:
        sources.extend(_system_sources(environment))
    if certifi:
        path = None if interpreter is None else interpreter.certifi_where
        sources.append(Source(SourceKind.CERTIFI, path, Origin(Level.DEFAULT, environment.pip_name)))
    if bundle is not None:
        expand = bundle.key == "cert" and holds(quirks.HOME_IN_PATHS, environment)
        path = absolute_path(bundle.value, environment, expand_home=expand)
        sources.append(Source(SourceKind.BUNDLE, path, bundle.origin))
    return sources


def _system_sources(environment: Environment) -> list[Source]:
    """The system's store: OpenSSL's two default places, each of which a variable can move.

    On macOS and Windows truststore asks the system and OpenSSL's places do not count.
    """
    if environment.platform in {"darwin", "win32"}:
        return [Source(SourceKind.SYSTEM_STORE, None, Origin(Level.DEFAULT, tr("the operating system")))]
    interpreter = environment.interpreter
    compiled_file = None if interpreter is None else interpreter.openssl_cafile
    compiled_directory = None if interpreter is None else interpreter.openssl_capath
    sources: list[Source] = []
    for kind, name, compiled in (
        (SourceKind.SYSTEM_FILE, "SSL_CERT_FILE", compiled_file),
        (SourceKind.SYSTEM_DIRECTORY, "SSL_CERT_DIR", compiled_directory),
    ):
        value = environment.variables.get(name)
        if value is None:
            sources.append(Source(kind, compiled, Origin(Level.DEFAULT, tr("OpenSSL's default"))))
            continue
        paths = value.split(":") if kind is SourceKind.SYSTEM_DIRECTORY else [value]
        origin = Origin(Level.ENV_VAR, name)
        sources.extend(
            Source(kind, absolute_path(path, environment, expand_home=False), origin)
            for path in paths
            if path
        )
    return sources
