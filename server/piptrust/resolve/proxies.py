"""Which proxy pip would use for a host, and whether it looks at the environment at all."""

from __future__ import annotations

from collections.abc import Mapping

from piptrust.resolve import quirks
from piptrust.resolve.convert_values import truth
from piptrust.resolve.effective import Effective, Level, Origin
from piptrust.resolve.environment import Environment
from piptrust.resolve.quirks import holds
from piptrust.text.records import dataclass


@dataclass(frozen=True)
class Proxy:
    """A proxy and who set it. ``url`` may hold credentials: redact it before it is shown."""

    url: str
    origin: Origin


def reads_environment(settings: Mapping[str, Effective], environment: Environment) -> bool:
    """Whether proxies, ``NO_PROXY`` and the CA bundle variables of requests count (``Session.trust_env``).

    pip switches them off together when it is given a proxy of its own
    (``cli/index_command.py:_build_session``). An empty ``--proxy ""`` does so only on the command line.
    """
    if holds(quirks.PROXY_OPTION_HIDES_ENVIRONMENT, environment) and "proxy" in settings:
        return False
    return not (
        holds(quirks.NO_PROXY_ENV_OPTION, environment)
        and "no-proxy-env" in settings
        and truth(settings["no-proxy-env"].value)
    )


def proxy_for(
    settings: Mapping[str, Effective],
    environment: Environment,
    scheme: str = "https",
    host: str = "",
    port: int | None = None,
) -> Proxy | None:
    """The proxy for requests to ``host``, or None where pip connects directly.

    Without a host, ``NO_PROXY`` counts only if it is ``*``. The system's proxy settings, which count on
    Windows and macOS, are not known here.
    """
    own = settings.get("proxy")
    from_option = None if own is None else Proxy(own.value, own.origin)
    from_variable = None
    if reads_environment(settings, environment) and not _bypassed(environment.variables, host, port):
        from_variable = _from_variables(environment.variables, scheme)
    if holds(quirks.PROXY_VARIABLES_BEAT_OPTION, environment):
        return from_variable or from_option
    return from_option or from_variable


def _from_variables(variables: Mapping[str, str], scheme: str) -> Proxy | None:
    """What ``requests/utils.py:select_proxy`` finds.

    Lower case counts more, and a lower case name that is empty unsets the other
    (``urllib.request.getproxies_environment``).
    """
    for name in (f"{scheme}_proxy", "all_proxy"):
        for spelling in (name, name.upper()):
            if spelling in variables:
                if variables[spelling]:
                    return Proxy(variables[spelling], Origin(Level.ENV_VAR, spelling))
                break
    return None


def _bypassed(variables: Mapping[str, str], host: str, port: int | None) -> bool:
    """``requests/utils.py:should_bypass_proxies``: endings of the name, with or without port; networks."""
    value = variables.get("no_proxy") or variables.get("NO_PROXY") or ""
    if value.strip() == "*":
        return True
    entries = [entry for entry in value.replace(" ", "").split(",") if entry]
    if not host or not entries:
        return False
    import ipaddress

    try:
        address = ipaddress.IPv4Address(host)
    except ValueError:
        names = (host, f"{host}:{port}" if port else host)
        return any(name.endswith(entry) for name in names for entry in entries)

    def matches(entry: str) -> bool:
        try:
            return address in ipaddress.IPv4Network(entry, strict=False)
        except ValueError:
            return False

    return any(matches(entry) for entry in entries)
