from __future__ import annotations

import pytest

from piptrust.engine.finding import Confidence
from support.fixture import check_findings, check_fix, findings_of, offers_of, scene

RULE = "unknown-option"
ONLY = [RULE]
FIXED_BY_RENAMING = [
    ("PIP_CERT", "cert"),
    ("pip-default-timeout", "default-timeout"),
    ("Extra_Index_URLs", "extra-index-url"),
    ("constraints", "constraint"),
    ("ca-cert", "cert"),
    ("certs", "cert"),
    ("url", "index-url"),
    ("i", "index-url"),
    ("-i", "index-url"),
    ("indexurl", "index-url"),
    ("extra-ind", "extra-index-url"),
    ("retires", "retries"),
    ("https-proxy", "proxy"),
    ("progress", "progress-bar"),
]


def test_names_that_pip_does_not_have():
    check_findings(
        """
        [global]
          trusted-hosts = a.example
        # ^^^^^^^^^^^^^ warning[unknown-option]
          CA_CERT: /etc/ca.pem
        # ^^^^^^^ warning[unknown-option]
          cert = /etc/ca.pem
        [install]
          indexx = x
        # ^^^^^^ warning[unknown-option]
        """,
        only=ONLY,
    )


@pytest.mark.parametrize(
    "line",
    ["cert = /a", "--cert = /a", "Index_URL = x", "pypi-url = x", "no-dependencies = y", "format = json"],
)
def test_names_that_pip_has(line: str):
    check_findings(f"[global]\n{line}\n", only=ONLY)


def test_a_section_that_pip_does_not_read_is_another_rule_s():
    check_findings("[Global]\nnonsense = 1\n", only=ONLY)


def test_an_option_of_another_command_is_another_rule_s():
    check_findings("[install]\nformat = json\n", only=ONLY)


def test_keys_of_the_default_section_count():
    check_findings("[DEFAULT]\n  nonsense = 1\n# ^^^^^^^^ warning[unknown-option]\n[global]\n", only=ONLY)


def test_windows_line_ends_and_unicode():
    result = scene("[global]\r\n# ünïcode 🐍\r\nzertifikät = /a\r\n")
    (finding,) = findings_of(result, RULE)
    assert result.document.source(finding.span) == "zertifikät"


@pytest.mark.parametrize(
    ("key", "pip", "words"),
    [
        ("no-proxy-env", "26.1", "came with pip 26.2, and this is pip 26.1"),
        ("install-option", "26.3", "pip 23.1 took 'install-option' away"),
        ("use-wheel", "20.3.4", "pip 10.0.0 took 'use-wheel' away"),
    ],
)
def test_options_of_other_releases(key: str, pip: str, words: str):
    ((finding, offer),) = offers_of(scene(f"[global]\n{key} = yes\n", pip=pip), "unknown-option")
    assert words in finding.message
    assert offer.fix == "remove-setting"


def test_an_option_of_this_release_is_known():
    check_findings("[global]\nno-proxy-env = yes\n", pip="26.2", only=ONLY)
    check_findings("[global]\ninstall-option = x\n", pip="23.0.1", only=ONLY)


def test_of_a_pip_newer_than_the_table_less_is_certain():
    (finding,) = findings_of(scene("[global]\nnonsense = 1\n", pip="99.0"), RULE)
    assert finding.confidence is Confidence.LIKELY


def test_a_key_with_credentials_is_not_repeated():
    (finding,) = findings_of(scene("[global]\nhttps.//user:secret@a.example = 1\n"), RULE)
    assert "secret" not in finding.message + "".join(offer.title for offer in finding.offers)


def test_a_huge_key_is_shortened():
    (finding,) = findings_of(scene(f"[global]\n{'x' * 100_000} = 1\n"), RULE)
    assert len(finding.message) < 200


@pytest.mark.parametrize(("written", "meant"), FIXED_BY_RENAMING)
def test_renaming(written: str, meant: str):
    check_fix(
        f"[global]\n{written} = 1\n",
        f"[global]\n{meant} = 1\n",
        rule="unknown-option",
        title=f"Rename it to '{meant}'",
    )


@pytest.mark.parametrize("key", ["zzz", "x", "-", "pip-", "--", "verify-ssl", "x" * 1000])
def test_nothing_is_guessed_without_a_reason(key: str):
    ((_, offer),) = offers_of(scene(f"[global]\n{key} = 1\n"), "unknown-option")
    assert offer.fix == "remove-setting"


def test_renaming_to_trusted_host_is_marked_and_never_preferred():
    remove, rename = (
        o for _, o in offers_of(scene("[global]\ntrusted-hosts = a.example\n"), "unknown-option")
    )
    assert remove.preferred
    assert rename.lowers_security
    assert not rename.safe
    assert "turns certificate checks off" in rename.title


def test_renaming_is_safe_only_where_nobody_can_mean_otherwise():
    def safe(text: str) -> list[bool]:
        return [o.safe for _, o in offers_of(scene(text), "unknown-option") if o.fix == "rename-key"]

    assert safe("[global]\nPIP_CERT = /a\n") == [True]
    assert safe("[global]\nca-cert = /a\n") == [False]
    assert safe("[global]\nPIP_CERT = /a\npip-cert = /b\n") == [True, False]


def test_renaming_is_not_offered_into_a_duplicate():
    rename, _ = (o for _, o in offers_of(scene("[global]\ncert = /a\nPIP_CERT = /b\n"), "unknown-option"))
    assert rename.disabled == "[global] has another entry for 'cert'."
