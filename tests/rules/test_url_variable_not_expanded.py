from __future__ import annotations

import pytest

from support.fixture import PROJECT, check_findings

RULE = "url-variable-not-expanded"


def test_configuration_files():
    check_findings(
        """
        [global]
        index-url = https://${NAME}:${PASSWORD}@a.example/simple
        #                   ^^^^^^^^^^^^^^^^^^^ warning[url-variable-not-expanded]
        extra-index-url = https://$TOKEN@b.example/ https://%INDEX_HOST%/simple
        #                         ^^^^^^ warning[url-variable-not-expanded]
        #                                                   ^^^^^^^^^^^^ warning[url-variable-not-expanded]
        proxy = ${HTTPS_PROXY}
        #       ^^^^^^^^^^^^^^ warning[url-variable-not-expanded]
        """,
        only=[RULE],
    )


def test_requirements_files():
    check_findings(
        """
        -i https://${NAME}:${password}@a.example/simple
        #                  ^^^^^^^^^^^ warning[url-variable-not-expanded]
        -f https://$TOKEN@b.example/
        #          ^^^^^^ warning[url-variable-not-expanded]
        """,
        f"{PROJECT}/requirements.txt",
        only=[RULE],
    )


@pytest.mark.parametrize(
    "url",
    ["https://u:pa$word@a.example/", "https://a.example/%40ABC%2F", "https://a.example/%ABCD%20x", "$H"],
)
def test_not_flagged(url: str):
    check_findings(f"[global]\nindex-url = {url}\n", only=[RULE])
