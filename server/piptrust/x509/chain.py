"""How certificates hang together: who may have issued whom, and the path from a leaf upward.

Signatures are not computed here; names and key identifiers tell (RFC 5280, 4.2.1.1 and 6.1).
"""

from __future__ import annotations

from collections.abc import Sequence

from piptrust.x509.certificate import Certificate
from piptrust.x509.details import details


def presented_path(chain: Sequence[Certificate]) -> tuple[int, ...]:
    """The indexes of the presented certificates that lead upward from the leaf, the leaf's first.

    Servers send certificates in any order, twice, or with strangers among them; each is taken once, so that
    namesakes that issue one another end the path too.
    """
    if not chain:
        return ()
    path = [0]
    while not chain[path[-1]].self_issued:
        below = chain[path[-1]]
        candidates = [i for i, c in enumerate(chain) if i not in path and may_have_issued(c, below)]
        if not candidates:
            break
        # Cross-signed namesakes: the one whose key is named goes before one that names none.
        path.append(min(candidates, key=lambda i: key_matches(chain[i], below) is not True))
    return tuple(path)


def may_have_issued(above: Certificate, below: Certificate) -> bool:
    """Whether names and key identifiers allow it."""
    return above.subject == below.issuer and key_matches(above, below) is not False


def key_matches(above: Certificate, below: Certificate) -> bool | None:
    """Whether ``below`` names the key of ``above`` as its issuer's; None where either names none."""
    wanted, held = details(below).authority_key_id, details(above).subject_key_id
    return wanted == held if wanted and held else None


def same_authority(one: Certificate, other: Certificate) -> bool:
    """Whether both certify the same name and key: renewed or cross-signed copies of one authority."""
    return one.subject == other.subject and details(one).key_sha256 == details(other).key_sha256
