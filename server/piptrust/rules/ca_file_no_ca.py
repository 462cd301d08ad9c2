"""A CA file without an authority that OpenSSL ends a chain at."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.certificate_file_offers import another_bundle
from piptrust.engine.certificate_files import diagnosis, names_of, with_rule
from piptrust.engine.finding import Confidence, Severity
from piptrust.engine.rule import CONFIG_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.resolve.trust import Mode
from piptrust.x509.certificate import Certificate


@rule(
    "ca-file-no-ca",
    summary="the CA file holds no root authority",
    severity=Severity.WARNING,
    kinds=CONFIG_FILES,
)
def ca_file_no_ca(view: View) -> Iterator[Diagnosis]:
    """OpenSSL wants the chain to end at a self-issued certificate, unless told X509_V_FLAG_PARTIAL_CHAIN.

    Only pip 26.1 and later with legacy-certs on Python 3.13 and later tells it so (urllib3 2's
    ``create_urllib3_context``).
    """
    for file in with_rule(view, "ca-file-no-ca"):
        assert file.bundle is not None
        message = _message(view, file.bundle.certificates)
        if message is None:
            continue
        found = diagnosis(file, message, another_bundle(view, file))
        yield Diagnosis(found.span, found.message, Severity.WARNING, Confidence.LIKELY, offers=found.offers)


def _message(view: View, certificates: tuple[Certificate, ...]) -> str | None:
    """None where this pip accepts what stands there."""
    self_signed = [c for c in certificates if c.self_issued]
    if self_signed:
        if view.environment.platform not in {"win32", "darwin"} or view.trust.mode is Mode.LEGACY:
            return None
        return (
            f"pip will not use {names_of(self_signed)}: it is a server's own self-signed certificate. "
            f"{view.environment.pip_name} asks the operating system here and hands it only certificates "
            "that are marked as authorities. Have the server's certificate issued by an authority, and "
            "name that."
        )
    if _accepts_partial_chains(view):
        return None
    missing = [c for c in certificates if c.is_ca] or list(certificates)
    issuers = ", ".join(dict.fromkeys(f"'{c.issuer}'" for c in missing))
    what = "an intermediate authority" if missing[0].is_ca else "a server's certificate, not an authority's"
    return (
        f"pip will not accept servers because of this file: {names_of(missing)} is {what}, and a chain has "
        f"to end at a root. Add the certificate of the issuer: {issuers}."
    )


def _accepts_partial_chains(view: View) -> bool:
    pip, python = view.environment.pip_version or (), view.environment.python_version or ()
    return view.trust.mode is Mode.LEGACY and pip >= (26, 1) and python >= (3, 13)
