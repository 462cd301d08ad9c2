from __future__ import annotations

import pytest

from support.fixture import PROJECT, check_findings, check_fix, offers_of, scene

RULE = "trusted-host-has-scheme"


def test_forms_of_urls():
    check_findings(
        """
        [global]
        trusted-host =
            https://a.example
        #   ^^^^^^^^^^^^^^^^^ warning[trusted-host-has-scheme]
            HTTP://a.example/simple
        #   ^^^^^^^^^^^^^^^^^^^^^^^ warning[trusted-host-has-scheme]
            https://a.example:8443
        #   ^^^^^^^^^^^^^^^^^^^^^^ error[trusted-host-has-scheme]
            https:a.example
        #   ^^^^^^^^^^^^^^^ error[trusted-host-has-scheme]
            https//a.example
        #   ^^^^^^^^^^^^^^^^ warning[trusted-host-has-scheme]
            //a.example
        #   ^^^^^^^^^^^ error[trusted-host-has-scheme]
        """,
        only=[RULE],
    )


@pytest.mark.parametrize("entry", ["https:8443", "https.example", "https", "xhttps:1"])
def test_hosts_that_begin_like_a_scheme(entry: str):
    check_findings(f"[global]\ntrusted-host = {entry}\n", only=[RULE])


def test_a_pip_before_23_2_1_ignores_an_entry_without_a_host():
    check_findings(
        """
        [global]
        trusted-host = //a.example
        #              ^^^^^^^^^^^ warning[trusted-host-has-scheme]
        """,
        only=[RULE],
        pip="22.3.1",
        python=(3, 11, 0),
    )


def test_passwords_are_neither_shown_nor_sent():
    machine = scene("[global]\ntrusted-host = https://robot:s3cret@a.example:8443/simple\n")
    (finding,) = (f for f in machine.findings() if f.rule == RULE)
    assert "s3cret" not in finding.message
    assert "s3cret" not in str(finding.offers)


def test_removing_is_safe_where_pip_ignores_the_entry_and_not_where_it_stops():
    ignored = scene("[global]\ntrusted-host = https://a.example\n")
    stopping = scene("[global]\ntrusted-host = https://a.example:8443\n")
    assert [(o.safe, o.lowers_security) for _, o in offers_of(ignored, RULE)] == [
        (True, False),
        (False, True),
    ]
    assert [(o.safe, o.lowers_security) for _, o in offers_of(stopping, RULE)] == [
        (False, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("entry", "meant"),
    [
        ("https://a.example", "a.example"),
        ("https://a.example:443/simple/", "a.example"),
        ("http://a.example:80", "a.example"),
        ("https://a.example:8443/x", "a.example:8443"),
        ("https://[::1]:8443", "[::1]:8443"),
        ("https:a.example", "a.example"),
    ],
)
def test_the_host_that_was_meant(entry: str, meant: str):
    check_fix(
        f"--trusted-host {entry}  # why\nrequests\n",
        f"--trusted-host {meant}  # why\nrequests\n",
        rule=RULE,
        title="lowers security",
        path=f"{PROJECT}/requirements.txt",
    )


def test_a_host_that_is_listed_already_is_not_offered_again():
    machine = scene("[global]\ntrusted-host = https://a.example a.example\n")
    assert [o.fix for _, o in offers_of(machine, RULE)] == ["remove-value"]
