from __future__ import annotations

import pytest

from support.fixture import USER_CONF, check_findings
from support.requirements_fix import PATH, read_by_pip

RULE = "requirements-index-replaces-all"
EXTRA = {USER_CONF: "[global]\nextra-index-url =\n    https://one.example\n    https://two.example\n"}


def test_extra_indexes_above_are_dropped():
    text = "--extra-index-url https://a.test\n-i https://b.test\n--extra-index-url https://c.test\n"
    assert read_by_pip(text)["index_urls"] == ["https://b.test", "https://c.test"]
    scene = check_findings(
        """
        --extra-index-url https://a.test
        -i https://b.test
        #  ^^^^^^^^^^^^^^ information[requirements-index-replaces-all]
        --extra-index-url https://c.test
        """,
        PATH,
        only=[RULE],
    )
    (finding,) = (f for f in scene.findings() if f.rule == RULE)
    assert [scene.document.source(r.span) for r in finding.related] == ["https://a.test"]


def test_configured_extra_indexes_are_dropped_by_the_first_index():
    scene = check_findings(
        """
        -i https://b.test
        #  ^^^^^^^^^^^^^^ information[requirements-index-replaces-all]
        -i https://c.test
        """,
        PATH,
        only=[RULE],
        files=EXTRA,
    )
    (finding,) = (f for f in scene.findings() if f.rule == RULE)
    assert "'https://one.example' and 'https://two.example'" in finding.message
    assert finding.related[0].uri.endswith("/pip.conf")


def test_variables_count_too():
    check_findings(
        """
        -i https://b.test
        #  ^^^^^^^^^^^^^^ information[requirements-index-replaces-all]
        """,
        PATH,
        only=[RULE],
        variables={"PIP_EXTRA_INDEX_URL": "https://user:secret@x.test"},
    )


@pytest.mark.parametrize(
    "text",
    [
        "-i https://b.test\n--extra-index-url https://c.test\n",
        "--extra-index-url https://a.test\nfoo -i https://b.test\n",
        "--extra-index-url https://a.test -i https://b.test\n",
        "--extra-index-url https://a.test\n",
    ],
)
def test_where_nothing_is_dropped_nothing_is_said(text: str):
    check_findings(text, PATH, only=[RULE])


def test_without_an_index_nothing_is_dropped():
    check_findings("--extra-index-url https://a.test\n", PATH, only=[RULE], files=EXTRA)
    no_index = {USER_CONF: "[global]\nextra-index-url = https://one.example\nno-index = yes\n"}
    check_findings("-i https://a.test\n", PATH, only=[RULE], files=no_index)


def test_credentials_are_hidden():
    scene = check_findings(
        """
        --extra-index-url https://user:secret@a.test
        -i https://b.test
        #  ^^^^^^^^^^^^^^ information[requirements-index-replaces-all]
        """,
        PATH,
        only=[RULE],
    )
    assert all("secret" not in f.message for f in scene.findings())
