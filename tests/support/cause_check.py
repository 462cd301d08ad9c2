"""What every cause's scenario has to show, and the servers that scenarios need."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from piptrust.probe.cause import Case, all_causes
from piptrust.probe.chain_evidence import openssl_says
from piptrust.probe.diagnose import diagnose
from piptrust.probe.explained import case_of
from piptrust.probe.report import CauseMatch, PipError
from piptrust.resolve.disk import OsDisk
from support.lab.authority import Credential
from support.lab.server import Handler, LabServer
from support.russian import check_cause_in_russian
from support.scenario import Played

# What may also hold when something more specific does.
GENERAL = frozenset({"certificate-refused", "unknown-root", "root-in-other-store", "http-refused"})


@contextmanager
def serving(credential: Credential, handler: Handler | None = None) -> Iterator[LabServer]:
    server = LabServer(credential, handler)
    try:
        yield server
    finally:
        server.close()


def system_store_at(path: Path) -> str:
    """Code for a start-up hook: OpenSSL's compiled-in file is said to be ``path``.

    OpenSSL itself does not hear of it, so it suits scenarios in which pip does not read that file.
    """
    return f"""
import ssl
_paths = ssl.get_default_verify_paths()
ssl.get_default_verify_paths = lambda: _paths._replace(openssl_cafile={str(path)!r})
"""


def case_of_failure(played: Played) -> Case:
    """The evidence on the first target that failed."""
    results = {t.target.id: t.result for t in played.report.targets if t.result is not None}
    return case_of(played.failed, results, played.plan, OsDisk(), played.report.started)


def check_cause(
    played: Played, cause_id: str, *, broken_at: int | None = None, beside: Collection[str] = ()
) -> CauseMatch:
    """Real pip fails in the cause's words, and the probe names the cause and none of its neighbours.

    Where no words and no number of OpenSSL are told, the same cause or a general one is named, never another.

    Args:
        played: what came of the scenario.
        cause_id: the cause that has to be named.
        broken_at: the link that has to be marked.
        beside: wider causes that are asked later and hold as well.
    """
    found = played.cause
    assert found.cause == cause_id, (found, played.failed.result)
    assert found.broken_at == broken_at
    assert found.evidence
    assert found.explanation.endswith(".")
    cause = next(c for c in all_causes() if c.id == cause_id)
    assert found.title == cause.title
    assert played.pip.error in {PipError.CERTIFICATE, PipError.HOSTNAME}, played.pip.output
    assert played.failed.pip_error is played.pip.error
    assert any(re.search(words, played.pip.output) for words in cause.pip_says), played.pip.output
    case = case_of_failure(played)
    assert openssl_says(case).text
    check_cause_in_russian(case, found)
    others = {c.id for c in all_causes() if c.id not in GENERAL and c.recognise(case) is not None}
    assert others <= {cause_id, *beside}, others
    without_words = diagnose(_without_words(case))
    assert without_words is not None
    assert without_words.cause in {cause_id, *beside, *GENERAL}, without_words
    return found


def _without_words(case: Case) -> Case:
    """The case as Python before 3.7 tells it."""
    error = case.result.error
    assert error is not None
    silent = replace(error, verify_code=None, verify_message="", text="certificate verify failed")
    return replace(case, result=replace(case.result, error=silent))
