"""The names in a certificate beside the name of the host."""

from __future__ import annotations

import ipaddress

from piptrust.locale import tr
from piptrust.probe.cause import Case
from piptrust.probe.chain_evidence import certificate_code
from piptrust.probe.report import PipError
from piptrust.x509.certificate import Certificate
from piptrust.x509.details import details

# X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH.
_NAME_MISMATCH = frozenset({62, 64})
_MOST_NAMES = 4


def name_refused(case: Case) -> bool:
    """Whether pip refuses the certificate for its names."""
    error = case.result.error
    if error is None:
        return False
    return error.kind is PipError.HOSTNAME or certificate_code(case) in _NAME_MISMATCH


def matches_name(pattern: str, host: str) -> bool:
    """Whether a name in a certificate covers a host; ``*`` stands for one whole label (RFC 9525, 6.3)."""
    wanted, given = pattern.lower().rstrip("."), host.lower().rstrip(".")
    if wanted.startswith("*."):
        _, dot, parent = given.partition(".")
        return bool(dot) and parent == wanted[2:]
    return wanted == given


def is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def names_of(certificate: Certificate) -> str:
    """For whom a certificate is issued, in words; a long list is cut."""
    known = details(certificate)
    names = [*known.dns_names, *known.addresses] or [certificate.common_name]
    listed = ", ".join(f"'{name}'" for name in names[:_MOST_NAMES])
    if len(names) <= _MOST_NAMES:
        return listed
    return tr("{names} and {number} more", names=listed, number=len(names) - _MOST_NAMES)
