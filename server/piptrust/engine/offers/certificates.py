"""Offers that give pip the authorities it needs, instead of switching verification off."""

from __future__ import annotations

from collections.abc import Mapping

from piptrust.engine.edits.config import setting_in_global
from piptrust.engine.edits.config_target import ConfigTarget, config_target
from piptrust.engine.finding import Offer
from piptrust.engine.snapshot import CaCandidate
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.pip_conf import PipConf
from piptrust.resolve.environment import Environment
from piptrust.resolve.trust import BUNDLE_VARIABLES
from piptrust.text.span import Span

_MOST = 3


def set_cert_offers(view: View, instead_of: Span | None = None) -> tuple[Offer, ...]:
    """One offer for each of the best CA bundles on this machine, to set ``cert`` to it.

    ``instead_of`` is a trusted-host entry of the document that the fix removes as well: an entry that stays
    would keep pip from verifying anything, whatever ``cert`` says.
    """
    target = config_target(view)
    if target is None:
        return ()
    present = _present(target)
    return tuple(
        _offer(view, target, candidate, instead_of)
        for candidate in useful_candidates(view)
        if instead_of is not None or candidate.path != present
    )


def useful_candidates(view: View) -> tuple[CaCandidate, ...]:
    """The best bundles to point pip at. Its own is none of them: pip uses that one already."""
    own = view.environment.interpreter.certifi_where if view.environment.interpreter else None
    return tuple(c for c in view.snapshot.ca_candidates if c.path != own)[:_MOST]


def stronger_setting(view: View, target: ConfigTarget, path: str) -> str | None:
    """Why a ``cert`` in ``target`` would have no effect in this environment, or None."""
    if view.deployed:
        # The file is used in an environment that is not this one.
        return None
    return _stronger_variable(view.environment, view, path) or _stronger_file(view, target)


def _offer(view: View, target: ConfigTarget, candidate: CaCandidate, instead_of: Span | None) -> Offer:
    title = _title(target, candidate, instead=instead_of is not None)
    arguments: Mapping[str, str] = {"path": candidate.path}
    if instead_of is not None:
        arguments = {**arguments, "start": str(instead_of.start), "end": str(instead_of.end)}
    return Offer("set-cert", title, arguments, disabled=stronger_setting(view, target, candidate.path))


def _title(target: ConfigTarget, candidate: CaCandidate, *, instead: bool) -> str:
    values = {"path": candidate.path, "name": candidate.name, "owner": target.owner, "file": target.path}
    if instead and target.owner:
        return tr("Verify certificates instead: set cert to {path}, {name} in {owner} ({file})", **values)
    if instead:
        return tr("Verify certificates instead: set cert to {path}, {name}", **values)
    if target.owner:
        return tr("Set cert to {path}, {name} in {owner} ({file})", **values)
    return tr("Set cert to {path}, {name}", **values)


def _present(target: ConfigTarget) -> str | None:
    structure = target.document.structure if target.document is not None else None
    setting = setting_in_global(structure, "cert") if isinstance(structure, PipConf) else None
    return setting.value if setting is not None else None


def _stronger_variable(environment: Environment, view: View, path: str) -> str | None:
    names = [*BUNDLE_VARIABLES, "PIP_CERT"] if view.trust.reads_environment else ["PIP_CERT"]
    for name in names:
        value = environment.variables.get(name)
        if value and value != path:
            return tr(
                "{name} is set to {value} and beats every cert setting in a file; unset it first.",
                name=name,
                value=value,
            )
    return None


def _stronger_file(view: View, target: ConfigTarget) -> str | None:
    """A file that is read later, or a command's section, wins over ``[global]`` in the target."""
    winner = view.effective().get("cert")
    if winner is None or winner.origin.uri is None:
        return None
    if winner.origin.uri == target.uri and winner.origin.section == "global":
        return None
    order = [file.uri for file in view.configuration]
    later = target.uri in order and winner.origin.uri in order[order.index(target.uri) :]
    if winner.origin.section != "global" or (later and winner.origin.uri != target.uri):
        return tr(
            "[{section}] cert in {name} beats it; change that one.",
            section=winner.origin.section,
            name=winner.origin.name,
        )
    return None
