"""What a file that should hold certificates really holds."""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from typing import Any

from piptrust.locale import mark, tr
from piptrust.text.records import dataclass
from piptrust.x509.certificate import (
    LARGEST_CERTIFICATE,
    Certificate,
    UndecodableError,
    decode,
    read_certificate,
)
from piptrust.x509.pem import Fault, PemBlock, scan_pem


class BundleFormat(enum.Enum):
    """The format of the whole file, by its content; names and endings are not looked at."""

    EMPTY = mark("empty")
    PEM = "PEM"
    KEY_ONLY = mark("private key only")
    DER = "DER"
    PKCS7 = "PKCS#7"
    PKCS12 = "PKCS#12"
    UTF16 = "UTF-16"
    HTML = "HTML"
    UNKNOWN = mark("unknown")


class Loading(enum.Enum):
    """What OpenSSL's ``load_verify_locations`` makes of the file; the values are its words."""

    LOADS = ""
    NOTHING_FOUND = "[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found"
    REFUSED = "[X509] PEM lib"


_CERTIFICATE_LABELS = frozenset({"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"})
_REVOCATION_LIST = "X509 CRL"
_PKCS7_LABELS = frozenset({"PKCS7", "CMS"})
_KEY_LABEL = "PRIVATE KEY"
_HTML = re.compile(rb"(?is)\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta)\b")
# A file with more certificates than this is nobody's CA bundle (public ones hold about 150). The blocks after
# them are still counted and searched for faults of form.
_MOST_DECODED = 1_000
_NOT_A_CERTIFICATE = mark("its content is no certificate")
_NOT_A_LIST = mark("its content is no revocation list")


@dataclass(frozen=True)
class Block:
    """One PEM block. The certificate in it is decoded when it is first asked for.

    Attributes:
        pem: the block as found, with its place, its content and its fault.
        fault_line: the line of its fault, from 1; that of its BEGIN line where the content is bad.
        decodes: whether the content is looked into; False far down in huge files.
    """

    pem: PemBlock
    fault_line: int
    decodes: bool = True

    @property
    def label(self) -> str:
        """The words after BEGIN."""
        return self.pem.label

    @property
    def start(self) -> int:
        """Byte offset of the first dash of the BEGIN line."""
        return self.pem.start

    @property
    def end(self) -> int:
        """Byte offset behind the END line's last dash, or of the place where it should be."""
        return self.pem.end

    @property
    def certificate(self) -> Certificate | None:
        """The certificate, for labels that mean one and content that decodes."""
        return self._decoded[0]

    @property
    def error(self) -> str | None:
        """Why OpenSSL does not read this block, or None. It completes "This block cannot be read: …"."""
        if self.pem.fault is not None:
            return tr(self.pem.fault.value)
        fault = self._decoded[1]
        return None if fault is None else tr(fault)

    @property
    def refused(self) -> bool:
        """Whether this block makes OpenSSL refuse the whole file."""
        return self.pem.refused or (self.seen and self._decoded[1] is not None)

    @property
    def seen(self) -> bool:
        """Whether OpenSSL takes the block's content."""
        return self.pem.fault in {None, Fault.NO_END} and not self.pem.refused

    @property
    def opaque(self) -> bool:
        """Whether it has a certificate's outer form, but nothing more can be said of it.

        OpenSSL may still refuse it.
        """
        means_one = self.label in _CERTIFICATE_LABELS and self.decodes and self.seen
        return means_one and bool(self.pem.content) and self._decoded == (None, None)

    @cached_property
    def _decoded(self) -> tuple[Certificate | None, str | None]:
        content = self.pem.content
        if not content or not self.decodes or len(content) > LARGEST_CERTIFICATE:
            return None, None
        if self.label in _CERTIFICATE_LABELS:
            try:
                return read_certificate(content), None
            except UndecodableError:
                return None, _NOT_A_CERTIFICATE
        if self.label == _REVOCATION_LIST:
            try:
                decode(content, import_module("pyasn1_modules.rfc5280").CertificateList())
            except UndecodableError:
                return None, _NOT_A_LIST
        return None, None


