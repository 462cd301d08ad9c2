from __future__ import annotations

import pytest

from support.fixture import check_findings

RULE = "index-by-ip-address"
TEXT = "[global]\nindex-url = https://192.0.2.7/simple\n"


def test_addresses_of_both_kinds():
    check_findings(
        """
        [global]
        index-url = https://192.0.2.7:8443/simple
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[index-by-ip-address]
        extra-index-url = https://[2001:db8::1]/simple http://192.0.2.7/simple https://a.example/192.0.2.7
        #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[index-by-ip-address]
        """,
        only=[RULE],
        pip="25.3",
    )


@pytest.mark.parametrize(
    ("pip", "python"), [("24.0", (3, 12, 1)), ("26.1", (3, 12, 1)), ("25.0.1", (3, 9, 0)), (None, (3, 12, 1))]
)
def test_other_pips_and_pythons(pip: str, python: tuple[int, int, int]):
    check_findings(TEXT, only=[RULE], pip=pip, python=python)


def test_a_trusted_host_and_old_certificates_do_not_stop_pip():
    check_findings(TEXT + "trusted-host = 192.0.2.7\n", only=[RULE], pip="25.3")
    check_findings(TEXT + "use-deprecated = legacy-certs\n", only=[RULE], pip="25.3")
