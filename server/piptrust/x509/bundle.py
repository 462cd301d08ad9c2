"""What a file that should hold certificates really holds."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from piptrust.x509.certificate import Certificate


class BundleFormat(enum.Enum):
    """The format of the whole file, by its content; names and endings are not looked at."""

    EMPTY = "empty"
    PEM = "PEM"
    KEY_ONLY = "private key only"
    DER = "DER"
    PKCS7 = "PKCS#7"
    PKCS12 = "PKCS#12"
    UTF16 = "UTF-16"
    HTML = "HTML"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Block:
    """One PEM block.

    Attributes:
        label: the words after BEGIN.
        start: byte offset of the first dash of the BEGIN line.
        end: byte offset behind the END line's last dash, or of the end of the file where it is missing.
        certificate: the certificate, for labels that mean one and content that decodes.
        error: why the block is refused, or None.
    """

    label: str
    start: int
    end: int
    certificate: Certificate | None = None
    error: str | None = None


@dataclass(frozen=True)
class Bundle:
    """The content of one file.

    Attributes:
        format: see :class:`BundleFormat`.
        size: bytes.
        sha256: lower-case hex digest of the bytes.
        blocks: the PEM blocks in order; for UTF16, those found after decoding.
        joins: byte offsets at which an END line runs into a BEGIN line, where a line end is missing.
        certificates: all certificates in the file, in order, whatever the format (of DER and PKCS#7 too).
        encrypted_key: whether a private key in the file is encrypted.
        has_key: whether there is a private key.
    """

    format: BundleFormat
    size: int
    sha256: str
    blocks: tuple[Block, ...] = ()
    joins: tuple[int, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    encrypted_key: bool = False
    has_key: bool = False


def read_bundle(content: bytes) -> Bundle:
    """Reads any bytes as a certificate file. Never raises."""
    raise NotImplementedError