@dataclass(frozen=True)
class Bundle:
    """The content of one file.

    Attributes:
        format: see :class:`BundleFormat`.
        size: bytes.
        sha256: lower-case hex digest of the bytes.
        blocks: the PEM blocks in order; for UTF16, those found after decoding, with offsets in UTF-8.
        loose: DER bytes of the certificates in a file that is not PEM, or that stand in a PKCS#7 block.
    """

    format: BundleFormat
    size: int
    sha256: str
    blocks: tuple[Block, ...] = ()
    loose: tuple[bytes, ...] = ()

    @property
    def joins(self) -> tuple[int, ...]:
        """Byte offsets at which an END line runs into a BEGIN line, where a line end is missing."""
        return tuple(b.pem.fault_offset for b in self.blocks if b.pem.fault is Fault.JOINED)

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """SHA-256 of every certificate, found without decoding them."""
        contents = [b.pem.content for b in self.blocks if b.label in _CERTIFICATE_LABELS and b.pem.content]
        return frozenset(hashlib.sha256(content).hexdigest() for content in (*contents, *self.loose))

    @cached_property
    def certificates(self) -> tuple[Certificate, ...]:
        """All certificates in the file, in order, whatever the format (of DER and PKCS#7 too)."""
        return tuple(self._certificates())

    @property
    def has_key(self) -> bool:
        """Whether there is a private key."""
        return any(_is_key(b.label) for b in self.blocks)

    @property
    def encrypted_key(self) -> bool:
        """Whether a private key in the file is encrypted (PKCS#8's own label, or RFC 1421's header)."""
        return any(
            _is_key(b.label) and (b.label.startswith("ENCRYPTED ") or b"ENCRYPTED" in b.pem.header)
            for b in self.blocks
        )

    @cached_property
    def loading(self) -> Loading:
        """What OpenSSL would make of the file as a CA file."""
        if self.format is BundleFormat.UTF16:
            return Loading.NOTHING_FOUND
        if any(block.refused for block in self.blocks):
            return Loading.REFUSED
        labels = {block.label for block in self.blocks if block.seen}
        found = labels & (_CERTIFICATE_LABELS | {_REVOCATION_LIST})
        return Loading.LOADS if found else Loading.NOTHING_FOUND

    def _certificates(self) -> Iterator[Certificate]:
        for block in self.blocks:
            if block.certificate is not None:
                yield block.certificate
        for der in self.loose:
            try:
                certificate = read_certificate(der)
            except UndecodableError:
                continue
            if certificate is not None:
                yield certificate


def read_bundle(content: bytes) -> Bundle:
    """Reads any bytes as a certificate file. Never raises."""
    digest = hashlib.sha256(content).hexdigest()
    text = _decoded_utf16(content)
    blocks = tuple(_blocks(content if text is None else text))
    if text is not None:
        return Bundle(BundleFormat.UTF16, len(content), digest, blocks)
    labels = {block.label for block in blocks}
    loose: tuple[bytes, ...] = ()
    if labels & _CERTIFICATE_LABELS:
        found = BundleFormat.PEM
    elif labels & _PKCS7_LABELS:
        found = BundleFormat.PKCS7
        loose = tuple(
            der
            for b in blocks
            if b.label in _PKCS7_LABELS
            for der in _pkcs7_certificates(b.pem.content) or ()
        )
    elif any(_is_key(label) for label in labels) and not labels - {
        label for label in labels if _is_key(label)
    }:
        found = BundleFormat.KEY_ONLY
    elif blocks:
        found = BundleFormat.PEM
    else:
        found, loose = _without_blocks(content)
    return Bundle(found, len(content), digest, blocks, loose)


def _blocks(content: bytes) -> Iterator[Block]:
    line, counted = 1, 0
    for number, pem in enumerate(scan_pem(content)):
        place = pem.start if pem.fault is None else pem.fault_offset
        line += (
            content.count(b"\n", counted, place)
            if place >= counted
            else -content.count(b"\n", place, counted)
        )
        counted = place
        yield Block(pem, line, decodes=number < _MOST_DECODED)


