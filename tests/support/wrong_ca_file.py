"""What holds of every rule about a CA file with the wrong kind of content."""

from __future__ import annotations

from support.fixture import USER_CONF, Scene, check_findings, offers_of, scene
from support.samples import sample

PATH = "/etc/corp.pem"
KINDS = (
    *("root", "empty", "blank", "der-root", "utf16-root", "pkcs7"),
    *("pkcs12", "html", "key-only", "garbage", "joined", "truncated"),
)


def check_stops_pip(rule: str, name: str, words: str) -> None:
    """The one finding about the file in effect is an error, says ``words``, and cites OpenSSL."""
    (finding,) = _check(rule, name, "error", USER_CONF, only=None).findings()
    assert words in finding.message
    assert "NO_CERTIFICATE_OR_CRL_FOUND" in finding.evidence[0].text


def check_milder_elsewhere(rule: str, name: str) -> None:
    """The file of another machine may be another by the time pip reads it."""
    _check(rule, name, "warning", "/project/pip.conf", only=[rule])


def check_nothing_else(rule: str, name: str) -> None:
    """No other kind of content is taken for this one."""
    for other in KINDS:
        if other != name:
            files = {PATH: sample(other)}
            check_findings(f"[global]\ncert = {PATH}\n", only=[rule], files=files)


def check_offers(rule: str, name: str, fixes: list[str]) -> None:
    result = scene(f"[global]\ncert = {PATH}\n", files={PATH: sample(name)})
    assert [offer.fix for _, offer in offers_of(result, rule)] == fixes


def _check(rule: str, name: str, severity: str, path: str, only: list[str] | None) -> Scene:
    marked = f"[global]\ncert = {PATH}\n#      {'^' * len(PATH)} {severity}[{rule}]\n"
    return check_findings(marked, path, only=only, files={PATH: sample(name)})
