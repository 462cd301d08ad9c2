"""A current pip, which reads the system's store and brings newer public roots."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Offer
from piptrust.locale import tr
from piptrust.parse.pip_version import parse_pip_version
from piptrust.probe.candidates.candidate import Bench, Candidate
from piptrust.probe.cause import Case
from piptrust.text.records import replace
from piptrust.text.shell_quoting import posix_quoted, powershell_quoted

# The last pip for each Python, by its Requires-Python; newer Pythons run the current one.
_LAST_PIPS = (
    ((3, 6), "20.3.4"),
    ((3, 7), "21.3.1"),
    ((3, 8), "24.0"),
    ((3, 9), "25.0.1"),
    ((3, 10), "26.0.1"),
)
_CURRENT = "26.3"


def candidates(case: Case, bench: Bench) -> Iterator[Candidate]:
    """Tried as that pip would do in the same Python, with the public roots that piptrust brings along."""
    interpreter = case.environment.interpreter
    version = case.environment.pip_version
    if interpreter is None or version is None:
        return
    newest = next((pip for below, pip in _LAST_PIPS if interpreter.python_version < below), _CURRENT)
    if version >= (parse_pip_version(newest) or ()):
        return
    import certifi

    better = replace(interpreter, pip_version=newest, certifi_where=certifi.where())
    upgrade = "-m pip install --upgrade pip"
    commands = {
        "bash": f"{posix_quoted(interpreter.executable)} {upgrade}",
        "powershell": f"& {powershell_quoted(interpreter.executable)} {upgrade}",
    }
    title = tr("Upgrade pip from {old} to {new}", old=interpreter.pip_version, new=newest)
    yield Candidate(Offer("shell-command", title, commands), bench.home, interpreter=better)
