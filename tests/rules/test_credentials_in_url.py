from __future__ import annotations

import pytest

from support.fixture import PROJECT, check_findings, check_fix, scene

RULE = "credentials-in-url"
TOKEN = "glpat-0123456789abcdefghij"


def test_a_project_s_files_and_one_s_own():
    marked = """
        [global]
        index-url = https://robot:s3cret@a.example/simple
        #                   ^^^^^^^^^^^^ {0}[credentials-in-url]
        find-links = https://a.example/ https://:s3cret@b.example/
        #                                       ^^^^^^^ {0}[credentials-in-url]
        """
    check_findings(marked.format("information"), only=[RULE])
    check_findings(marked.format("warning"), f"{PROJECT}/pip.conf", only=[RULE])


def test_tokens_in_the_place_of_a_name():
    check_findings(
        f"""
        --extra-index-url https://{TOKEN}@a.example/simple
        #                         {"^" * len(TOKEN)} warning[credentials-in-url]
        """,
        f"{PROJECT}/requirements.txt",
        only=[RULE],
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://robot@a.example/simple",
        "https://${NAME}:${PASSWORD}@a.example/simple",
        "https://robot:${PASSWORD}@a.example/simple",
        "https://${TOKEN}@a.example/simple",
        "https://a.example/@scope:x/simple",
        "https://a.example/simple?u=x:y@z",
    ],
)
def test_not_flagged(url: str):
    check_findings(f"-i {url}\n", f"{PROJECT}/requirements.txt", only=[RULE])


def test_proxies_that_are_reached_by_tls():
    check_findings(
        """
        [global]
        proxy = https://robot:s3cret@proxy.example:8443
        #               ^^^^^^^^^^^^ information[credentials-in-url]
        """,
        only=[RULE],
    )
    check_findings("[global]\nproxy = http://robot:s3cret@proxy.example:3128\n", only=[RULE])


def test_no_secret_in_messages_or_offers():
    machine = scene("-i https://robot:s3cret@a.example/simple\n", f"{PROJECT}/requirements.txt")
    assert "s3cret" not in str(machine.findings())


def test_variables_are_offered_only_where_pip_expands_them():
    check_fix(
        "-i https://robot:s3c@ret@a.example/simple # x\n",
        "-i https://${PIP_INDEX_USER}:${PIP_INDEX_PASSWORD}@a.example/simple # x\n",
        rule=RULE,
        title="PIP_INDEX_USER",
        path=f"{PROJECT}/requirements.txt",
    )
    check_fix(
        "[global]\nindex-url = https://robot:s3cret@a.example/simple\n",
        "[global]\nindex-url = https://a.example/simple\n",
        rule=RULE,
    )
