from __future__ import annotations

from dataclasses import replace

from piptrust.render.probe_markdown import report_markdown
from render.probe_samples import CONTEXT, everything, failed, report


def test_what_an_it_department_needs():
    text = report_markdown(everything(), CONTEXT)
    assert text.startswith("# What pip makes of its package indexes\n\n1 of 4 places verified")
    assert "- Observed: 2026-05-04 12:03 UTC" in text
    assert "1. Subject: `CN=index.test,O=Lab`" in text
    assert "   - Issuer: `CN=Inspecting CA,O=Inspector`" in text
    assert "   - Valid: 2026-04-24 12:03 to 2026-08-02 12:03 UTC" in text
    assert "   - SHA-256: `" + ":".join(["AA"] * 32) + "`" in text
    assert "3. **Missing:** `CN=Inspecting Root,O=Inspector`, neither presented nor trusted here" in text
    assert "- Its SHA-256 fingerprint, so that it can be compared before it is trusted." in text
    assert "- proven: Set cert to /w/corp.pem" in text
    assert "other.pem" not in text  # Refuted: nobody else needs to read of it.


def test_credentials_are_hidden_and_failures_come_first():
    text = report_markdown(everything(), CONTEXT)
    assert "geheim" not in text
    places = [
        text.index(host) for host in ("index.test:443", "odd.test:443", "lax.test:443", "files.test:443")
    ]
    assert places == sorted(places)


def test_what_a_server_says_is_no_markup():
    place = failed()
    assert place.result is not None
    leaf = replace(place.result.chain[0], subject="CN=a`b``c\n# x", key="<b>[x](y)")
    text = report_markdown(report(replace(place, result=replace(place.result, chain=(leaf,)))), CONTEXT)
    assert "1. Subject: ```CN=a`b``c # x```" in text
    assert "   - Key: \\<b\\>\\[x\\](y)" in text
