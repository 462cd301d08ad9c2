"""Products that re-sign TLS traffic, known by the names of the authorities that they make.

The names are the products' defaults, as their manuals and their users' reports show them. A company may have
its proxy use an authority of its own name; then nothing here matches.
"""

from __future__ import annotations

import enum
import re
from functools import lru_cache

from piptrust.locale import mark
from piptrust.text.records import dataclass


class Kind(enum.Enum):
    """What such a product is to its user, and what the user would do."""

    PROXY = mark("an inspecting proxy or firewall")
    ANTIVIRUS = mark("a virus scanner on this machine")
    DEBUGGER = mark("a debugging proxy")


WHAT_TO_DO = {
    Kind.PROXY: mark(
        "Let pip trust its root: ask the people who run it for the root certificate, or find it in the system "
        "store, and name a bundle that holds it."
    ),
    Kind.ANTIVIRUS: mark(
        "Let pip trust its root, which its settings can export, or turn its scanning of HTTPS off for Python."
    ),
    Kind.DEBUGGER: mark(
        "Stop it, or take it out of the proxy settings, if it is not wanted now; otherwise let pip trust its root."
    ),
}


@dataclass(frozen=True)
class Interceptor:
    """One product. ``words`` is a regular expression for a distinguished name, whatever the case."""

    name: str
    kind: Kind
    words: str


