"""Which option or section was meant by a name that pip does not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from piptrust.data.options import GLOBAL, Option, Version, commands, options_for

# What people write who remember the thing but not pip's name for it: names of other tools' options, mostly.
_OTHER_NAMES = {
    "ca": "cert",
    "ca-bundle": "cert",
    "ca-cert": "cert",
    "ca-certificate": "cert",
    "ca-certs": "cert",
    "ca-file": "cert",
    "cafile": "cert",
    "certificate": "cert",
    "requests-ca-bundle": "cert",
    "ssl-ca": "cert",
    "ssl-cert": "cert",
    "ssl-cert-file": "cert",
    "verify": "cert",
    "client-certificate": "client-cert",
    "default-index": "index-url",
    "index-server": "index-url",
    "index-urls": "index-url",
    "mirror": "index-url",
    "registry": "index-url",
    "repository": "index-url",
    "url": "index-url",
    "extra-index": "extra-index-url",
    "extra-url": "extra-index-url",
    "extra-urls": "extra-index-url",
    "http-proxy": "proxy",
    "https-proxy": "proxy",
    "proxies": "proxy",
    "allow-insecure-host": "trusted-host",
    "insecure-host": "trusted-host",
    "host": "trusted-host",
    "trust": "trusted-host",
    "trusted": "trusted-host",
    "no-cache": "no-cache-dir",
    "offline": "no-index",
    "timeouts": "timeout",
}
_SHORTEST_ABBREVIATION = 3
_SHORTEST_FOR_LIKENESS = 4
_LIKENESS = 0.8
_GENERAL_SECTION_NAMES = frozenset({"pip", "tool-pip", "globals", "options", "settings", "config", "default"})


def meant_key(key: str, section: str, pip_version: Version | None = None) -> str | None:
    """The key of this section that was meant by ``key``, or None where no single one comes to mind.

    Tried in turn: ``PIP_CERT`` for ``cert``, names that are well known to be mixed up, pip's own internal
    names (``extra_index_urls``), short options, dashes and plurals, abbreviations as the command line takes
    them, typing errors.
    """
    options = options_for(section, pip_version)
    keys = [name for option in options for name in option.keys]
    bare = key.lstrip("-").removeprefix("pip-")
    if not bare:
        return None
    candidates = (
        [bare, _OTHER_NAMES.get(bare, "")],
        [option.keys[0] for option in options if option.dest.replace("_", "-") == bare],
        _by_short_name(bare, options),
        [name for name in keys if _folded(name) == _folded(bare)],
        _by_abbreviation(bare, options),
        _by_likeness(bare, keys),
    )
    return next((name for names in candidates for name in names if name in keys), None)


def meant_section(name: str, pip_version: Version | None = None) -> str | None:
    """The section that was meant by ``name``, which is none of this pip's."""
    known = [GLOBAL, *commands(pip_version)]
    bare = name.strip(" \t[]\"'").lower().replace("_", "-").replace(".", "-")
    for form in (bare, bare.removeprefix("tool-"), bare.removeprefix("tool-pip-"), bare.removeprefix("pip-")):
        if form in known:
            return form
    if bare in _GENERAL_SECTION_NAMES:
        return GLOBAL
    return next(iter(_by_likeness(bare, known)), None)


def _by_short_name(name: str, options: Sequence[Option]) -> list[str]:
    """Short options keep their case on the command line, but a key has lost it."""
    if len(name) != 1:
        return []
    found = [option for option in options if name in {short.lower() for short in option.short}]
    found.sort(key=lambda option: (not option.general, -len(option.commands), name not in option.short))
    return [option.keys[0] for option in found]


def _by_abbreviation(name: str, options: Sequence[Option]) -> list[str]:
    if len(name) < _SHORTEST_ABBREVIATION:
        return []
    found = {option.keys[0] for option in options if any(key.startswith(name) for key in option.keys)}
    return list(found) if len(found) == 1 else []


def _by_likeness(name: str, names: Iterable[str]) -> list[str]:
    if not _SHORTEST_FOR_LIKENESS <= len(name) <= 40:
        return []
    import difflib  # Only files with a mistake in them pay for it.

    return difflib.get_close_matches(name, list(names), n=1, cutoff=_LIKENESS)


def _folded(name: str) -> str:
    return name.replace("-", "").removesuffix("s")
