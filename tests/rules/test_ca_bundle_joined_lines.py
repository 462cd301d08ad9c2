"""When certificates that run into each other are reported."""

from __future__ import annotations

from support.fixture import check_findings, scene
from support.samples import public_roots, root, sample

RULE = "ca-bundle-joined-lines"


def test_the_line_and_the_byte():
    content = b"# our roots\r\n" + root().pem.rstrip() + root().pem
    result = check_findings(
        """
        [global]
        cert = /etc/corp.pem
        #      ^^^^^^^^^^^^^ error[ca-bundle-joined-lines]
        """,
        files={"/etc/corp.pem": content},
    )
    (finding,) = result.findings()
    byte = content.index(b"----------") + 5
    line = content[:byte].count(b"\n") + 1
    assert f"in line {line} of /etc/corp.pem, at byte {byte}," in finding.message
    assert finding.evidence[0].text == "[X509] PEM lib"


def test_further_places_are_counted():
    content = b"".join(issued.pem.rstrip() for issued in public_roots(4))
    (finding,) = scene("[global]\ncert = /a.pem\n", files={"/a.pem": content}).findings()
    assert "and at 2 more places" in finding.message


def test_other_damage_is_left_to_its_own_rule():
    for name in ("bundle", "truncated", "bad-base64", "crlf-root"):
        check_findings("[global]\ncert = /a.pem\n", only=[RULE], files={"/a.pem": sample(name)})
