"""``piptrust rules``: the list, and the pages."""

from __future__ import annotations

import argparse
import textwrap
from typing import TextIO

from piptrust.cli import CommandFailed
from piptrust.engine.rule import all_rules, rule_named
from piptrust.engine.rule_page import rule_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Lists all rules with their severity, or prints the pages of those named."
    parser.add_argument("rules", nargs="*", metavar="RULE", help="the rule whose page is wanted")


def run(arguments: argparse.Namespace, stdout: TextIO) -> int:
    """Prints; always successful but for a rule that does not exist."""
    if arguments.rules:
        pages = [_page(rule_id) for rule_id in arguments.rules]
        stdout.write("\n".join(pages))
        return 0
    rules = all_rules()
    width = max((len(rule.id) for rule in rules), default=0)
    for rule in rules:
        start = f"{rule.id:<{width}}  {rule.severity.word:<11}  "
        stdout.write(
            textwrap.fill(rule.summary, 110, initial_indent=start, subsequent_indent=" " * len(start))
        )
        stdout.write("\n")
    return 0


def _page(rule_id: str) -> str:
    rule = rule_named(rule_id)
    if rule is None:
        raise CommandFailed(f"there is no rule '{rule_id}'. See: piptrust rules")
    page = rule_page(rule_id)
    return (
        page.read_text(encoding="utf-8") if page else f"# {rule_id}\n\n{rule.severity.word}: {rule.summary}\n"
    )
