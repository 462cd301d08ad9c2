from __future__ import annotations

from support.fixture import PROJECT, USER_CONF, check_findings, check_fix, offers_of, scene

RULE = "trusted-host-without-file-host"


def test_an_index_trusted_alone():
    check_findings(
        """
        [global]
        trusted-host = index.public.example
        #              ^^^^^^^^^^^^^^^^^^^^ warning[trusted-host-without-file-host]
        """,
        only=[RULE, "public-index-unverified"],
    )


def test_in_a_file_for_images_it_is_an_error():
    check_findings(
        """
        --trusted-host=index.public.example
        #              ^^^^^^^^^^^^^^^^^^^^ error[trusted-host-without-file-host]
        """,
        f"{PROJECT}/docker/requirements.txt",
        only=[RULE],
    )


def test_both_trusted_in_two_files():
    check_findings(
        "--trusted-host index.public.example\n",
        f"{PROJECT}/requirements.txt",
        files={USER_CONF: "[global]\ntrusted-host = files.public.example\n"},
        only=[RULE],
    )


def test_a_file_host_on_another_port_is_not_trusted():
    check_findings(
        """
        [global]
        trusted-host = index.public.example files.public.example:8443
        #              ^^^^^^^^^^^^^^^^^^^^ warning[trusted-host-without-file-host]
        """,
        only=[RULE],
    )


def test_the_file_host_alone_and_private_indexes_are_other_rules_concern():
    check_findings("[global]\ntrusted-host = files.public.example\n", only=[RULE])
    check_findings("[global]\nindex-url = https://a.example/simple\ntrusted-host = a.example\n", only=[RULE])


def test_trusting_the_file_host_is_the_last_offer_and_lowers_security():
    machine = scene("[global]\ntrusted-host = index.public.example\n")
    offers = [o for _, o in offers_of(machine, RULE)]
    assert [o.lowers_security for o in offers] == [False, True]
    check_fix(
        "[global]\ntrusted-host = index.public.example\n",
        "[global]\ntrusted-host = index.public.example files.public.example\n",
        rule=RULE,
        title="as well",
    )
    check_fix(
        "--trusted-host index.public.example # why\nx\n",
        "--trusted-host index.public.example\n--trusted-host files.public.example # why\nx\n",
        rule=RULE,
        title="as well",
        path=f"{PROJECT}/requirements.txt",
    )
