"""A variable in a requirements file that has no value here."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.finding import Confidence, Severity
from piptrust.engine.judgement.requirements_file import problems_of
from piptrust.engine.rule import REQUIREMENTS_FILES, Diagnosis, rule
from piptrust.engine.view import View
from piptrust.locale import mark, tr


@rule(
    "requirements-variable-unset",
    summary=mark("a variable is not set here, so pip leaves its name in the place of its value"),
    severity=Severity.INFORMATION,
    kinds=REQUIREMENTS_FILES,
)
def requirements_variable_unset(view: View) -> Iterator[Diagnosis]:
    """Only what is set and not empty is replaced (pip 26.3, ``req/req_file.py:expand_env_variables``)."""
    variables = view.environment.variables
    for problem in problems_of(view, "requirements-variable-unset"):
        name = problem.fact("name")
        if variables.get(name):
            continue
        variable = f"${{{name}}}"
        if name in variables:
            message = tr(
                "Run from here, pip would leave {variable} as it stands, because the variable is empty. Set it "
                "where pip runs.",
                variable=variable,
            )
        else:
            message = tr(
                "Run from here, pip would leave {variable} as it stands, because the variable is not set. Set it "
                "where pip runs.",
                variable=variable,
            )
        yield Diagnosis(problem.span, message, confidence=Confidence.LIKELY)
