"""From a trust decision to the context that this pip's stack builds with it."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from piptrust.probe.target import Recipe
from piptrust.resolve import quirks
from piptrust.resolve.effective import Effective
from piptrust.resolve.environment import Environment
from piptrust.resolve.paths import absolute_path
from piptrust.resolve.quirks import holds
from piptrust.resolve.trust import Mode, SourceKind, TrustDecision

_OWN_PLACES = frozenset({SourceKind.SYSTEM_STORE, SourceKind.SYSTEM_FILE, SourceKind.SYSTEM_DIRECTORY})


def recipe_for(
    decision: TrustDecision, settings: Mapping[str, Effective], environment: Environment, *, verify: bool
) -> Recipe:
    """The context for TLS with the origin.

    urllib3 1.26 sets its own cipher list and matches names itself, unless it is handed truststore's context
    (pip 24.0, ``_vendor/urllib3/connection.py:connect``).
    """
    own_context = decision.mode is Mode.LEGACY or decision.row.proxied is True
    old_urllib3 = own_context and not holds(quirks.URLLIB3_2, environment)
    client_cert = settings.get("client-cert")
    ciphers = "pip" if old_urllib3 else None
    client_path = None if client_cert is None else absolute_path(client_cert.value, environment)
    if not verify:
        return Recipe(verify=False, ciphers=ciphers, client_cert=client_path)
    kinds = {source.kind for source in decision.sources}
    system = None
    if kinds & _OWN_PLACES:
        system = "openssl" if own_context else "truststore"
    files = tuple(
        source.path
        for source in decision.sources
        if source.kind in {SourceKind.CERTIFI, SourceKind.BUNDLE} and source.path is not None
    )
    return Recipe(
        system=system,
        files=files,
        strict=decision.strict,
        partial_chain=decision.strict,
        common_name=decision.common_name_counts,
        names="python" if old_urllib3 else "openssl",
        ciphers=ciphers,
        client_cert=client_path,
        native=not own_context,
    )


class ProxyTls(enum.Enum):
    """How a context for TLS to an https proxy comes about."""

    BUNDLE_OR_CERTIFI = "the bundle, else certifi"
    BUNDLE_OR_OPENSSL = "the bundle, else OpenSSL's default"
    ORIGIN = "the origin's own context"
    BUNDLE_OR_ORIGIN = "the bundle alone, else the origin's own context"


# Until when (exclusive) each holds for pips that use truststore; observed with real pips and a TLS proxy. In
# legacy mode it is always the first.
_PROXY_TLS = (
    ((24, 1), ProxyTls.BUNDLE_OR_CERTIFI),
    ((25, 3), ProxyTls.BUNDLE_OR_OPENSSL),
    ((26, 2), ProxyTls.BUNDLE_OR_CERTIFI),
    ((26, 3), ProxyTls.ORIGIN),
)


def proxy_recipe_for(decision: TrustDecision, environment: Environment, *, verify: bool) -> Recipe:
    """The context for TLS with an https proxy itself, which differs from the origin's in most versions.

    Trusting the origin's host turns this check off as well.
    """
    if not verify:
        return Recipe(verify=False)
    bundle = tuple(s.path for s in decision.sources if s.kind is SourceKind.BUNDLE and s.path is not None)
    interpreter = environment.interpreter
    certifi = () if interpreter is None or interpreter.certifi_where is None else (interpreter.certifi_where,)
    urllib3_2 = holds(quirks.URLLIB3_2, environment)
    strict = urllib3_2 and holds(quirks.STRICT_BY_DEFAULT, environment)
    alone = Recipe(files=bundle or certifi, strict=strict, partial_chain=strict, common_name=not urllib3_2)
    way = _proxy_tls(decision, environment)
    if way is ProxyTls.BUNDLE_OR_CERTIFI or (way is ProxyTls.BUNDLE_OR_ORIGIN and bundle):
        return alone
    if way is ProxyTls.BUNDLE_OR_OPENSSL:
        return Recipe(files=bundle, system=None if bundle else "openssl")
    return Recipe(system="truststore", files=certifi + bundle, native=True)


def _proxy_tls(decision: TrustDecision, environment: Environment) -> ProxyTls:
    if decision.mode is Mode.LEGACY:
        return ProxyTls.BUNDLE_OR_CERTIFI
    pip = environment.pip_version
    if pip is not None:
        for until, way in _PROXY_TLS:
            if pip < until:
                return way
    return ProxyTls.BUNDLE_OR_ORIGIN
