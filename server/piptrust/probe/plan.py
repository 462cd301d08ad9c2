"""From what is in effect to the list of places to probe, each with the way that pip would take."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence

from piptrust.probe.recipe import proxy_recipe_for, recipe_for
from piptrust.probe.target import ProbeTarget
from piptrust.resolve.effective import Effective, Origin
from piptrust.resolve.environment import Environment
from piptrust.resolve.indexes import IndexUse, Role, split_url
from piptrust.resolve.proxies import proxy_for
from piptrust.resolve.refusals import refusal_of
from piptrust.resolve.trust import decide
from piptrust.resolve.trusted_hosts import (
    TrustedHost,
    covers_https,
    is_secure_origin,
    parse_trusted_host,
    stops_pip,
)
from piptrust.text.records import dataclass, replace

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class TrustedEntry:
    """One trusted-host entry in effect and who set it."""

    entry: TrustedHost
    origin: Origin


@dataclass(frozen=True)
class Plan:
    """All that decides how pip goes about its requests.

    Attributes:
        settings: what is in effect, by option.
        environment: machine, variables, interpreter.
        trusted: the trusted-host entries in effect.
    """

    settings: Mapping[str, Effective]
    environment: Environment
    trusted: tuple[TrustedEntry, ...] = ()

    def target(self, url: str, role: Role, origin: Origin) -> ProbeTarget | None:
        """How pip would fetch ``url``, or None for places that need no network (paths, ``file:``)."""
        scheme, host, written_port = split_url(url)
        if scheme not in _DEFAULT_PORTS or not host:
            return None
        port = written_port or _DEFAULT_PORTS[scheme]
        decision = decide(self.settings, self.environment, host, port)
        entries = [t.entry for t in self.trusted]
        trusted_by = None
        if scheme == "https":
            trusted_by = next(
                (t.origin for t in self.trusted if covers_https(t.entry, url, self.environment)), None
            )
        verify = trusted_by is None
        proxy = proxy_for(self.settings, self.environment, scheme, host, port)
        refusal, kind = self._refusal(url, scheme, host, role, entries)
        if refusal is None and decision.refuses is not None:
            refusal, kind = decision.refuses, "config"
        if (
            refusal is None
            and scheme == "https"
            and verify
            and decision.ip_addresses_crash
            and _is_address(host)
        ):
            refusal, kind = "check_hostname requires server_hostname", "config"
        return ProbeTarget(
            id=f"{scheme}://{host}:{port}",
            url=_without_credentials(url),
            host=host,
            port=port,
            roles=(role,),
            origins=(origin,),
            recipe=recipe_for(decision, self.settings, self.environment, verify=verify),
            trust=decision,
            unverified_by=trusted_by,
            proxy=None if proxy is None else proxy.url,
            proxy_set_by=None if proxy is None else proxy.origin,
            proxy_recipe=proxy_recipe_for(decision, self.environment, verify=verify),
            refusal=refusal,
            refusal_kind=kind,
        )

    def _refusal(
        self,
        url: str,
        scheme: str,
        host: str,
        role: Role,
        entries: Sequence[TrustedHost],
    ) -> tuple[str | None, str | None]:
        for key, setting in self.settings.items():
            section = setting.origin.section or "global"
            refusal = refusal_of(key, setting.value, section, self.environment.pip_version)
            if refusal is not None:
                return refusal.refused.message, "config"
        for entry in entries:
            crash = stops_pip(entry, self.environment)
            if crash is not None:
                return f"ValueError: {crash}", "config"
        gated = scheme == "http" and role is not Role.FILE_HOST
        if gated and not is_secure_origin(url, entries, self.environment):
            message = (
                f"The repository located at {host} is not a trusted or secure host and is being ignored."
            )
            return message, "http"
        return None, None


def plan_targets(
    plan: Plan, uses: Iterable[IndexUse], projects: Sequence[str] = ()
) -> tuple[ProbeTarget, ...]:
    """One target per scheme, host and port, in the order in which they are in use.

    Several uses of one place are one target with several roles. An index is asked for the page of the first
    of ``projects`` (``pip`` where there is none), because only project pages link to files.
    """
    targets: dict[str, ProbeTarget] = {}
    for use in uses:
        url = page_of(use, projects) if use.role in {Role.INDEX, Role.EXTRA_INDEX} else use.url
        target = plan.target(url, use.role, use.origin)
        if target is None:
            continue
        known = targets.get(target.id)
        targets[target.id] = target if known is None else merged(known, target)
    return tuple(targets.values())


def merged(one: ProbeTarget, other: ProbeTarget) -> ProbeTarget:
    """One target for two uses of the same place; the first one's way counts."""
    roles = one.roles + tuple(r for r in other.roles if r not in one.roles)
    origins = one.origins + tuple(o for o in other.origins if o not in one.origins)
    return replace(one, roles=roles, origins=origins)


def page_of(use: IndexUse, projects: Sequence[str]) -> str:
    """The address of a project's page (pip 26.3, ``index/collector.py``)."""
    from packaging.utils import canonicalize_name

    project = canonicalize_name(projects[0]) if projects else "pip"
    return f"{use.url.rstrip('/')}/{project}/"


def trusted_entries(words: Iterable[tuple[str, Origin]]) -> tuple[TrustedEntry, ...]:
    """Parsed entries, each with who set it."""
    return tuple(TrustedEntry(parse_trusted_host(word), origin) for word, origin in words)


def _without_credentials(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{separator}{authority.rpartition('@')[2]}{slash}{path}"


def _is_address(host: str) -> bool:
    import ipaddress

    with contextlib.suppress(ValueError):
        ipaddress.ip_address(host)
        return True
    return False
