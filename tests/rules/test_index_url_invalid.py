from __future__ import annotations

import pytest

from support.fixture import PROJECT, check_findings, check_fix, scene

RULE = "index-url-invalid"


def test_urls_of_a_configuration_file():
    check_findings(
        """
        [global]
        index-url = a.example/simple
        #           ^^^^^^^^^^^^^^^^ error[index-url-invalid]
        extra-index-url =
            "https://a.example/simple"
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[index-url-invalid]
            htps://a.example/simple
        #   ^^^^^^^^^^^^^^^^^^^^^^^ warning[index-url-invalid]
            https:///simple
        #   ^^^^^^^^^^^^^^^ error[index-url-invalid]
            https://a.example:x/simple # and a comment
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^ error[index-url-invalid]
        #                              ^^^^^^^^^^^^^^^ warning[index-url-invalid]
            https://a.example,https://b.example
        #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[index-url-invalid]
        """,
        only=[RULE],
    )


def test_a_second_line_is_glued_on():
    machine = scene("[global]\nindex-url = https://a.example/simple\n    https://b.example/simple\n")
    (finding,) = (f for f in machine.findings() if f.rule == RULE)
    assert machine.document.source(finding.span).count("https") == 2
    assert "extra-index-url" in finding.message


def test_in_a_requirements_file_quotes_are_the_shell_s():
    check_findings(
        """
        -i "https://a.example/simple"
        --extra-index-url ftp://a.example/simple
        #                 ^^^^^^^^^^^^^^^^^^^^^^ error[index-url-invalid]
        --extra-index-url ${INDEX}
        """,
        f"{PROJECT}/requirements.txt",
        only=[RULE],
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/simple",
        "HTTPS://a.example",
        "http://localhost:3141/simple",
        "https://[::1]:8443/simple",
        "file:///srv/simple",
        "/srv/simple",
        "./simple",
        "~/simple",
        "C:\\simple",
        "git+https://a.example/x",
    ],
)
def test_not_flagged(url: str):
    machine = scene(f"[global]\nindex-url = {url}\n")
    assert [f.message for f in machine.findings() if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("'https://a.example/simple'", "https://a.example/simple"),
        ("a.example:8443/simple", "https://a.example:8443/simple"),
        ("localhost:3141/simple", "https://localhost:3141/simple"),
        ("//a.example/simple", "https://a.example/simple"),
        ("https:/a.example", "https://a.example"),
        ("http//a.example", "http://a.example"),
        ("htps://a.example", "https://a.example"),
    ],
)
def test_what_was_meant(before: str, after: str):
    check_fix(
        f"[global]\nindex-url = {before}\n", f"[global]\nindex-url = {after}\n", rule=RULE, title="write"
    )


def test_the_comment_gets_a_line_of_its_own():
    check_fix(
        "[global]\r\nindex-url = https://a.example/simple ; ours\r\n",
        "[global]\r\n; ours\r\nindex-url = https://a.example/simple\r\n",
        rule=RULE,
    )


def test_passwords_are_neither_shown_nor_sent():
    machine = scene("[global]\nindex-url = 'https://robot:s3cret@a.example/simple'\n")
    (finding,) = (f for f in machine.findings() if f.rule == RULE)
    assert "s3cret" not in finding.message + str(finding.offers)
