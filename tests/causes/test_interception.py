from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from piptrust.data.interceptors import INTERCEPTORS, interceptor_named
from support.cause_check import check_cause, serving
from support.lab.authority import Authority
from support.lab.proxy import LabProxy
from support.scenario import run_scenario


@contextmanager
def re_signing(authority: Authority) -> Iterator[LabProxy]:
    proxy = LabProxy(resign=authority)
    try:
        yield proxy
    finally:
        proxy.close()


def test_the_issuers_name_tells_the_product(tmp_path: Path):
    with re_signing(Authority("Zscaler Root CA", organization="Zscaler Inc.")) as proxy:
        config = f"proxy = http://127.0.0.1:{proxy.port}\n"
        played = run_scenario(tmp_path, "https://index.test/simple/", config=config)
    found = check_cause(played, "interception", broken_at=1)
    assert found.vendor == "Zscaler"


def test_unrelated_hosts_with_one_authority(tmp_path: Path):
    with re_signing(Authority("Corp Inspection", organization="Corp")) as proxy:
        config = f"proxy = http://127.0.0.1:{proxy.port}\nextra-index-url = https://packages.other.example/simple/\n"
        played = run_scenario(tmp_path, "https://index.test/simple/", config=config)
    found = check_cause(played, "interception", broken_at=1)
    assert not found.vendor
    assert any("packages.other.example" in evidence.text for evidence in found.evidence)


def test_two_hosts_of_one_domain_are_no_evidence(tmp_path: Path):
    root = Authority("Corp Root", organization="Corp")
    with serving(root.issue("a.corp.test")) as one, serving(root.issue("b.corp.test")) as other:
        config = f"extra-index-url = {other.url('b.corp.test')}\n"
        played = run_scenario(tmp_path, one.url("a.corp.test"), config=config)
    assert played.cause.cause == "unknown-root"


@pytest.mark.parametrize(
    ("issuer", "product"),
    [
        ("CN=Zscaler Intermediate Root CA (zscaler.net) (t)\\ ,OU=Zscaler Inc.,O=Zscaler Inc.", "Zscaler"),
        ("CN=ca.corp.goskope.com,OU=cert,O=Netskope Inc.", "Netskope"),
        ("CN=FGT60F0000000000,OU=Certificate Authority,O=Fortinet,L=Sunnyvale", "Fortinet"),
        ("CN=Cisco Umbrella Primary SubCA,O=Cisco", "Cisco Umbrella"),
        (
            "CN=Gateway CA - Cloudflare Managed G1 18ef,OU=www.cloudflare.com,O=Cloudflare\\, Inc.",
            "Cloudflare Gateway (WARP)",
        ),
        ("CN=Kaspersky Anti-Virus Personal Root Certificate,O=AO Kaspersky Lab", "Kaspersky"),
        ("CN=ESET SSL Filter CA,O=ESET\\, spol. s r. o.,C=SK", "ESET"),
        ("CN=avast! Web/Mail Shield Root,O=AVAST Software", "Avast"),
        ("CN=AVG Web/Mail Shield Root,O=AVG Technologies", "AVG"),
        ("CN=Bitdefender Personal CA.Net-Defender,OU=IDS,O=Bitdefender", "Bitdefender"),
        ("CN=DO_NOT_TRUST_FiddlerRoot,O=DO_NOT_TRUST,OU=Created by http://www.fiddler2.com", "Fiddler"),
        ("CN=mitmproxy,O=mitmproxy", "mitmproxy"),
        ("CN=Charles Proxy CA (1 Jan 2026\\, laptop),O=XK72 Ltd", "Charles"),
        ("CN=PortSwigger CA,OU=PortSwigger CA,O=PortSwigger", "Burp Suite"),
    ],
)
def test_issuers_as_the_products_make_them(issuer: str, product: str):
    found = interceptor_named(issuer)
    assert found is not None
    assert found.name == product


@pytest.mark.parametrize(
    "issuer",
    [
        "CN=DigiCert Global Root G2,OU=www.digicert.com,O=DigiCert Inc,C=US",
        "CN=Cloudflare Inc ECC CA-3,O=Cloudflare\\, Inc.,C=US",
        "CN=R11,O=Let's Encrypt,C=US",
        "CN=Symantec Class 3 Secure Server CA - G4,OU=Symantec Trust Network,O=Symantec Corporation,C=US",
        "CN=Corp Issuing CA 1,DC=corp,DC=example",
        "",
    ],
)
def test_other_authorities_are_no_products(issuer: str):
    assert interceptor_named(issuer) is None


def test_each_product_is_listed_once():
    assert len({product.name for product in INTERCEPTORS}) == len(INTERCEPTORS)
