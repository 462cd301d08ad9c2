"""A CA file without an authority that OpenSSL ends a chain at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piptrust.engine.finding import Confidence, Severity
from piptrust.engine.judgement.certificate_files import diagnosis, names_of, with_rule
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr
from piptrust.resolve.trust import Mode
from piptrust.text.records import replace
from piptrust.x509.certificate import Certificate


@rule(
    "ca-file-no-ca",
    summary=mark("the CA file holds no root authority"),
    severity=Severity.WARNING,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_file_no_ca(view: View) -> Iterator[Diagnosis]:
    """OpenSSL wants the chain to end at a self-issued certificate, unless told X509_V_FLAG_PARTIAL_CHAIN.

    Only pip 26.1 and later with legacy-certs on Python 3.13 and later tells it so (urllib3 2's
    ``create_urllib3_context``). truststore hands an operating system what ``SSLContext.get_ca_certs`` lists,
    which is no certificate that is not marked as an authority.
    """
    for file in with_rule(view, "ca-file-no-ca"):
        assert file.bundle is not None
        authorities = [c for c in file.bundle.certificates if c.is_ca]
        own = [c for c in file.bundle.certificates if c.self_issued]
        if authorities:
            message = _of_intermediates(view, authorities)
        elif own:
            message = _of_self_signed(view, own)
        else:
            message = _of_leaves(view, file.bundle.certificates)
        if message is None:
            continue
        found = replace(diagnosis(file, message, another_bundle(view, file)), confidence=Confidence.LIKELY)
        # Where the root is known from elsewhere, an intermediate mends servers that send too short a chain.
        adds = bool(authorities) and view.trust.reads_system_store
        yield replace(found, severity=Severity.INFORMATION if adds else Severity.WARNING)


def _of_intermediates(view: View, authorities: Sequence[Certificate]) -> str | None:
    """None where this pip may take an intermediate for the end of a chain."""
    if _accepts_partial_chains(view) or _asks_the_system(view):
        return None
    return tr(
        "pip trusts no server because of this file alone: {names} is an intermediate authority, "
        "and a chain has to end at a root. Add the certificate of the issuer: {issuers}.",
        names=names_of(authorities),
        issuers=_issuers(authorities),
    )


def _of_self_signed(view: View, certificates: Sequence[Certificate]) -> str | None:
    if not _asks_the_system(view):
        return None
    return tr(
        "pip will not use {names}: it is a server's own self-signed certificate. {pip} asks the "
        "operating system here and hands it only certificates that are marked as authorities. Have "
        "the server's certificate issued by an authority, and name that.",
        names=names_of(certificates),
        pip=view.environment.pip_name,
    )


def _of_leaves(view: View, certificates: Sequence[Certificate]) -> str | None:
    if _accepts_partial_chains(view):
        return None
    return tr(
        "pip trusts no server because of this file: {names} is a server's certificate, not an "
        "authority's, and a chain has to end at a root. Name the issuer's certificate: {issuers}.",
        names=names_of(certificates),
        issuers=_issuers(certificates),
    )


def _issuers(certificates: Sequence[Certificate]) -> str:
    return ", ".join(dict.fromkeys(f"'{c.issuer}'" for c in certificates[:3]))


def _accepts_partial_chains(view: View) -> bool:
    pip, python = view.environment.pip_version or (), view.environment.python_version or ()
    return view.trust.mode is Mode.LEGACY and pip >= (26, 1) and python >= (3, 13)


def _asks_the_system(view: View) -> bool:
    return view.trust.mode is Mode.TRUSTSTORE and view.environment.platform in {"win32", "darwin"}
