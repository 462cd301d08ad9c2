from __future__ import annotations

import pytest

from support.fixture import PROJECT, USER_CONF, check_findings, check_fix, offers_of, scene

RULE = "http-index"


def test_indexes_that_pip_ignores():
    check_findings(
        """
        [global]
        index-url = http://a.example/simple
        #           ^^^^^^^^^^^^^^^^^^^^^^^ error[http-index]
        extra-index-url =
            http://b.example:8080/simple
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[http-index]
            https://c.example/simple
        """,
        only=[RULE],
    )


def test_indexes_that_pip_reads_in_clear():
    result = check_findings(
        """
        [global]
        trusted-host = b.example
        extra-index-url = http://robot:s3cret@B.example:8080/simple
        #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[http-index]
        """,
        only=[RULE],
    )
    (finding,) = (f for f in result.findings() if f.rule == RULE)
    assert "The password in the URL is sent in clear text, too." in finding.message
    assert "s3cret" not in finding.message + str(finding.offers)


def test_a_requirements_file_adds_to_the_hosts_of_the_configuration():
    check_findings(
        """
        -i http://a.example/simple
        #  ^^^^^^^^^^^^^^^^^^^^^^^ error[http-index]
        --extra-index-url=http://b.example/simple
        #                 ^^^^^^^^^^^^^^^^^^^^^^^ warning[http-index]
        """,
        f"{PROJECT}/requirements.txt",
        files={USER_CONF: "[global]\ntrusted-host = a.example\n"},
        only=[RULE],
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:3141/simple",
        "http://LOCALHOST/simple",
        "http://127.4.5.6/simple",
        "http://[::1]:8080/simple",
        "https://a.example/simple",
        "HTTPS://a.example/simple",
        "file:///srv/simple",
        "http://${HOST}/simple",
    ],
)
def test_not_flagged(url: str):
    check_findings(f"[global]\nindex-url = {url}\n", only=[RULE])


@pytest.mark.parametrize("host", ["localhost.", "0.0.0.0", "127.1", "x.localhost"])
def test_what_pip_does_not_take_for_this_machine(host: str):
    machine = scene(f"[global]\nindex-url = http://{host}/simple\n")
    assert [f.rule for f in machine.findings() if f.rule == RULE] == [RULE]


def test_https_comes_first_and_trust_last():
    machine = scene("[global]\nindex-url = http://a.example:8080/simple\n")
    assert [(o.fix, o.lowers_security) for _, o in offers_of(machine, RULE)] == [
        ("http-to-https", False),
        ("trust-hosts", True),
    ]
    check_fix(
        "[global]\nindex-url = http://a.example:8080/simple\n",
        "[global]\ntrusted-host = a.example:8080\nindex-url = http://a.example:8080/simple\n",
        rule=RULE,
        title="lowers security",
    )
