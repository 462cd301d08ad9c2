"""A certificate breaks rules that OpenSSL checks only when it is told to be strict."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import Link, anchors, certificate_code, openssl_says, presented, seen
from piptrust.probe.report import CauseMatch
from piptrust.x509.details import details


@cause(
    "strict-checks",
    title=mark("the certificate breaks rules that only strict checks enforce"),
    pip_says=(
        r"Missing (Authority|Subject) Key Identifier",
        r"Basic Constraints of CA cert not marked critical",
        r"CA cert does not include key usage extension",
    ),
)
def strict_checks(case: Case) -> CauseMatch | None:
    code = certificate_code(case)
    if code is None or code not in _STRICT:
        return None
    link = next((x for x in (*presented(case), *anchors(case)) if _breaks(x, code)), None)
    evidence = [openssl_says(case)]
    if link is not None:
        evidence.append(
            seen(link, tr("'{name}' is the certificate that is meant", name=link.certificate.common_name))
        )
    evidence.append(
        Evidence(
            tr("{pip} asks OpenSSL for strict checks here", pip=case.environment.pip_name), tr("settings")
        )
    )
    return match(
        "strict-checks",
        tr(
            "pip refuses the certificate because it breaks a rule of RFC 5280, section 4.2. Python 3.13 "
            "and later check such rules wherever a client takes Python's or urllib3 2's own settings: pip "
            "26.1 and later with legacy-certs, requests, httpx and poetry. pip without legacy-certs "
            "accepts the certificate, and so do older Pythons. The lasting repair is a certificate that "
            "is issued again by the rules."
        ),
        *evidence,
        broken_at=None if link is None else link.index,
    )


# X509_V_ERR numbers of what VERIFY_X509_STRICT adds (OpenSSL 3, crypto/x509/x509_vfy.c:check_extensions).
_NO_AUTHORITY_KEY, _NO_SUBJECT_KEY, _CONSTRAINTS_NOT_CRITICAL, _NO_KEY_USAGE = 85, 86, 89, 92
_STRICT = frozenset(range(80, 95))


def _breaks(link: Link, code: int) -> bool:
    certificate, known = link.certificate, details(link.certificate)
    if code == _NO_AUTHORITY_KEY:
        return known.authority_key_id is None and not certificate.self_issued
    if code == _NO_SUBJECT_KEY:
        return known.subject_key_id is None and certificate.is_ca
    if code == _CONSTRAINTS_NOT_CRITICAL:
        return known.constraints_critical is False and certificate.is_ca
    return code == _NO_KEY_USAGE and known.key_usage is None and certificate.is_ca
