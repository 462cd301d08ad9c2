"""Certificates that were appended without a line end between them."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.edits.setting_at import arguments_for
from piptrust.engine.finding import Offer, Severity
from piptrust.engine.judgement.certificate_files import diagnosis, openssl_says, with_rule
from piptrust.engine.rule import CONFIG_FILES_AND_COMMAND_LINES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, ntr, tr


@rule(
    "ca-bundle-joined-lines",
    summary=mark("two certificates in the CA file run into each other"),
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
        others = len(blocks) - 1
        more = ntr(", and at {number} more place", ", and at {number} more places", others) if others else ""
        message = tr(
            "pip refuses the whole CA file ('[X509] PEM lib'), so every https request fails: in "
            "line {line} of {path}, at byte {offset}, an END line runs into the next "
            "BEGIN line{more}. Put a line end between '-----END {label}-----' and '-----BEGIN'.",
            line=first.fault_line,
            path=facts.path,
            offset=first.pem.fault_offset,
            more=more,
            label=first.label,
        )
        fix = Offer(
            "split-joined-lines",
            tr("Put the missing line ends into {path}", path=facts.path),
            arguments_for(file.setting),
            safe=True,
            preferred=True,
        )
        yield diagnosis(file, message, (fix,), openssl_says(file))
