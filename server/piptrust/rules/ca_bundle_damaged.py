"""A certificate in the CA file that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Confidence, Severity
from piptrust.engine.judgement.certificate_files import diagnosis, openssl_says, with_rule
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.offers.certificate_files import another_bundle
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr
from piptrust.text.records import replace
from piptrust.x509.bundle import Block, Loading
from piptrust.x509.pem import Fault


@rule(
    "ca-bundle-damaged",
    summary=mark("a certificate in the CA file is damaged"),
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_bundle_damaged(view: View) -> Iterator[Diagnosis]:
    """OpenSSL reads all blocks or none (``X509_load_cert_crl_file``)."""
    for file in with_rule(view, "ca-bundle-damaged"):
        bundle, facts = file.bundle, file.facts
        assert bundle is not None
        assert facts is not None
        bad = [(n, b) for n, b in enumerate(bundle.blocks, 1) if b.error is not None or b.opaque]
        number, block = next(((n, b) for n, b in bad if b.refused), bad[0])
        message = tr(
            "{effect}: block {number} of {total}, '{label}', in line {line} of {path}: {why}.",
            effect=_effect(bundle.loading),
            number=number,
            total=len(bundle.blocks),
            label=block.label,
            line=block.fault_line,
            path=facts.path,
            why=_why(block),
        )
        message = sentences(message, _advice(block), _others(len(bad) - 1))
        found = diagnosis(file, message, another_bundle(view, file), openssl_says(file))
        if bundle.loading is Loading.LOADS:
            found = replace(found, severity=Severity.WARNING)
        yield replace(found, confidence=Confidence.LIKELY) if block.opaque else found


def _effect(loading: Loading) -> str:
    if loading is Loading.REFUSED:
        return tr("pip refuses the whole CA file ('[X509] PEM lib'), so every https request fails")
    if loading is Loading.NOTHING_FOUND:
        return tr("pip finds no certificate in the CA file, so every https request fails")
    return tr("pip uses the CA file without one of its certificates")


def _others(number: int) -> str:
    return (
        ntr("{number} more block is damaged.", "{number} more blocks are damaged.", number) if number else ""
    )


def _advice(block: Block) -> str:
    if block.pem.fault in {Fault.INDENTED, Fault.BEGIN_NOT_ALONE, Fault.END_NOT_ALONE}:
        return tr("BEGIN and END have to stand alone, each at the start of a line.")
    return tr("Fetch the certificate again.")


def _why(block: Block) -> str:
    return block.error or tr("its content cannot be decoded, and OpenSSL may refuse it")
