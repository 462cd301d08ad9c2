"""What is probed: one place that pip would fetch from, and how it would go about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from piptrust.resolve.effective import Origin
from piptrust.resolve.indexes import Role
from piptrust.resolve.trust import Source, TrustDecision
from piptrust.text.records import dataclass


@dataclass(frozen=True)
class Recipe:
    """How to build the SSLContext that this pip's stack would build; the agent follows it to the letter.

    Attributes:
        verify: whether certificates are checked at all.
        system: None, "truststore" (the system store as truststore finds it) or "openssl" (OpenSSL's default).
        files: bundles, files or directories, in the order in which they are loaded.
        strict: VERIFY_X509_STRICT.
        partial_chain: VERIFY_X509_PARTIAL_CHAIN.
        common_name: whether a certificate without DNS names may match by its subject's CN.
        names: "openssl", or "python" where urllib3 1.26 matches names itself after the handshake.
        minimum: "1.2", or None where OpenSSL decides.
        ciphers: a cipher string, or None.
        client_cert: path of the client certificate, or None.
        native: whether macOS and Windows decide themselves, through pip's vendored truststore.
        missing: pip's message for a bundle that does not exist; nothing is connected then.
    """

    verify: bool = True
    system: str | None = None
    files: tuple[str, ...] = ()
    strict: bool = False
    partial_chain: bool = False
    common_name: bool = True
    names: str = "openssl"
    minimum: str | None = None
    ciphers: str | None = None
    client_cert: str | None = None
    native: bool = False
    missing: str | None = None

    def as_task(self) -> dict[str, Any]:
        """The JSON that the agent takes."""
        return {**self.__dict__, "files": list(self.files)}


@dataclass(frozen=True)
class ProbeTarget:
    """One place and the way to it.

    Attributes:
        id: unique within a probe: scheme, host and port, lower case.
        url: where the agent goes, credentials removed.
        host: lower case, without brackets.
        port: always a number.
        roles: what pip fetches there.
        origins: who named the place.
        recipe: how the context is built.
        unverified_by: the trusted-host entry that turns verification off, or None.
        trust: which certificates count for this host, and what was beaten.
        proxy: the proxy's URL with its credentials, or None. Never shown.
        proxy_set_by: who set the proxy, or None.
        proxy_recipe: how the context for TLS to the proxy itself is built, or None.
        refusal: pip's message where pip would not even connect (a plain-http index that is not trusted, a
            crash), or None.
        refusal_kind: the kind of error of the refusal.
    """

    id: str
    url: str
    host: str
    port: int
    roles: tuple[Role, ...]
    origins: tuple[Origin, ...]
    recipe: Recipe
    trust: TrustDecision
    unverified_by: Origin | None = None
    proxy: str | None = None
    proxy_set_by: Origin | None = None
    proxy_recipe: Recipe | None = None
    refusal: str | None = None
    refusal_kind: str | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where trust anchors come from; none where nothing is verified."""
        return self.trust.sources if self.recipe.verify else ()

    def as_task(self, *, fetch: bool, timeout: float) -> Mapping[str, Any]:
        """The JSON that the agent's ``handshake`` takes."""
        return {
            "id": self.id,
            "url": self.url,
            "recipe": self.recipe.as_task(),
            "proxy": self.proxy,
            "proxy_recipe": None if self.proxy_recipe is None else self.proxy_recipe.as_task(),
            "fetch": fetch,
            "timeout": timeout,
        }
