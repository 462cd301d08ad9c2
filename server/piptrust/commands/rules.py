"""``piptrust rules``: the list, and the pages."""

from __future__ import annotations

import argparse
import textwrap
from typing import TextIO

from piptrust.cli import CommandFailed
from piptrust.engine.rule import all_rules, rule_named
from piptrust.engine.rule_page import page_text, rule_page
from piptrust.locale import SOURCE_LANGUAGE, language, tr
from piptrust.render.plain import SEVERITIES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = tr("Lists all rules with their severity, or prints the pages of those named.")
    parser.add_argument("rules", nargs="*", metavar="RULE", help=tr("the rule whose page is wanted"))


def run(arguments: argparse.Namespace, stdout: TextIO) -> int:
    """Prints; always successful but for a rule that does not exist."""
    if arguments.rules:
        pages = [_page(rule_id) for rule_id in arguments.rules]
        stdout.write("\n".join(pages))
        return 0
    rules = all_rules()
    width = max((len(rule.id) for rule in rules), default=0)
    longest = max(len(tr(word)) for word in SEVERITIES.values())
    for rule in rules:
        start = f"{rule.id:<{width}}  {tr(SEVERITIES[rule.severity]):<{longest}}  "
        stdout.write(
            textwrap.fill(tr(rule.summary), 110, initial_indent=start, subsequent_indent=" " * len(start))
        )
        stdout.write("\n")
    return 0


def _page(rule_id: str) -> str:
    rule = rule_named(rule_id)
    if rule is None:
        raise CommandFailed(tr("there is no rule '{name}'. See: piptrust rules", name=rule_id))
    severity, summary = tr(SEVERITIES[rule.severity]), tr(rule.summary)
    page = rule_page(rule_id)
    if page is None:
        return f"# {rule_id}\n\n{severity}: {summary}\n"
    text = page_text(page)
    # The pages are in English; whoever reads another language gets the gist first.
    return text if language() == SOURCE_LANGUAGE else f"{severity}: {summary}\n\n{text}"