INTERCEPTORS = (
    # CN=Zscaler Intermediate Root CA (zscaler.net) (t),OU=Zscaler Inc.,O=Zscaler Inc.
    Interceptor("Zscaler", Kind.PROXY, r"\bzscaler\b"),
    # CN=ca.<tenant>.goskope.com,O=Netskope Inc., emailAddress certadmin@netskope.com
    Interceptor("Netskope", Kind.PROXY, r"\bnetskope\b|\.goskope\.com\b"),
    Interceptor("Palo Alto Networks", Kind.PROXY, r"\bpalo ?alto\b|\bPAN-?OS\b|\bGlobalProtect\b"),
    # CN=FG100E…,OU=Certificate Authority,O=Fortinet; CN=FortiGate CA; Fortinet_CA_SSL
    Interceptor("Fortinet", Kind.PROXY, r"\bfortinet|\bfortigate\b"),
    # CN=Cisco Umbrella Root CA,O=Cisco; CN=Cisco Umbrella Primary SubCA,O=Cisco
    Interceptor("Cisco Umbrella", Kind.PROXY, r"\bcisco umbrella\b|\bopendns\b"),
    Interceptor("Cisco Secure Web Appliance", Kind.PROXY, r"\bironport\b|\bcisco (secure )?web appliance\b"),
    # CN=Gateway CA - Cloudflare Managed G1 <account>,OU=www.cloudflare.com,O=Cloudflare\\, Inc.
    Interceptor(
        "Cloudflare Gateway (WARP)",
        Kind.PROXY,
        r"\bgateway ca - cloudflare managed\b|\bcloudflare for teams\b",
    ),
    Interceptor("Blue Coat / Symantec", Kind.PROXY, r"\bblue ?coat\b|\bproxysg\b|\bsymantec web security\b"),
    Interceptor("Check Point", Kind.PROXY, r"\bcheck ?point\b"),
    Interceptor("Sophos", Kind.PROXY, r"\bsophos\b"),
    Interceptor("Skyhigh / McAfee Web Gateway", Kind.PROXY, r"\bskyhigh\b|\bmcafee\b"),
    Interceptor("Forcepoint", Kind.PROXY, r"\bforcepoint\b|\bwebsense\b"),
    Interceptor("iboss", Kind.PROXY, r"\biboss\b"),
    Interceptor("WatchGuard", Kind.PROXY, r"\bwatchguard\b|\bfireware\b"),
    Interceptor("SonicWall", Kind.PROXY, r"\bsonicwall\b"),
    Interceptor("Barracuda", Kind.PROXY, r"\bbarracuda\b"),
    Interceptor("Untangle", Kind.PROXY, r"\buntangle\b"),
    Interceptor("Cato Networks", Kind.PROXY, r"\bcato networks\b"),
    Interceptor("Menlo Security", Kind.PROXY, r"\bmenlo security\b"),
    Interceptor("Smoothwall", Kind.PROXY, r"\bsmoothwall\b"),
    Interceptor("Lightspeed", Kind.PROXY, r"\blightspeed (systems|rocket|filter)\b"),
    Interceptor("Securly", Kind.PROXY, r"\bsecurly\b"),
    Interceptor("ContentKeeper", Kind.PROXY, r"\bcontentkeeper\b"),
    Interceptor("pfSense", Kind.PROXY, r"\bpfsense\b"),
    Interceptor("OPNsense", Kind.PROXY, r"\bopnsense\b"),
    Interceptor("Squid", Kind.PROXY, r"\bsquid\b"),
    # CN=Kaspersky Anti-Virus Personal Root Certificate,O=AO Kaspersky Lab
    Interceptor("Kaspersky", Kind.ANTIVIRUS, r"\bkaspersky\b"),
    # CN=ESET SSL Filter CA,O=ESET\\, spol. s r. o.
    Interceptor("ESET", Kind.ANTIVIRUS, r"\beset ssl filter\b|\bO=ESET\b"),
    # CN=avast! Web/Mail Shield Root,O=Avast; CN=Avast trusted CA
    Interceptor("Avast", Kind.ANTIVIRUS, r"\bavast\b"),
    Interceptor("AVG", Kind.ANTIVIRUS, r"\bavg (web/mail shield|technologies|trusted ca)"),
    Interceptor("Norton", Kind.ANTIVIRUS, r"\bnorton (web/mail shield|360|security)|\bnortonlifelock\b"),
    # CN=Bitdefender Personal CA.Net-Defender,O=Bitdefender
    Interceptor("Bitdefender", Kind.ANTIVIRUS, r"\bbitdefender\b"),
    Interceptor("Trend Micro", Kind.ANTIVIRUS, r"\btrend ?micro\b"),
    Interceptor("Dr.Web", Kind.ANTIVIRUS, r"\bdr\.?web\b|\bdoctor web\b"),
    Interceptor("AdGuard", Kind.ANTIVIRUS, r"\badguard\b"),
    # CN=DO_NOT_TRUST_FiddlerRoot,O=DO_NOT_TRUST; CN=Fiddler Root Certificate Authority
    Interceptor("Fiddler", Kind.DEBUGGER, r"fiddler ?root|\bfiddler\b|\bDO_NOT_TRUST\b"),
    Interceptor("mitmproxy", Kind.DEBUGGER, r"\bmitmproxy\b"),
    # CN=Charles Proxy CA (1 Jan 2025\\, laptop),O=XK72 Ltd
    Interceptor("Charles", Kind.DEBUGGER, r"\bcharles proxy\b|\bxk72\b"),
    Interceptor("Proxyman", Kind.DEBUGGER, r"\bproxyman\b"),
    # CN=PortSwigger CA,O=PortSwigger
    Interceptor("Burp Suite", Kind.DEBUGGER, r"\bportswigger\b"),
    Interceptor("ZAP", Kind.DEBUGGER, r"\b(owasp )?zap(roxy)? root ca\b|\bzed attack proxy\b"),
    Interceptor("HTTP Toolkit", Kind.DEBUGGER, r"\bhttp toolkit\b"),
)


def interceptor_named(distinguished_name: str) -> Interceptor | None:
    """The product whose name stands in an issuer's name (RFC 4514)."""
    return next((i for i, pattern in _patterns() if pattern.search(distinguished_name)), None)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Interceptor, re.Pattern[str]], ...]:
    return tuple((i, re.compile(i.words, re.IGNORECASE)) for i in INTERCEPTORS)
