from __future__ import annotations

import pytest

from support.fixture import check_findings
from support.requirements_fix import PATH, offers_for

RULE = "requirements-extra-words"


def test_words_that_no_option_takes():
    check_findings(
        """
        --trusted-host a.test b.test   c.test  # why
        #                     ^^^^^^^^^^^^^^^ warning[requirements-extra-words]
        -r x.txt 'y.txt' -c z.txt
        #        ^^^^^^^ warning[requirements-extra-words]
        --pre yes
        #     ^^^ warning[requirements-extra-words]
        foo --hash=sha256:aa bar
        #                    ^^^ warning[requirements-extra-words]
        --pre a --no-index b
        #     ^ warning[requirements-extra-words]
        #                  ^ warning[requirements-extra-words]
        --pre -- --cert x
        #        ^^^^^^^^ warning[requirements-extra-words]
        """,
        PATH,
        only=[RULE],
    )


@pytest.mark.parametrize(
    "line", ["--trusted-host 'a b'", "foo bar", "--pre # yes", "--cert a b", "-f a -f b"]
)
def test_lines_without_such_words_are_not_flagged(line: str):
    check_findings(line + "\n", PATH, only=[RULE])


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("-c a.txt b.txt", ["Repeat --constraint for each word", "Remove 'b.txt', which pip ignores"]),
        ("--pre yes", ["Remove 'yes', which pip ignores"]),
        ("-f a -- -b", ["Remove '-b', which pip ignores"]),
        (
            "--trusted-host a b",
            [
                "Remove 'b', which pip ignores",
                (
                    "Repeat --trusted-host for each word, which turns certificate checks off for these hosts "
                    "(lowers security)"
                ),
            ],
        ),
    ],
)
def test_what_is_offered(line: str, titles: list[str]):
    offers = offers_for(line + "\n", RULE)
    assert [offer.title for offer in offers] == titles
    assert [offer.preferred for offer in offers] == [True, *[False] * (len(offers) - 1)]


def test_credentials_and_long_lines_are_not_shown_in_full():
    (offer, *_) = offers_for(f"--pre https://u:secret@x.test {'x' * 200}\n", RULE)
    assert "secret" not in offer.title
    assert len(offer.title) < 100
