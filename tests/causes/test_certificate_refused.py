from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from support.cause_check import check_cause, serving
from support.lab.authority import Authority, Credential
from support.scenario import run_scenario


def test_a_critical_extension_that_nobody_knows(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    proper = root.issue("index.test")
    certificate = _with_unknown_extension(proper.certificate, root)
    with serving(Credential(certificate, proper.key)) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    found = check_cause(played, "certificate-refused")
    assert "unhandled critical extension" in found.explanation


def _with_unknown_extension(certificate: x509.Certificate, root: Authority) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(certificate.subject)
        .issuer_name(certificate.issuer)
        .public_key(certificate.public_key())
        .serial_number(certificate.serial_number)
        .not_valid_before(certificate.not_valid_before_utc)
        .not_valid_after(certificate.not_valid_after_utc)
    )
    for extension in certificate.extensions:
        builder = builder.add_extension(extension.value, extension.critical)
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), b"\x05\x00")
    return builder.add_extension(unknown, critical=True).sign(root.key, hashes.SHA256())
