from __future__ import annotations

import pytest

from support.fixture import check_findings
from support.requirements_fix import PATH, check_requirements_fix, offers_for

RULE = "requirements-option-not-allowed"


def test_options_of_the_command_line_are_flagged_at_their_name():
    check_findings(
        """
        # a comment
        foo --cert /etc/ssl/corp.pem
        #   ^^^^^^ error[requirements-option-not-allowed]
        requests --proxy=http://proxy.test:8080  # why
        #        ^^^^^^^ error[requirements-option-not-allowed]
        foo -q
        #   ^^ error[requirements-option-not-allowed]
        --trusted-host \\
            a.test --timeout 3
        #          ^^^^^^^^^ error[requirements-option-not-allowed]
        """,
        PATH,
        only=[RULE],
    )


@pytest.mark.parametrize(
    "line",
    [
        "--index https://x.test",
        "--no-index",
        "-r x.txt",
        "foo --hash=sha256:aa",
        "foo # --cert x",
        "--no a",
        "-- --cert x",
    ],
)
def test_what_the_parser_knows_is_not_flagged(line: str):
    check_findings(line + "\n", PATH, only=[RULE])


def test_constraints_files_take_no_more():
    check_findings(
        """
        foo --no-deps
        #   ^^^^^^^^^ error[requirements-option-not-allowed]
        """,
        "/project/constraints.txt",
        only=[RULE],
    )


def test_an_option_that_came_with_a_later_pip_is_flagged_for_an_earlier_one():
    marked = """
        --pre --only-final foo
        #     ^^^^^^^^^^^^ error[requirements-option-not-allowed]
        """
    scene = check_findings(marked, PATH, only=[RULE], pip="25.3")
    (finding,) = (f for f in scene.findings() if f.rule == RULE)
    assert "only a newer pip takes --only-final" in finding.message
    check_findings("--only-final foo\n", PATH, only=[RULE], pip="26.0.1")


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("--cert x.pem", ["Move cert to the virtual environment's configuration", "Remove --cert"]),
        ("--cert", ["Remove --cert"]),
        ("--no-deps", ["Remove --no-deps"]),
        ("--extra_index_url https://x.test", ["Write --extra-index-url", "Remove --extra_index_url"]),
        ("--bogus", ["Remove --bogus"]),
        (
            "--trusted_host a.test",
            [
                "Remove --trusted_host",
                "Write --trusted-host, which turns certificate checks off for the host (lowers security)",
            ],
        ),
    ],
)
def test_what_is_offered(line: str, titles: list[str]):
    offers = offers_for(line + "\n", RULE)
    assert [offer.title for offer in offers] == titles
    assert [offer.preferred for offer in offers] == [True, *[False] * (len(offers) - 1)]
    assert [offer.lowers_security for offer in offers] == ["lowers" in title for title in titles]


def test_credentials_stay_out_of_the_menu():
    for offer in offers_for("--proxy http://user:secret@proxy.test\n", RULE):
        assert "secret" not in offer.title + str(offer.arguments)


def test_a_typing_error_is_corrected_in_its_place():
    check_requirements_fix(
        "--Extra-Index-Url=https://x.test  # why\r\nfoo\r\n",
        "--extra-index-url=https://x.test  # why\r\nfoo\r\n",
        rule=RULE,
        title="Write",
        reads={"index_urls": ["default", "https://x.test"], "names": ["foo"]},
    )
