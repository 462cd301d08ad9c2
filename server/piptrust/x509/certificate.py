"""One X.509 certificate, described. Descriptions explain; they never decide trust."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Certificate:
    """What people need to know of a certificate (RFC 5280).

    Attributes:
        subject: the distinguished name, as in ``CN=Example Root,O=Example``.
        issuer: likewise.
        common_name: the subject's last CN, or its O, or the whole name where it has neither.
        not_before: start of validity, with a time zone.
        not_after: end of validity, with a time zone.
        is_ca: basicConstraints CA; for version 1 certificates without extensions, whether it is self-issued.
        self_issued: whether subject and issuer are the same name.
        key: as in ``RSA 2048`` or ``EC P-256``.
        sha256: lower-case hex fingerprint of the DER bytes.
        der: the DER bytes.
    """

    subject: str
    issuer: str
    common_name: str
    not_before: datetime
    not_after: datetime
    is_ca: bool
    self_issued: bool
    key: str
    sha256: str
    der: bytes
