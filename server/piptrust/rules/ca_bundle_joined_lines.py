"""Certificates that were appended without a line end between them."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.certificate_files import diagnosis, openssl_says, with_rule
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View


@rule(
    "ca-bundle-joined-lines",
    summary="two certificates in the CA file run into each other",
    severity=Severity.ERROR,
    kinds=CONFIG_FILES_AND_COMMAND_LINES,
)
def ca_bundle_joined_lines(view: View) -> Iterator[Diagnosis]:
    """OpenSSL's ``PEM_read_bio`` wants nothing behind the END line, and one bad block spoils the file."""
    for file in with_rule(view, "ca-bundle-joined-lines"):
        bundle, facts = file.bundle, file.facts
        assert bundle is not None
        assert facts is not None
        blocks = [block for block in bundle.blocks if block.pem.fault_offset in bundle.joins]
        first = blocks[0]
        more = f", and at {len(blocks) - 1} more places" if len(blocks) > 1 else ""
        message = (
            f"pip refuses the whole CA file ('[X509] PEM lib'), so every https request fails: in line "
            f"{first.fault_line} of {facts.path}, at byte {first.pem.fault_offset}, an END line runs into "
            f"the next BEGIN line{more}. Put a line end between '-----END {first.label}-----' and "
            "'-----BEGIN'."
        )
        fix = Offer(
            "split-joined-lines",
            f"Put the missing line ends into {facts.path}",
            arguments_for(file.setting),
            safe=True,
            preferred=True,
        )
        yield diagnosis(file, message, (fix,), openssl_says(file))
