"""Trust a root that only the network vouches for: never on our word."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from piptrust.engine.edits.own_bundle import FILE_NAME, fingerprint
from piptrust.engine.finding import Offer
from piptrust.locale import tr
from piptrust.probe.candidates.anchors import missing_anchor
from piptrust.probe.candidates.candidate import Bench, Candidate
from piptrust.probe.cause import Case
from piptrust.text.records import replace


def candidates(case: Case, bench: Bench) -> Iterator[Candidate]:
    """For a presented root that is in no store, and for an intermediate that only another server presents.

    That another chain with it was verified does not make it good: a server may present certificates that had
    no part in it.
    """
    wanted = missing_anchor(case)
    if wanted is None or any(True for _ in case.holders(wanted)):
        return
    chains = [case.result, *case.others.values()]
    for result in chains:
        for certificate in result.chain:
            if certificate.subject == wanted and certificate.is_ca:
                own = result is case.result
                place = case.target.host if own else tr("the chain of {place}", place=result.id)
                title = tr(
                    "Trust {subject}, valid {start} to {end}, SHA-256 {sha256}, which only {place} presents: build "
                    "a CA bundle with it (lowers security unless you compare the fingerprint)",
                    subject=certificate.subject,
                    start=certificate.not_before.date(),
                    end=certificate.not_after.date(),
                    sha256=fingerprint(certificate.sha256),
                    place=place,
                )
                arguments = {
                    "path": f"{bench.data_folder.rstrip('/')}/{FILE_NAME}",
                    "presented": base64.b64encode(certificate.der).decode("ascii"),
                    "presented-by": case.target.host,
                }
                yield Candidate(Offer("build-bundle", title, arguments, lowers_security=True), bench.home)
                return


def confirmed(offer: Offer, sha256: str) -> Offer:
    """The offer once a person has confirmed the fingerprint, which may hold colons, blanks or capitals."""
    plain = "".join(c for c in sha256.lower() if c in "0123456789abcdef")
    return replace(offer, arguments={**offer.arguments, "confirmed": plain})


def fingerprint_to_confirm(offer: Offer) -> str | None:
    """The SHA-256 fingerprint (lower-case hex) that a person must confirm before the offer is built."""
    encoded = offer.arguments.get("presented")
    return None if encoded is None else hashlib.sha256(base64.b64decode(encoded)).hexdigest()
