from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.engine.fix import FixImpossible
from piptrust.engine.offers.certificates import set_cert_offers
from support.fixture import HOME, PREFIX, PROJECT, USER_CONF, Scene, scene
from support.offered import built, written_by
from support.pip_reads import configured

BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
FILES = {BUNDLE: ""}
REQUIREMENTS = f"{PROJECT}/requirements.txt"


def set_cert(machine: Scene) -> dict[str, bytes]:
    return built(machine, "set-cert", {"path": BUNDLE})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"[global]\ncert = {BUNDLE}\n"),
        ("[global]", f"[global]\ncert = {BUNDLE}\n"),
        ("[global]\n", f"[global]\ncert = {BUNDLE}\n"),
        ("[global] junk\npre = 1\n", f"[global] junk\ncert = {BUNDLE}\npre = 1\n"),
        ("[global]\r\npre = 1", f"[global]\r\ncert = {BUNDLE}\r\npre = 1"),
        # At the margin, the line below would go on with the value of cert.
        ("[global]\n    pre = 1\n", f"[global]\n    cert = {BUNDLE}\n    pre = 1\n"),
        ("  [global]\n\n  [install]\n  pre = 1", f"  [global]\n  cert = {BUNDLE}\n\n  [install]\n  pre = 1"),
        ("[global]\n# c\n\tpre = 1\n", f"[global]\n\tcert = {BUNDLE}\n# c\n\tpre = 1\n"),
        ("[install]\npre = 1", f"[install]\npre = 1\n\n[global]\ncert = {BUNDLE}\n"),
        ("# c\r\n[Global]\r\n", f"# c\r\n[Global]\r\n\r\n[global]\r\ncert = {BUNDLE}\r\n"),
        ("[global]\ncert = /old.pem\npre = 1\n", f"[global]\ncert = {BUNDLE}\npre = 1\n"),
        ("[global]\nCERT: /a\n  b\npre = 1\n", f"[global]\nCERT: {BUNDLE}\npre = 1\n"),
        ("[global]\ncert =\npre = 1\n", f"[global]\ncert = {BUNDLE}\npre = 1\n"),
    ],
)
def test_pip_reads_it_and_all_else_as_before(before: str, after: str):
    content = set_cert(scene(before))[USER_CONF]
    assert content.decode() == after
    assert configured(content) == {**configured(before), "global.cert": BUNDLE}


_LINE = st.sampled_from(
    [
        "[global]",
        "[install]",
        "  [list]",
        "pre = 1",
        "  retries=3",
        "\ttimeout: 5",
        "# c",
        "",
        "    x.example",
        "no-index",
    ]
)


@given(st.lists(_LINE, max_size=7), st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(max_examples=100, deadline=None)
def test_any_file_that_pip_reads(lines: list[str], newline: str, ended: bool):
    before = newline.join(lines) + (newline if ended else "")
    machine = scene(before)
    try:
        content = set_cert(machine)[USER_CONF]
    except FixImpossible:
        assert any(problem.stops_pip for problem in machine.document.problems)
        return
    after = scene(content)
    assert not after.document.problems
    old = [(s.section, s.key, s.value) for s in machine.document.settings]
    new = [(s.section, s.key, s.value) for s in after.document.settings]
    assert sorted(new) == sorted([*old, ("global", "cert", BUNDLE)])


@pytest.mark.parametrize(
    ("files", "variables", "written"),
    [
        ({}, {}, f"{PREFIX}/pip.conf"),
        ({f"{PREFIX}/pip.conf": "[global]\npre = 1\n"}, {}, f"{PREFIX}/pip.conf"),
    ],
)
def test_a_requirements_file_in_a_virtual_environment(
    files: dict[str, str], variables: dict[str, str], written: str
):
    machine = scene("flask\n", REQUIREMENTS, files={**FILES, **files}, variables=variables)
    changed = set_cert(machine)
    assert list(changed) == [written]
    assert configured(changed[written])["global.cert"] == BUNDLE
    assert (
        f"in the virtual environment's configuration ({written})" in set_cert_offers(machine.view())[0].title
    )


@pytest.mark.parametrize(
    ("files", "variables", "written"),
    [
        ({}, {}, USER_CONF),
        ({f"{HOME}/.pip/pip.conf": "[global]\n"}, {}, f"{HOME}/.pip/pip.conf"),
        ({"/ours.conf": "[global]\n"}, {"PIP_CONFIG_FILE": "/ours.conf"}, "/ours.conf"),
    ],
)
def test_a_requirements_file_elsewhere(files: dict[str, str], variables: dict[str, str], written: str):
    machine = scene("flask\n", REQUIREMENTS, files={**FILES, **files}, variables=variables, pip=None)
    changed = set_cert(machine)
    assert list(changed) == [written]
    assert configured(changed[written]) == {"global.cert": BUNDLE}


def test_where_pip_reads_no_file_there_is_nothing_to_offer():
    machine = scene("flask\n", REQUIREMENTS, files=FILES, variables={"PIP_CONFIG_FILE": "/dev/null"})
    assert set_cert_offers(machine.view()) == ()
    with pytest.raises(FixImpossible, match="PIP_CONFIG_FILE"):
        set_cert(machine)


def test_a_file_that_pip_cannot_read_is_left_alone():
    with pytest.raises(FixImpossible, match="repair that first"):
        set_cert(scene("cert = /a.pem\n"))
    with pytest.raises(FixImpossible, match="repair that first"):
        set_cert(scene("[global]\n".encode("utf-16")))


def test_a_path_that_pip_would_read_otherwise():
    with pytest.raises(FixImpossible, match="cannot hold this path"):
        built(scene("[global]\n"), "set-cert", {"path": "/a\n/b"})


def test_settings_that_would_win_disable_the_offer():
    def reason(text: str, **context: object) -> str | None:
        (offer,) = set_cert_offers(scene(text, files=FILES, **context).view())
        return offer.disabled

    assert reason("[global]\n") is None
    assert reason("[global]\n", variables={"PIP_CERT": BUNDLE}) is None
    assert "PIP_CERT is set" in (reason("[global]\n", variables={"PIP_CERT": "/other.pem"}) or "")
    assert "[install] cert" in (reason("[global]\n[install]\ncert = /b.pem\n") or "")
    assert reason("[global]\ncert = /old.pem\n") is None
    assert reason("[global]\nproxy = http://p:1\n", variables={"CURL_CA_BUNDLE": "/other.pem"}) is None


def test_what_is_set_already_is_not_offered_again():
    assert set_cert_offers(scene(f"[global]\ncert = {BUNDLE}\n", files=FILES).view()) == ()


def test_offers_write_what_they_say():
    machine = scene("[global]\n", files=FILES)
    (offer,) = set_cert_offers(machine.view())
    assert BUNDLE in offer.title
    assert configured(written_by(machine, offer)[USER_CONF]) == {"global.cert": BUNDLE}
