"""A candidate as handshakes: the way that pip would take after the change, for every place that matters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from piptrust.engine.fix import FixImpossible
from piptrust.engine.snapshot import Snapshot
from piptrust.probe.candidates.candidate import Candidate
from piptrust.probe.candidates.presented_root import confirmed, fingerprint_to_confirm
from piptrust.probe.changes import after, changes_of, with_variables
from piptrust.probe.plan import Plan
from piptrust.probe.report import TargetReport
from piptrust.probe.target import ProbeTarget
from piptrust.resolve.disk import Disk
from piptrust.resolve.environment import Environment
from piptrust.text.records import dataclass, replace

Replan = Callable[[Snapshot], Plan]

_OF_OPENSSL = ("SSL_CERT_FILE", "SSL_CERT_DIR")


@dataclass(frozen=True)
class Trial:
    """What pip would do after a change.

    Attributes:
        candidate: the change.
        environment: after it. The agent runs in it, because OpenSSL reads variables of its own.
        targets: how pip would go about each place then, by id; files that are not there yet stand in a
            temporary folder.
        impossible: why the change cannot be made, or None.
    """

    candidate: Candidate
    environment: Environment
    targets: Mapping[str, ProbeTarget]
    impossible: str | None = None

    @property
    def openssl_variables(self) -> tuple[str | None, ...]:
        """What OpenSSL itself reads; trials that agree on it can share an agent."""
        return tuple(self.environment.variables.get(name) for name in _OF_OPENSSL)


def trial_of(
    candidate: Candidate,
    reports: Iterable[TargetReport],
    snapshot: Snapshot,
    disk: Disk,
    replan: Replan,
    folder: Path,
) -> Trial:
    """Makes the change in thought, and plans anew. ``folder`` takes the files that the change would write."""
    environment = with_variables(snapshot.environment, candidate.variables)
    if candidate.interpreter is not None:
        environment = replace(environment, interpreter=candidate.interpreter)
    written: Mapping[str, bytes] = {}
    try:
        if candidate.offer.fix != "shell-command":
            fingerprint = fingerprint_to_confirm(candidate.offer)
            offer = candidate.offer if fingerprint is None else confirmed(candidate.offer, fingerprint)
            changes = changes_of(offer, candidate.document.uri, candidate.finding, snapshot, disk)
            snapshot, overlay = after(snapshot, changes, disk)
            written = overlay.written
    except FixImpossible as reason:
        return Trial(candidate, environment, {}, str(reason))
    plan = replan(replace(snapshot, environment=environment))
    stand_ins = dict(_stand_ins(written, folder))
    targets: dict[str, ProbeTarget] = {}
    for report in reports:
        planned = _planned(plan, report.target)
        if planned is not None:
            targets[report.target.id] = _with_files(planned, stand_ins)
    return Trial(candidate, environment, targets)


def _planned(plan: Plan, target: ProbeTarget) -> ProbeTarget | None:
    planned = plan.target(target.url, target.roles[0], target.origins[0])
    if planned is not None and planned.refusal_kind == "http" and target.refusal is None:
        # A page led there; that is not gated as an index is.
        return replace(planned, refusal=None, refusal_kind=None)
    return planned


def _stand_ins(written: Mapping[str, bytes], folder: Path) -> Iterator[tuple[str, str]]:
    for number, (path, content) in enumerate(written.items()):
        stand_in = folder / f"{number}.pem"
        folder.mkdir(exist_ok=True)
        stand_in.write_bytes(content)
        yield path, str(stand_in)


def _with_files(target: ProbeTarget, stand_ins: Mapping[str, str]) -> ProbeTarget:
    def put(path: str | None) -> str | None:
        return None if path is None else stand_ins.get(path, path)

    recipe = replace(
        target.recipe,
        files=tuple(stand_ins.get(path, path) for path in target.recipe.files),
        client_cert=put(target.recipe.client_cert),
    )
    proxy = target.proxy_recipe
    if proxy is not None:
        proxy = replace(proxy, files=tuple(stand_ins.get(path, path) for path in proxy.files))
    return replace(target, recipe=recipe, proxy_recipe=proxy)
