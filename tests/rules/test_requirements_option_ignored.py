from __future__ import annotations

import pytest

from support.fixture import check_findings
from support.requirements_fix import PATH, offers_for

RULE = "requirements-option-ignored"


def test_options_beside_a_requirement_or_an_include():
    check_findings(
        """
        foo --trusted-host a.test  # why
        #   ^^^^^^^^^^^^^^ warning[requirements-option-ignored]
        foo==1 \\
            --hash=sha256:aa \\
            -i https://x.test
        #   ^^ warning[requirements-option-ignored]
        -e git+https://x.test/x#egg=x --pre
        #                             ^^^^^ warning[requirements-option-ignored]
        -r x.txt -c y.txt
        #        ^^ warning[requirements-option-ignored]
        -f a -f b
        #    ^^ warning[requirements-option-ignored]
        --pre -i https://a.test -i https://b.test
        #     ^^ warning[requirements-option-ignored]
        --no-index --extra-index-url https://a.test
        #          ^^^^^^^^^^^^^^^^^ warning[requirements-option-ignored]
        --pre --index-url=
        #     ^^^^^^^^^^^ warning[requirements-option-ignored]
        """,
        PATH,
        only=[RULE],
        files={"/project/x.txt": ""},
    )


@pytest.mark.parametrize(
    "line",
    [
        "--pre --trusted-host a --trusted-host b -i https://x.test --extra-index-url https://y.test",
        "foo --hash=sha256:aa -C a=b",
        "foo --no-binary foo --only-binary=bar --use-feature fast-deps",
        "foo --pre --cert x",
        "-r x.txt",
        "-e .",
    ],
)
def test_what_pip_applies_or_refuses_is_not_flagged(line: str):
    check_findings(line + "\n", PATH, only=[RULE])


def test_before_22_3_extra_indexes_beside_no_index_counted():
    check_findings("--no-index --extra-index-url https://a.test\n", PATH, only=[RULE], pip="22.2")


def test_dash_e_behind_a_name_makes_it_editable_since_25():
    check_findings(
        """
        foo -e bar
        #   ^^ warning[requirements-option-ignored]
        """,
        PATH,
        only=[RULE],
        pip="24.3",
    )
    check_findings("foo -e bar\n", PATH, only=[RULE], pip="25.0")


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("foo --pre", ["Move --pre to a line of its own", "Remove --pre, which pip ignores"]),
        ("-i a -i b", ["Remove --index-url, which pip ignores"]),
        (
            "foo --trusted-host a.test",
            [
                "Remove --trusted-host, which pip ignores",
                (
                    "Move --trusted-host to a line of its own, which turns certificate checks off "
                    "for the host (lowers security)"
                ),
            ],
        ),
    ],
)
def test_what_is_offered(line: str, titles: list[str]):
    offers = offers_for(line + "\n", RULE)
    assert [offer.title for offer in offers] == titles
    assert [offer.preferred for offer in offers] == [True, *[False] * (len(offers) - 1)]
    assert [offer.lowers_security for offer in offers] == ["lowers" in title for title in titles]
