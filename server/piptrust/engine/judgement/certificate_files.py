"""The certificate files that a configuration file names, each with the one rule that says most about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from piptrust.engine.finding import Confidence, Evidence, Offer, Severity
from piptrust.engine.judgement.applied import applied_settings
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.rule import Diagnosis
from piptrust.engine.snapshot import FileFacts
from piptrust.engine.view import View
from piptrust.locale import ntr, tr
from piptrust.parse.document import Setting
from piptrust.resolve.certificate_paths import (
    PathFault,
    PathReading,
    names_unknown_home,
    path_opened,
    read_path,
)
from piptrust.resolve.disk import EntryKind
from piptrust.resolve.effective import Assignment
from piptrust.resolve.paths import absolute_path
from piptrust.resolve.trust import decide
from piptrust.text.records import dataclass
from piptrust.text.span import Span
from piptrust.x509.bundle import Bundle, BundleFormat, Loading
from piptrust.x509.certificate import Certificate

CA_FILE = "cert"
CLIENT_CERTIFICATE = "client-cert"
# Bundles of public authorities hold more than a hundred; what a company adds by itself is a handful.
FEW = 5

_PATH_RULES = {
    PathFault.COMMENT: "ca-path-comment",
    PathFault.QUOTED: "ca-path-quoted",
    PathFault.UNEXPANDED: "ca-path-unexpanded",
}
_FORMAT_RULES = {
    BundleFormat.EMPTY: "ca-file-empty",
    BundleFormat.DER: "ca-file-der",
    BundleFormat.UTF16: "ca-file-utf16",
    BundleFormat.PKCS7: "ca-file-pkcs7",
    BundleFormat.PKCS12: "ca-file-pkcs12",
    BundleFormat.HTML: "ca-file-html",
    BundleFormat.KEY_ONLY: "ca-file-key-only",
}


@dataclass(frozen=True, eq=False)
class CertificateFile:
    """One setting that names a certificate file.

    Attributes:
        setting: the setting.
        reading: its value as a path.
        facts: what stands where pip looks, or None where nobody looked.
        rule: the id of the rule that reports the most telling fault, or None where there is none.
        beaten_by: the setting that pip uses instead, or None.
        here: whether pip reads the setting on this machine, as far as can be known.
    """

    setting: Setting
    reading: PathReading
    facts: FileFacts | None
    rule: str | None
    beaten_by: Assignment | None
    here: bool

    @property
    def value(self) -> str:
        return self.setting.value

    @property
    def span(self) -> Span:
        return self.setting.value_span

    @property
    def bundle(self) -> Bundle | None:
        return None if self.facts is None else self.facts.bundle

    @property
    def counts(self) -> bool:
        """Whether pip uses the file here and now."""
        return self.here and self.beaten_by is None


def with_rule(view: View, rule_id: str) -> Iterator[CertificateFile]:
    """The files of the view's document on which ``rule_id`` has the last word."""
    return (file for file in certificate_files(view) if file.rule == rule_id)


def certificate_files(view: View) -> tuple[CertificateFile, ...]:
    """Every certificate file that the document names, in file order. Worked out once for a view."""
    if view not in _files:
        settings = applied_settings(view.document, CA_FILE, CLIENT_CERTIFICATE)
        _files[view] = tuple(_judged(view, setting) for setting in settings if setting.value)
    return _files[view]


def ca_files(view: View) -> Iterator[CertificateFile]:
    """The files that ``cert`` names and that OpenSSL loads."""
    for file in certificate_files(view):
        if file.setting.key == CA_FILE and file.bundle is not None and file.bundle.loading is Loading.LOADS:
            yield file


def diagnosis(
    file: CertificateFile, message: str, offers: Iterable[Offer] = (), evidence: Iterable[Evidence] = ()
) -> Diagnosis:
    """What a rule says of a file, milder where pip does not use it here and now."""
    beaten = ""
    if file.beaten_by is not None:
        who = origin_name(file.beaten_by)
        beaten = tr("At the moment pip does not get that far: {who} is used instead.", who=who)
    return Diagnosis(
        file.span,
        sentences(message, beaten),
        None if file.counts else Severity.WARNING,
        Confidence.CERTAIN if file.counts else Confidence.LIKELY,
        tuple(evidence),
        offers=tuple(offers),
    )


def openssl_says(file: CertificateFile) -> tuple[Evidence, ...]:
    """OpenSSL's words for a file that does not load."""
    words = "" if file.bundle is None else file.bundle.loading.value
    return (Evidence(words, tr("OpenSSL's load_verify_locations")),) if words else ()


