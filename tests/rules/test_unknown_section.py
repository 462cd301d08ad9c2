from __future__ import annotations

import pytest

from support.fixture import check_findings, check_fix, findings_of, offers_of, scene

RULE = "unknown-section"
ONLY = [RULE]


def test_sections_that_pip_never_reads():
    check_findings(
        """
        [Global]
        #^^^^^^ warning[unknown-section]
        cert = /a
        [ install ]
        #^^^^^^^^^ warning[unknown-section]
        cert = /a
        [tool.pip]
        #^^^^^^^^ warning[unknown-section]
        cert = /a
        """,
        only=ONLY,
    )


@pytest.mark.parametrize("name", ["global", "install", "download", "index", "lock", "DEFAULT", ":env:"])
def test_sections_that_it_reads(name: str):
    check_findings(f"[{name}]\ncert = /a\n", only=ONLY)


def test_an_empty_section_hurts_nobody():
    check_findings("[Global]\n# nothing here\n", only=ONLY)


def test_a_command_that_this_pip_does_not_have_yet():
    (finding,) = findings_of(scene("[lock]\nquiet = 1\n", pip="25.0.1"), RULE)
    assert "the command came with pip 25.1, and this is pip 25.0.1" in finding.message
    check_findings("[lock]\nquiet = 1\n", pip="25.1.1", only=ONLY)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Global", "global"),
        (" global ", "global"),
        ("GLOBAL", "global"),
        ("golbal", "global"),
        ("pip", "global"),
        ("tool.pip", "global"),
        ("tool.pip.install", "install"),
        ("global.extra", None),
        ("uv", None),
        ("Install", "install"),
        ("downlaod", "download"),
        ("[global", "global"),
        ("distutils", None),
        ("x" * 100_000, None),
        ("🐍", None),
    ],
)
def test_what_was_meant(written: str, meant: str | None):
    titles = [offer.title for _, offer in offers_of(scene(f"[{written}]\nquiet = 1\n"), "unknown-section")]
    assert titles == ([] if meant is None else [f"Rename it to [{meant}]"])


def test_renaming():
    check_fix("[Global] junk\ncert = /a\n", "[global] junk\ncert = /a\n", rule="unknown-section")


def test_entries_join_a_section_that_exists_already():
    check_fix(
        "[global]\nquiet = 1\n\n[Global]\ncert = /a\n",
        "[global]\nquiet = 1\ncert = /a\n",
        rule="unknown-section",
    )


def test_a_duplicate_is_not_made():
    ((_, offer),) = offers_of(scene("[global]\ncert = /a\n[Global]\ncert = /b\n"), "unknown-section")
    assert offer.disabled == "[global] sets 'cert' already."


def test_bringing_trusted_hosts_to_life_is_marked():
    ((_, offer),) = offers_of(scene("[Global]\ntrusted-host = a.example\n"), "unknown-section")
    assert offer.lowers_security
    assert not offer.safe
    assert not offer.preferred


def test_only_a_matter_of_case_and_blanks_is_safe():
    for name, safe in (("Global", True), (" global", True), ("pip", False), ("golbal", False)):
        ((_, offer),) = offers_of(scene(f"[{name}]\ncert = /a\n"), "unknown-section")
        assert offer.safe is safe
