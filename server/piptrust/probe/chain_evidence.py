"""What the presented chain, the stores and OpenSSL's words tell together. Causes are made of these."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.data.interceptors import Interceptor, interceptor_named
from piptrust.engine.finding import Evidence
from piptrust.locale import tr
from piptrust.probe.cause import Case, Store, StoreKind
from piptrust.probe.report import PipError
from piptrust.text.records import dataclass
from piptrust.x509.certificate import Certificate
from piptrust.x509.chain import key_matches, may_have_issued, presented_path, same_authority

# X509_V_ERR numbers (OpenSSL 3, x509_vfy.h; 1.1 has the same below 80).
NOT_YET_VALID, EXPIRED = 9, 10
BAD_SIGNATURE = 7
UNTRUSTED = frozenset({2, 18, 19, 20, 21, 27})

# pip's words for a chain that ends at nobody it trusts; OpenSSL 1.1 writes "self signed".
NO_ISSUER = (
    r"unable to get (local )?issuer certificate",
    r"self[- ]signed certificate in certificate chain",
    r"unable to verify the first certificate",
)
WRONG_NAME = (
    r"Hostname mismatch, certificate is not valid for",
    r"hostname '[^']*' doesn't match",
)

# What Windows (CERT_E_*) and macOS (errSec*) answer through truststore for the same.
_NATIVE = {
    0x800B0101: EXPIRED,
    0x800B0109: 19,
    0x800B010A: 20,
    0x800B010F: 62,
    -67818: EXPIRED,
    -67819: NOT_YET_VALID,
    -67843: 20,
    -67602: 62,
}
_LARGEST_OPENSSL_CODE = 200
# As many links as no real chain has; a store may hold loops.
_DEEPEST = 8


@dataclass(frozen=True)
class Link:
    """One certificate of the path; ``index`` is its place in the presented chain, or one past its end."""

    index: int
    certificate: Certificate
    store: Store | None = None


def certificate_code(case: Case) -> int | None:
    """OpenSSL's number for the failure, or None where it is not told (Python before 3.7, other verifiers)."""
    error = case.result.error
    code = None if error is None else error.verify_code
    if code is None or 0 < code <= _LARGEST_OPENSSL_CODE:
        return code
    return _NATIVE.get(code) or _NATIVE.get(code & 0xFFFFFFFF)


def refused_for(case: Case, *codes: int) -> bool:
    """Whether the certificate was refused for one of ``codes``, as far as that is told.

    Where no number is told, the chain alone has to be evidence enough.
    """
    error = case.result.error
    if error is None or error.kind is not PipError.CERTIFICATE:
        return False
    code = certificate_code(case)
    return code is None or code in codes


def refused_exactly_for(case: Case, *codes: int) -> bool:
    """The same, where only OpenSSL's own number is evidence enough."""
    return refused_for(case, *codes) and certificate_code(case) is not None


def untrusted(case: Case) -> bool:
    """Whether the chain ends at nobody that this pip trusts."""
    if not case.result.chain or not refused_for(case, *UNTRUSTED):
        return False
    return certificate_code(case) is not None or not any(anchors(case))


def unexplained(case: Case) -> bool:
    """Whether the chain ends at nobody trusted, and no store on this machine knows more of its end."""
    return (
        untrusted(case) and not any(anchors(case)) and not any(namesakes(case)) and not any(elsewhere(case))
    )


def accepted_otherwise(case: Case) -> bool:
    """Whether the fault in sight is what OpenSSL means: it says so, or the path ends at a trusted root."""
    return certificate_code(case) is not None or any(anchors(case))


def presented(case: Case) -> tuple[Link, ...]:
    """The path that the server presented, leaf first."""
    chain = case.result.chain
    return tuple(Link(i, chain[i]) for i in presented_path(chain))


def past_end(case: Case) -> int:
    """The place where something is missing from the chain."""
    return len(case.result.chain)


def anchors(case: Case) -> Iterator[Link]:
    """Certificates in effect that complete the path, by name and key."""
    for store, certificate in _completing(case, in_effect=True):
        yield Link(_place(case, certificate), certificate, store)


def elsewhere(case: Case) -> Iterator[Link]:
    """Valid roots that would complete the path and that this pip does not consult.

    Where a store holds only an intermediate, its root in the same store is meant; without one it is no help.
    """
    effective = {c.sha256 for store in case.stores if store.in_effect for c in store.certificates}
    for store, certificate in _completing(case, in_effect=False):
        root = _root_above(certificate, store)
        if root is not None and root.sha256 not in effective and in_range(case, root):
            yield Link(_place(case, root), root, store)


def in_store(case: Case, *kinds: StoreKind) -> Link | None:
    """The first certificate that would complete the path in an unconsulted store of these kinds."""
    return next((x for x in elsewhere(case) if x.store is not None and x.store.kind in kinds), None)


def ends_in_store(case: Case, *kinds: StoreKind) -> Link | None:
    """The same, where the chain was refused for want of just that.

    Either nobody trusted stands at its end, or an expired certificate of which the other store has a valid
    copy.
    """
    if untrusted(case) or (refused_for(case, EXPIRED) and _expired_with_copy(case)):
        return in_store(case, *kinds)
    return None


def is_public(case: Case, certificate: Certificate) -> bool:
    """Whether a public list of roots holds this authority."""
    return any(
        same_authority(certificate, held)
        for store in case.stores
        if store.kind is StoreKind.PUBLIC
        for held in store.certificates
    )


