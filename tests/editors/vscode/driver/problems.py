"""The Problems view."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editors.vscode.driver.waiting import VscodeError
from editors.vscode.driver.window import Window

_READ = """rows => rows.map(row => {
    const text = (selector) => row.querySelector(selector)?.textContent ?? "";
    return {
        top: parseFloat(row.style.top),
        file: text(".resource-label-container .label-name"),
        folder: text(".resource-label-container .label-description"),
        icon: row.querySelector(".marker-icon")?.className ?? "",
        message: text(".marker-message"),
        source: text(".marker-source"),
        code: text(".marker-code"),
        place: text(".marker-line"),
    };
}).sort((one, two) => one.top - two.top)"""


@dataclass(frozen=True)
class Problem:
    """One row. Lines and columns count from one; ``file`` is as the view writes it, with its folder."""

    file: str
    severity: str
    message: str
    source: str
    code: str
    line: int
    column: int


class ProblemsView(Window):
    def problems(self) -> list[Problem]:
        """The rows of the view, which is opened if needed."""
        panel = self.page.locator(".markers-panel")
        if not panel.is_visible():
            self.summon("Control+Shift+m", panel)
        found, file = [], ""
        for row in panel.locator(".monaco-list-row").evaluate_all(_READ):
            if row["file"]:
                file = "/".join(part for part in (row["folder"], row["file"]) if part)
            place = re.search(r"Ln (\d+), Col (\d+)", row["place"])
            if place is None:
                continue
            severity = re.search(r"\b(error|warning|info|hint)\b", row["icon"])
            found.append(
                Problem(
                    file=file,
                    severity=severity[1] if severity else "",
                    message=row["message"],
                    source=row["source"],
                    code=row["code"].strip("()"),
                    line=int(place[1]),
                    column=int(place[2]),
                )
            )
        return found

    def wait_for_codes(self, file: str, codes: set[str], patience: float | None = None) -> list[Problem]:
        """Wait until the view lists problems of exactly these codes for a file, named by the end of its path."""
        seen: list[Problem] = []

        def matches() -> bool:
            seen[:] = [problem for problem in self.problems() if f"/{problem.file}".endswith(f"/{file}")]
            return {problem.code for problem in seen} == codes

        try:
            self.until(matches, f"problems of {sorted(codes)} in {file}", patience)
        except VscodeError as error:
            raise VscodeError(f"{error}; the view lists {seen}") from None
        return seen

    def wait_for_problem(self, file: str, code: str) -> Problem:
        """Wait until the view lists a problem of this code for a file, whatever else it lists."""

        def listed() -> Problem | None:
            of_code = (problem for problem in self.problems() if problem.code == code)
            return next((problem for problem in of_code if f"/{problem.file}".endswith(f"/{file}")), None)

        return self.until(listed, f"a problem {code} in {file}")

    def close_problems(self) -> None:
        """Close the view, for the sake of room."""
        panel = self.page.locator(".markers-panel")
        if panel.is_visible():
            self.press("Control+j")
            panel.wait_for(state="hidden")
