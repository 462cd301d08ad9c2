"""Offers that give pip its authorities by environment variables, where no configuration file fits."""

from __future__ import annotations

from piptrust.engine.finding import Offer
from piptrust.engine.offers.certificates import useful_candidates
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.text.uri import uri_to_path

SHELLS = {"bash": "pip-cert.sh", "powershell": "pip-cert.ps1"}
_TITLES = {
    "bash": mark("Write {file}, which sets PIP_CERT to {path} in bash, zsh and other POSIX shells"),
    "powershell": mark("Write {file}, which sets PIP_CERT to {path} in PowerShell"),
}


def variable_offers(view: View) -> tuple[Offer, ...]:
    """For the best CA bundle on this machine: a ``.env`` file, and a script for each kind of shell.

    Only files that have a folder get them, and not those that pip reads in their place: such a file is itself
    the better place.
    """
    candidates = useful_candidates(view)
    if not candidates or uri_to_path(view.document.uri) is None or view.document.uri in _read_by_pip(view):
        return ()
    best = candidates[0]
    arguments = {"path": best.path}
    return (
        Offer(
            "pip-cert-block",
            tr(
                "Set PIP_CERT to {path} in .env (for tools that load it; pip itself does not)", path=best.path
            ),
            arguments,
        ),
        *(
            Offer(
                "shell-lines",
                tr(_TITLES[shell], file=name, path=best.path),
                {**arguments, "shell": shell},
            )
            for shell, name in SHELLS.items()
        ),
    )


def _read_by_pip(view: View) -> frozenset[str]:
    return view.snapshot.configuration_uris
