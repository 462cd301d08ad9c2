from __future__ import annotations

from dataclasses import replace

import pytest

from piptrust.probe.real_pip import PipAnswer
from piptrust.probe.report import PipError
from piptrust.render.probe_plain import ASCII, UNICODE, glyphs_for, probe_plain
from piptrust.render.probe_words import Context
from render.probe_samples import CONTEXT, NOW, everything, failed, report, unverified, verified

GOLDEN = """\
pip 26.3  Python 3.11.4, OpenSSL 3.0.15, /w/bin/python

✗ failed      https://index.test/simple/pip/
  index       set by PIP_INDEX_URL
  proxy       http://****@proxy.test:3128, set by HTTPS_PROXY
  pip         it does not trust the certificate: unable to get local issuer certificate
  chain       index.test  (EC P-256, 2026-08-02, 90 days left)
              └─ Inspecting CA  (EC P-256, 2026-08-02, 90 days left)
                 └─ ✗ CN=Inspecting Root,O=Inspector: not presented, and not among what this pip
                      trusts
  trusted     /w/ca.pem, set by /w/pip.conf:2 [global]
  cause       something re-signs the traffic (Inspector) [interception]
              pip refuses the certificate, because https://****@proxy.test re-signs it.
  evidence    the issuer's name tells (certificate)
  fixes       1. proven: Set cert to /w/corp.pem
                 handshake 12:03: verified
              2. untested: Unset PIP_CERT
                 $ unset PIP_CERT
              -  refuted: Set cert to /w/other.pem
                 REQUESTS_CA_BUNDLE would still win
              3. proven: Turn off certificate checks for index.test (lowers security)
  docs        docs/causes/interception.md

✓ verified    https://files.test/simple/pip/
  file host   set by PIP_INDEX_URL
  tls         TLSv1.3 · issued by Inspecting CA · 90 days left
! unverified  https://lax.test/simple/pip/
  index       set by PIP_INDEX_URL
  tls         TLSv1.2 · issued by Inspecting CA · 90 days left
  trust       trusted-host, set by /w/pip.conf:2 [global]: pip accepts any certificate, so anyone on
              the path can replace packages
✗ failed      https://odd.test/simple/pip/
  index       set by PIP_INDEX_URL
  piptrust    this failure is ours, not the network's: the agent gave no answer\\x1b[31m

1 of 4 places verified, 1 unverified, 2 failed.
"""


def test_everything_as_people_see_it():
    assert probe_plain(everything(), CONTEXT) == GOLDEN


@pytest.mark.parametrize("width", [60, 80, 200])
def test_lines_keep_to_the_width(width: int):
    lines = probe_plain(everything(), CONTEXT, width).splitlines()
    assert max(len(line) for line in lines[2:]) <= width
    assert "geheim" not in "".join(lines)


def test_ascii_where_the_output_has_no_more():
    assert glyphs_for("utf-8") is UNICODE
    assert glyphs_for("latin-1") is ASCII
    assert glyphs_for(None) is ASCII
    assert probe_plain(everything(), CONTEXT, glyphs=ASCII).isascii()


def test_an_expired_and_a_future_certificate():
    place = failed()
    assert place.result is not None
    leaf, middle = place.result.chain
    chain = (replace(leaf, not_after=leaf.not_before), replace(middle, not_before=middle.not_after))
    text = probe_plain(report(replace(place, result=replace(place.result, chain=chain))), CONTEXT)
    assert "expired 10 days ago" in text
    assert "not valid before 2026-08-02" in text


def test_agreement_and_disagreement_with_real_pip():
    place = verified()
    agrees = Context(NOW, {}, {place.target.id: PipAnswer(True, None, "", None)})
    assert "real pip    agrees: it gets through" in probe_plain(report(place), agrees)
    answer = PipAnswer(False, PipError.DNS, "https://user:geheim@a.test is not found", None)
    text = probe_plain(report(place), Context(NOW, {}, {place.target.id: answer}), 400)
    assert "disagrees: it fails (dns): https://****@a.test" in text
    assert "a fault of piptrust's" in text


def test_nothing_to_probe():
    assert "no place on the network" in probe_plain(report(), CONTEXT)


def test_plain_http_says_what_that_means():
    place = unverified()
    http = replace(place, target=replace(place.target, url="http://lax.test/", unverified_by=None))
    assert "plain http" in probe_plain(report(http), CONTEXT)