def in_range(case: Case, certificate: Certificate) -> bool:
    return certificate.not_before <= case.now <= certificate.not_after


def expired_links(case: Case) -> tuple[Link, ...]:
    """What is expired by our clock: presented certificates of the path, then anchors."""
    return tuple(x for x in _dated(case) if x.certificate.not_after < case.now)


def early_links(case: Case) -> tuple[Link, ...]:
    """What is not yet valid by our clock."""
    return tuple(x for x in _dated(case) if case.now < x.certificate.not_before)


def only_copy_expired(case: Case, link: Link) -> bool:
    """Whether no other store has a way around it; where one has, the store is to blame and not the date.

    That is a renewed copy, or a root for a certificate further down: OpenSSL takes what its stores hold
    before what the server sent (X509_V_FLAG_TRUSTED_FIRST).
    """
    place = _position(case, link)
    return place == 0 or not any(0 < _position(case, other) <= place for other in elsewhere(case))


def namesakes(case: Case) -> Iterator[Link]:
    """Anchors in effect with the wanted name but another key than the one that signed."""
    for link in presented(case)[-1:]:
        top = link.certificate
        wanted = top.subject if top.self_issued else top.issuer
        for store, held in case.holders(wanted, in_effect=True):
            other_key = not same_authority(held, top) if top.self_issued else key_matches(held, top) is False
            if other_key:
                yield Link(link.index if top.self_issued else past_end(case), held, store)


def openssl_says(case: Case) -> Evidence:
    """The verifier's own words, as evidence."""
    error = case.result.error
    words = "" if error is None else error.verify_message or error.text
    return Evidence(tr("the verifier says: {words}", words=words), tr("handshake"))


def seen(link: Link, sentence: str) -> Evidence:
    """An observation about one certificate, which the sentence names; the source says where it stands."""
    if link.store is None:
        return Evidence(sentence, presented_as(link.index))
    where = link.store.name if link.store.path is None else f"{link.store.name}, {link.store.path}"
    return Evidence(sentence, where)


def presented_as(index: int) -> str:
    """A place in the presented chain, as the source of evidence."""
    return tr("presented certificate {number}", number=index + 1)


def stands_in(link: Link) -> Evidence:
    """That a wanted certificate is on this machine; with its fingerprint, so that people can compare."""
    return seen(
        link,
        tr(
            "'{name}' stands here (SHA-256 {sha256}…)",
            name=link.certificate.common_name,
            sha256=link.certificate.sha256[:16],
        ),
    )


def lacking(case: Case, link: Link) -> tuple[Evidence, ...]:
    """Evidence that a wanted root is on this machine, but not where pip looks."""
    places = ", ".join(store.name for store in case.stores if store.in_effect)
    pip = case.environment.pip_name
    if places:
        looked = tr("{pip} looks in: {places}", pip=pip, places=places)
    else:
        looked = tr("{pip} looks in: no store at all", pip=pip)
    return (openssl_says(case), stands_in(link), Evidence(looked, tr("settings")))


def issuer_name(case: Case) -> str:
    """Who issued the topmost presented certificate, in words for messages."""
    path = presented(case)
    return path[-1].certificate.issuer if path else tr("an unknown issuer")


def vendor_of(case: Case) -> Interceptor | None:
    """The product whose name the issuers of the path carry."""
    for link in presented(case):
        found = interceptor_named(link.certificate.issuer)
        if found is not None:
            return found
    return None


def vendor_name(case: Case) -> str:
    """Its name, or empty."""
    vendor = vendor_of(case)
    return "" if vendor is None else vendor.name


def domain(host: str) -> str:
    """The last two labels: enough to call two hosts related."""
    return ".".join(host.rstrip(".").lower().rsplit(".", 2)[-2:])


def _expired_with_copy(case: Case) -> bool:
    return any(not only_copy_expired(case, link) for link in expired_links(case))


def _dated(case: Case) -> tuple[Link, ...]:
    path = presented(case)
    shown = {link.certificate.sha256 for link in path}
    return (*path, *(link for link in anchors(case) if link.certificate.sha256 not in shown))


def _completing(case: Case, *, in_effect: bool) -> Iterator[tuple[Store, Certificate]]:
    """Held certificates that are a presented CA's own or issued a certificate of the path.

    OpenSSL looks into its stores at every step, so each certificate of the path may be completed.
    """
    for link in reversed(presented(case)):
        below = link.certificate
        for store, held in case.holders(below.subject, in_effect=in_effect):
            if same_authority(held, below):
                yield store, held
        if not below.self_issued:
            for store, held in case.holders(below.issuer, in_effect=in_effect):
                if may_have_issued(held, below):
                    yield store, held


def _root_above(certificate: Certificate, store: Store) -> Certificate | None:
    for _ in range(_DEEPEST):
        if certificate.self_issued:
            return certificate
        above = next((c for c in store.certificates if may_have_issued(c, certificate)), None)
        if above is None:
            return None
        certificate = above
    return None


def _position(case: Case, link: Link) -> int:
    """How far up the path a link stands."""
    path = presented_path(case.result.chain)
    return path.index(link.index) if link.index in path else len(path)


def _place(case: Case, certificate: Certificate) -> int:
    """Where a certificate stands in the presented chain, by authority; one past its end where it does not."""
    for index, shown in enumerate(case.result.chain):
        if same_authority(shown, certificate):
            return index
    return past_end(case)
