from __future__ import annotations

import pytest

from support.fixture import PROJECT, check_findings, offers_of, scene

RULE = "public-index-unverified"
BOTH = "trusted-host = index.public.example files.public.example\n"
SYSTEM = {"/etc/ssl/certs/ca-certificates.crt": ""}


def test_only_the_public_hosts_in_a_list_are_flagged():
    check_findings(
        """
        [global]
        extra-index-url = https://a.example/simple
        trusted-host = a.example INDEX.public.example files.public.example
        #                        ^^^^^^^^^^^^^^^^^^^^ warning[public-index-unverified]
        #                                             ^^^^^^^^^^^^^^^^^^^^ warning[public-index-unverified]
        """,
        only=[RULE],
    )


def test_crlf_and_comments_between_lines():
    found = scene(
        "[global]\r\ntrusted-host =\r\n    # the index\r\n    index.public.example\r\n"
        ";é𝔘\r\n\tfiles.public.example"
    )
    spans = [found.document.source(f.span) for f in found.findings() if f.rule == RULE]
    assert spans == ["index.public.example", "files.public.example"]


@pytest.mark.parametrize(
    "path", [f"{PROJECT}/docker/requirements.txt", f"{PROJECT}/.github/requirements-ci.txt"]
)
def test_what_goes_into_an_image_or_a_run_is_an_error(path: str):
    check_findings(
        """
        --trusted-host files.public.example
        #              ^^^^^^^^^^^^^^^^^^^^ error[public-index-unverified]
        """,
        path,
        only=[RULE],
    )


def test_a_dockerfile_beside_makes_it_an_error():
    check_findings(
        """
        [global]
        trusted-host = files.public.example
        #              ^^^^^^^^^^^^^^^^^^^^ error[public-index-unverified]
        """,
        f"{PROJECT}/pip.conf",
        files={f"{PROJECT}/Dockerfile": "FROM scratch\n"},
        only=[RULE],
    )


@pytest.mark.parametrize(
    "text",
    [
        "index-url = https://packages.corp.example/simple\ntrusted-host = files.public.example\n",
        "trusted-host = public.example\n",
        "trusted-host = index.public.example:443\n",
        "no-index = yes\n",
        "trusted-host = ${FILES}\n",
    ],
)
def test_not_flagged(text: str):
    check_findings(f"[global]\n{text}", only=[RULE])


def test_a_section_that_no_command_reads_turns_nothing_off():
    check_findings(f"[Global]\n{BOTH}[tool.pip]\n{BOTH}", only=[RULE])


def test_without_a_pip_nothing_is_known_to_be_public():
    check_findings(f"[global]\n{BOTH}", only=[RULE], pip=None)


def test_a_list_that_another_one_replaces_is_information():
    result = check_findings(
        """
        [global]
        trusted-host = files.public.example
        #              ^^^^^^^^^^^^^^^^^^^^ information[public-index-unverified]
        """,
        variables={"PIP_TRUSTED_HOST": "other.example"},
        only=[RULE],
    )
    (finding,) = (f for f in result.findings() if f.rule == RULE)
    assert "PIP_TRUSTED_HOST sets instead" in finding.message


def test_removing_is_preferred_and_nothing_lowers_security():
    found = [o for _, o in offers_of(scene(f"[global]\n{BOTH}", files=SYSTEM), RULE)]
    assert [(o.fix, o.preferred) for o in found[:2]] == [("remove-value", True), ("set-cert", False)]
    assert not any(o.lowers_security or o.safe for o in found)
