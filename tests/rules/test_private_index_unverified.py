from __future__ import annotations

import pytest

from support.fixture import PROJECT, USER_CONF, applied, changes_of, check_findings, offers_of, scene

RULE = "private-index-unverified"
SYSTEM = {"/etc/ssl/certs/ca-certificates.crt": ""}


def test_hosts_of_every_kind_of_place():
    check_findings(
        """
        [global]
        index-url = https://a.example/simple
        extra-index-url =
            https://user:password@b.example:8443/simple
            https://[2001:db8::1]/simple
        find-links = https://C.example/wheels /srv/wheels
        trusted-host =
            a.example
        #   ^^^^^^^^^ warning[private-index-unverified]
            b.example:8443
        #   ^^^^^^^^^^^^^^ warning[private-index-unverified]
            c.example
        #   ^^^^^^^^^ warning[private-index-unverified]
            2001:db8::1
        #   ^^^^^^^^^^^ warning[private-index-unverified]
        """,
        only=[RULE],
    )


def test_a_server_on_this_machine_is_information():
    check_findings(
        """
        [global]
        index-url = https://localhost:8443/simple
        trusted-host = localhost
        #              ^^^^^^^^^ information[private-index-unverified]
        """,
        only=[RULE],
    )


def test_an_index_of_the_configuration_trusted_by_a_requirements_file():
    check_findings(
        """
        --trusted-host a.example
        #              ^^^^^^^^^ error[private-index-unverified]
        """,
        f"{PROJECT}/ci/requirements.txt",
        files={USER_CONF: "[global]\nindex-url = https://a.example/simple\n"},
        only=[RULE],
    )


@pytest.mark.parametrize(
    "text",
    [
        "index-url = http://a.example/simple\ntrusted-host = a.example\n",
        "index-url = https://a.example/simple\ntrusted-host = a.example:443\n",
        "index-url = https://a.example/simple\n",
    ],
)
def test_not_flagged(text: str):
    check_findings(f"[global]\n{text}", only=[RULE])


def test_one_fix_gives_authorities_and_takes_the_entry_out():
    before = "[global]\nindex-url = https://a.example/simple\ntrusted-host = a.example\n"
    machine = scene(before, files=SYSTEM)
    written = applied(machine, changes_of(machine, RULE, "set cert"))
    assert written == {
        USER_CONF: b"[global]\ncert = /etc/ssl/certs/ca-certificates.crt\nindex-url = https://a.example/simple\n"
    }


def test_from_a_requirements_file_two_files_change():
    machine = scene(
        "--trusted-host a.example\n-i https://a.example/simple\n", f"{PROJECT}/requirements.txt", files=SYSTEM
    )
    written = applied(machine, changes_of(machine, RULE, "set cert"))
    assert written == {
        f"{PROJECT}/.venv/pip.conf": b"[global]\ncert = /etc/ssl/certs/ca-certificates.crt\n",
        f"{PROJECT}/requirements.txt": b"-i https://a.example/simple\n",
    }


def test_a_variable_that_beats_every_file_disables_the_offer_and_says_so():
    text = "[global]\nindex-url = https://a.example/simple\ntrusted-host = a.example\n"
    machine = scene(text, files=SYSTEM, variables={"REQUESTS_CA_BUNDLE": "/other.pem"})
    (offer,) = [o for _, o in offers_of(machine, RULE) if o.fix == "set-cert"]
    assert offer.disabled == (
        "REQUESTS_CA_BUNDLE is set to /other.pem and beats every cert setting in a file; unset it first."
    )
