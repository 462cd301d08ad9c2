from __future__ import annotations

import pytest

from support.fixture import check_findings
from support.requirements_fix import PATH

RULE = "requirements-variable-unset"


def test_variables_without_a_value_are_flagged_wherever_pip_would_replace_them():
    check_findings(
        """
        -i https://${USER}:${TOKEN}@x.test  # ${COMMENT}
        #          ^^^^^^^ information[requirements-variable-unset]
        #                  ^^^^^^^^ information[requirements-variable-unset]
        foo @ https://${TOKEN}@x.test/x.zip ; os_name == '${SET}'
        #             ^^^^^^^^ information[requirements-variable-unset]
        -r ${FOLDER}/x.txt
        #  ^^^^^^^^^ information[requirements-variable-unset]
        """,
        PATH,
        only=[RULE],
        variables={"TOKEN": "", "SET": "x"},
    )


@pytest.mark.parametrize("text", ["$TOKEN", "${token}", "${A-B}", "%TOKEN%", "# ${TOKEN}"])
def test_what_pip_never_replaces_is_not_flagged(text: str):
    check_findings(f"-f {text}\n", PATH, only=[RULE])


def test_a_variable_split_over_two_lines_is_one():
    check_findings(
        """
        -i https://${TO\\
        #          ^^^^^… information[requirements-variable-unset]
        KEN}@x.test
        """,
        PATH,
        only=[RULE],
    )