def _is_key(label: str) -> bool:
    return label.endswith(_KEY_LABEL)


def _decoded_utf16(content: bytes) -> bytes | None:
    """The text of UTF-16 content as UTF-8, or None for anything else. Tools also write it without a BOM."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-16"
    else:
        begin = content.find(b"-\0B\0E\0G\0I\0N")
        if begin < 0:
            return None
        codec = "utf-16-be" if begin % 2 else "utf-16-le"
    return content.decode(codec, "replace").encode("utf-8", "replace")


def _without_blocks(content: bytes) -> tuple[BundleFormat, tuple[bytes, ...]]:
    if not content.strip():
        return BundleFormat.EMPTY, ()
    start = content[3:] if content.startswith(b"\xef\xbb\xbf") else content
    if _HTML.match(start[:4096]):
        return BundleFormat.HTML, ()
    if content[:1] != b"\x30":
        return BundleFormat.UNKNOWN, ()
    with suppress(UndecodableError):
        if read_certificate(content) is not None:
            return BundleFormat.DER, (content,)
    certificates = _pkcs7_certificates(content)
    if certificates is not None:
        return BundleFormat.PKCS7, certificates
    for format_, module, name in (
        (BundleFormat.PKCS12, "pyasn1_modules.rfc7292", "PFX"),
        (BundleFormat.KEY_ONLY, "pyasn1_modules.rfc5958", "OneAsymmetricKey"),
        (BundleFormat.KEY_ONLY, "pyasn1_modules.rfc5208", "EncryptedPrivateKeyInfo"),
        (BundleFormat.KEY_ONLY, "pyasn1_modules.rfc8017", "RSAPrivateKey"),
        (BundleFormat.KEY_ONLY, "pyasn1_modules.rfc5915", "ECPrivateKey"),
    ):
        try:
            decode(content, getattr(import_module(module), name)())
        except UndecodableError:
            continue
        return format_, ()
    return BundleFormat.UNKNOWN, ()


def _pkcs7_certificates(content: bytes) -> tuple[bytes, ...] | None:
    """The certificates of a PKCS#7 or CMS signed message, as they stand in it; None for anything else."""
    univ: Any = import_module("pyasn1.type.univ")
    namedtype: Any = import_module("pyasn1.type.namedtype")
    tag: Any = import_module("pyasn1.type.tag")

    def context(number: int, specification: Any, *, explicit: bool) -> Any:
        of = tag.Tag(tag.tagClassContext, tag.tagFormatConstructed, number)
        return specification.subtype(explicitTag=of) if explicit else specification.subtype(implicitTag=of)

    # RFC 2315, 7 and 9.1 with every part open that is of no interest: certificates keep the very bytes that
    # were signed, and nothing else has to follow a newer edition's rules.
    message = namedtype.NamedTypes(
        namedtype.NamedType("contentType", univ.ObjectIdentifier()),
        namedtype.OptionalNamedType("content", context(0, univ.Any(), explicit=True)),
    )
    signed = namedtype.NamedTypes(
        namedtype.NamedType("version", univ.Integer()),
        namedtype.NamedType("digestAlgorithms", univ.SetOf(componentType=univ.Any())),
        namedtype.NamedType("contentInfo", univ.Sequence(componentType=message)),
        namedtype.OptionalNamedType(
            "certificates", context(0, univ.SetOf(componentType=univ.Any()), explicit=False)
        ),
        namedtype.OptionalNamedType("crls", context(1, univ.SetOf(componentType=univ.Any()), explicit=False)),
        namedtype.NamedType("signerInfos", univ.SetOf(componentType=univ.Any())),
    )
    try:
        outer, _ = decode(content, univ.Sequence(componentType=message))
        if str(outer["contentType"]) != "1.2.840.113549.1.7.2":
            return None
        inner, _ = decode(bytes(outer["content"]), univ.Sequence(componentType=signed))
        return tuple(bytes(certificate) for certificate in inner["certificates"])
    except (UndecodableError, ValueError, TypeError):
        return None
    except Exception:
        # An absent optional part raises pyasn1's own error when it is read.
        return ()
