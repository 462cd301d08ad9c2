from __future__ import annotations

import pytest

from support.fixture import check_findings
from support.requirements_fix import PATH, check_requirements_fix, offers_for

RULE = "requirements-invalid-option"


def test_each_way_to_get_an_option_wrong():
    check_findings(
        """
        foo --no a
        #   ^^^^ error[requirements-invalid-option]
        foo --index-url
        #   ^^^^^^^^^^^ error[requirements-invalid-option]
        foo --pre=yes
        #         ^^^ error[requirements-invalid-option]
        --use-feature time-travel
        #             ^^^^^^^^^^^ error[requirements-invalid-option]
        foo --hash=md5:aa
        #          ^^^^^^ error[requirements-invalid-option]
        foo --hash sha256-aa
        #          ^^^^^^^^^ error[requirements-invalid-option]
        foo -C x
        #      ^ error[requirements-invalid-option]
        --no-binary -x
        #           ^^ error[requirements-invalid-option]
        """,
        PATH,
        only=[RULE],
    )


@pytest.mark.parametrize(
    "line",
    ["--no-i", "--index-url=", "--pre yes", "--use-feature fast-deps", "foo --hash sha512:a", "foo -Ca="],
)
def test_what_pip_takes_is_not_flagged(line: str):
    check_findings(line + "\n", PATH, only=[RULE])


def test_features_come_and_go_with_releases():
    check_findings("--use-feature 2020-resolver\n", PATH, only=[RULE], pip="22.2")
    check_findings(
        """
        --use-feature 2020-resolver
        #             ^^^^^^^^^^^^^ error[requirements-invalid-option]
        """,
        PATH,
        only=[RULE],
        pip="22.3",
    )


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("--pre=yes", ["Write --pre without a value", "Remove --pre"]),
        ("--pre=false", ["Remove --pre"]),
        ("--require-hash=1", ["Write --require-hash without a value", "Remove --require-hash"]),
        ("--no-i=https://u:secretsecret@x.test", ["Remove --no-i"]),
        ("--no", ["Write --no-binary", "Write --no-index", "Write --no-require-hashes", "Remove --no"]),
        ("-i", ["Remove -i"]),
    ],
)
def test_what_is_offered(line: str, titles: list[str]):
    assert [offer.title for offer in offers_for(line + "\n", RULE)] == titles


def test_a_flag_loses_its_value():
    check_requirements_fix(
        "--no-index=yes --pre  # why\n", "--no-index --pre  # why\n", rule=RULE, reads={"no_index": True}
    )


def test_a_name_cut_too_short_is_written_out():
    check_requirements_fix(
        "foo\n--no :all:\n",
        "foo\n--no-binary :all:\n",
        rule=RULE,
        title="--no-binary",
        reads={"no_binary": [":all:"], "names": ["foo"]},
    )