def origin_name(assignment: Assignment) -> str:
    """Who set something, as in "REQUESTS_CA_BUNDLE" or "cert in /etc/pip.conf"."""
    if assignment.origin.setting is None:
        return assignment.origin.name
    return tr("{key} in {name}", key=assignment.key, name=assignment.origin.name)


def names_of(certificates: Iterable[Certificate], most: int = 3) -> str:
    """The names of certificates for a message: the first few, and how many more."""
    names = list(dict.fromkeys(f"'{c.common_name}'" for c in certificates))
    shown = ", ".join(names[:most])
    more = len(names) - most
    return (
        ntr("{names} and {number} more", "{names} and {number} more", more, names=shown)
        if more > 0
        else shown
    )


_files: WeakKeyDictionary[View, tuple[CertificateFile, ...]] = WeakKeyDictionary()


def _judged(view: View, setting: Setting) -> CertificateFile:
    environment = view.environment
    facts = view.snapshot.files.get(path_opened(setting.value, environment))
    reading = read_path(setting.value, environment)
    here = view.in_effect and not view.deployed
    return CertificateFile(
        setting, reading, facts, _rule(view, setting, reading, facts), _beaten_by(view, setting), here
    )


def _rule(view: View, setting: Setting, reading: PathReading, facts: FileFacts | None) -> str | None:
    if facts is None or names_unknown_home(setting.value) or _is_reported_otherwise(view, setting):
        return None
    is_missing = facts.kind is EntryKind.MISSING
    if is_missing and reading.fault in _PATH_RULES:
        return _PATH_RULES[reading.fault]
    if is_missing and reading.fault is not PathFault.RELATIVE:
        return "ca-file-missing" if setting.key == CA_FILE else "client-cert-missing"
    if facts.kind in {EntryKind.FORBIDDEN, EntryKind.SPECIAL}:
        return "ca-file-unreadable"
    content_rule = _ca_rule(facts) if setting.key == CA_FILE else _client_rule(facts)
    if content_rule is None and reading.fault is PathFault.RELATIVE:
        return "ca-path-relative"
    return content_rule


def _ca_rule(facts: FileFacts) -> str | None:
    if facts.kind is EntryKind.DIRECTORY:
        return None if facts.hashed_names else "ca-directory-not-hashed"
    bundle = facts.bundle
    if bundle is None:
        return None
    if bundle.format in _FORMAT_RULES:
        return _FORMAT_RULES[bundle.format]
    if bundle.joins:
        return "ca-bundle-joined-lines"
    if any(block.error is not None or block.opaque for block in bundle.blocks):
        return "ca-bundle-damaged"
    if bundle.loading is Loading.NOTHING_FOUND:
        return "ca-file-not-pem"
    if bundle.certificates and not any(c.is_ca and c.self_issued for c in bundle.certificates):
        return "ca-file-no-ca"
    return None


def _client_rule(facts: FileFacts) -> str | None:
    bundle = facts.bundle
    if facts.kind is not EntryKind.DIRECTORY and bundle is None:
        return None
    if bundle is None or bundle.loading is not Loading.LOADS or not bundle.has_key:
        return "client-cert-incomplete"
    return "client-cert-key-encrypted" if bundle.encrypted_key else None


def _is_reported_otherwise(view: View, setting: Setting) -> bool:
    """Whether the value holds lines that were meant as something else: ``config-line-swallowed`` says so."""
    if any(problem.span.overlaps(setting.value_span) for problem in view.document.problems):
        return True
    further_lines = setting.value.split("\n")[1:]
    return any(line.startswith("[") or "=" in line or ": " in line for line in further_lines)


def _beaten_by(view: View, setting: Setting) -> Assignment | None:
    """The setting that pip uses instead, for the commands that this setting's section is for."""
    if view.deployed:
        return None
    # For [global] that is any command that has no section of its own.
    command = "" if setting.section in {"global", "DEFAULT"} else setting.section or ""
    settings = view.effective(command)
    if setting.key == CA_FILE:
        winner = decide(settings, view.environment).bundle
    else:
        effective = settings.get(setting.key)
        winner = None if effective is None else Assignment(setting.key, effective.value, effective.origin)
    if winner is None:
        return None
    own = winner.origin.setting
    if own is not None and winner.origin.uri == view.document.uri and own.span == setting.span:
        return None
    expand_home = winner.key == setting.key
    same = absolute_path(winner.value, view.environment, expand_home=expand_home)
    return None if same == path_opened(setting.value, view.environment) else winner
