"""Which cause explains a failed handshake: the first of the catalogue whose evidence is there."""

from __future__ import annotations

from piptrust.probe.cause import Case, all_causes
from piptrust.probe.report import CauseMatch

# The closed catalogue, in the order in which it is asked: what was decided before any socket was opened, then
# the network, the proxy, the protocol, then the certificate from the specific to the general. The last of
# each group is its honest general case, so that every failure gets a name.
ORDER: tuple[str, ...] = (
    "probe-failed",
    "ssl-module-missing",
    "environment-bundle-missing",
    "bundle-missing",
    "bundle-unreadable",
    "bundle-holds-no-certificate",
    "bundle-damaged",
    "bundle-refused",
    "client-certificate-unusable",
    "insecure-index-ignored",
    "ip-address-index-crash",
    "setting-refused",
    "proxy-scheme-unsupported",
    "proxy-name-not-found",
    "proxy-unreachable",
    "proxy-wants-authentication",
    "proxy-answers-page",
    "proxy-speaks-plain-http",
    "proxy-certificate-untrusted",
    "proxy-refuses",
    "proxy-failed",
    "name-not-found",
    "connection-refused",
    "connection-timed-out",
    "connection-failed",
    "plain-http-on-tls-port",
    "no-tls-on-port",
    "client-certificate-wanted",
    "server-name-refused",
    "tls-version-unsupported",
    "no-common-cipher",
    "legacy-renegotiation",
    "connection-cut-in-handshake",
    "handshake-timed-out",
    "handshake-failed",
    "captive-portal",
    "clock-wrong",
    "leaf-expired",
    "intermediate-expired",
    "root-expired",
    "not-yet-valid",
    "name-only-in-common-name",
    "ip-not-in-certificate",
    "host-name-mismatch",
    "strict-checks",
    "weak-key",
    "weak-digest",
    "wrong-key-usage",
    "name-constraints",
    "path-too-long",
    "anchor-replaced",
    "bad-signature",
    "intermediate-as-anchor",
    "environment-bundle-wins",
    "fresh-macos-python",
    "system-store-redirected",
    "certifi-edited",
    "system-store-not-read",
    "outdated-bundle",
    "bundle-pinned",
    "root-in-other-store",
    "self-signed",
    "missing-intermediate",
    "interception",
    "unknown-root",
    "certificate-refused",
    "answer-failed",
)

GENERAL = frozenset(
    {
        "bundle-refused",
        "proxy-failed",
        "connection-failed",
        "handshake-failed",
        "certificate-refused",
        "answer-failed",
    }
)
"""What is named where nothing more is known: never beside something specific."""


def diagnose(case: Case) -> CauseMatch | None:
    """The cause of a failed handshake, or None where it did not fail."""
    if case.result.error is None and case.target.refusal is None:
        return None
    for cause in all_causes():
        found = cause.recognise(case)
        if found is not None:
            return found
    return None
