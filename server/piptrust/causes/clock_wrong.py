"""The certificate's dates are right; the clock that judges them is not."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import (
    EXPIRED,
    NOT_YET_VALID,
    anchors,
    early_links,
    expired_links,
    openssl_says,
    presented,
    refused_exactly_for,
    refused_for,
)
from piptrust.probe.report import CauseMatch


@cause(
    "clock-wrong",
    title=mark("this machine's clock is wrong"),
    pip_says=(r"certificate is not yet valid", r"certificate has expired"),
)
def clock_wrong(case: Case) -> CauseMatch | None:
    links = (*early_links(case), *expired_links(case))
    if links:
        there = _time_elsewhere(case)
        if there is None or not refused_for(case, NOT_YET_VALID, EXPIRED):
            return None
        if any(not c.not_before <= there <= c.not_after for c in (link.certificate for link in links)):
            return None
        difference = Evidence(
            tr(
                "another server says that it is {there}; here it is {now} (UTC)",
                there=f"{there:%Y-%m-%d %H:%M}",
                now=f"{case.now:%Y-%m-%d %H:%M}",
            ),
            tr("Date header"),
        )
        broken_at = links[0].index
    else:
        if not refused_exactly_for(case, NOT_YET_VALID, EXPIRED) or not _all_known(case):
            return None
        difference = Evidence(
            tr("by {now} UTC no certificate is out of its dates", now=f"{case.now:%Y-%m-%d %H:%M}"),
            tr("clock"),
        )
        broken_at = None
    return match(
        "clock-wrong",
        tr(
            "pip refuses the certificate because of its dates, but the dates are right: the clock of this "
            "machine, or of the container in which pip runs, is not. Set the clock, or let it be set "
            "over the network."
        ),
        openssl_says(case),
        difference,
        broken_at=broken_at,
    )


# A server's Date may lag, and a page may come from a cache.
_TOLERANCE = timedelta(hours=12)


def _time_elsewhere(case: Case) -> datetime | None:
    """The time by other servers' answers, where all of them contradict our clock."""
    times = [_date(result.page.date) for result in case.others.values() if result.page is not None]
    known = [moment for moment in times if moment is not None]
    if any(abs(moment - case.now) < _TOLERANCE for moment in known):
        return None
    return known[0] if known else None


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=timezone.utc)


def _all_known(case: Case) -> bool:
    """Whether we saw everything whose dates count: the path to an anchor, and none beside it out of range."""
    return (
        bool(presented(case))
        and any(anchors(case))
        and all(c.not_before <= case.now <= c.not_after for c in case.result.chain)
    )
