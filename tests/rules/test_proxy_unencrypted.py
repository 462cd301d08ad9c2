from __future__ import annotations

from support.fixture import PROJECT, check_findings, check_fix, scene

RULE = "proxy-unencrypted"


def test_credentials_of_a_plain_proxy():
    check_findings(
        """
        [global]
        proxy = http://robot:s3cret@proxy.example:3128
        #              ^^^^^^^^^^^^ warning[proxy-unencrypted]
        """,
        only=[RULE, "credentials-in-url"],
    )


def test_the_password_of_an_http_index_goes_through_it():
    result = check_findings(
        """
        [global]
        proxy = http://proxy.example:3128
        #       ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[proxy-unencrypted]
        """,
        only=[RULE],
        files={f"{PROJECT}/requirements.txt": "-i http://robot:s3cret@a.example/simple\n"},
    )
    (finding,) = (f for f in result.findings() if f.rule == RULE)
    assert "http://****@a.example/simple" in finding.message
    assert "s3cret" not in finding.message


def test_a_plain_proxy_without_credentials_is_normal():
    check_findings("[global]\nproxy = http://proxy.example:3128\n", only=[RULE])
    check_findings(
        "[global]\nproxy = http://proxy.example:3128\nindex-url = https://u:p@a.example/simple\n", only=[RULE]
    )


def test_the_credentials_go_and_are_not_sent():
    before = "[global]\nproxy = http://robot:s3cret@proxy.example:3128\n"
    check_fix(before, "[global]\nproxy = http://proxy.example:3128\n", rule=RULE)
    assert "s3cret" not in str(scene(before).findings())
