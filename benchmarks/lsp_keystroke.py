"""From a keystroke to published diagnostics, by the size of a requirements file."""

from __future__ import annotations

import random
import time
from contextlib import ExitStack

from lsp_client import SERVERS, Client, running
from measure import Result, in_turn, milliseconds, print_table

SIZES = (100, 1_000, 10_000)
KEYSTROKES = 200
LONGEST = 0.016
MOST_TIMES_LONGER = 3


def requirements(lines: int) -> str:
    """A file as tools write them: requirements, hashes, comments, options, and a few faults."""
    chosen = random.Random(lines)
    out = ["--index-url https://index.example/simple", "--trusted-host https://index.example"]
    while len(out) < lines:
        number = len(out)
        if number % 50 == 0:
            out.append(f"# group {number}")
        elif number % 97 == 0:
            out.append(f"package-{number} == {number}.")
        elif number % 7 == 0:
            digest = "".join(chosen.choices("0123456789abcdef", k=64))
            out += [f"package-{number}=={number}.0 \\", f"    --hash=sha256:{digest}"]
        else:
            out.append(f"package-{number}[extra]>={number}.0,<{number + 9}; python_version >= '3.9'")
    return "\n".join(out[:lines]) + "\n"


class Typist:
    """Types into one file of one server."""

    def __init__(self, client: Client, lines: int) -> None:
        self._client = client
        self._lines = lines
        self._random = random.Random(1)
        self._version = 1
        self._uri = f"file:///project/requirements-{lines}.txt"
        client.initialize()
        client.send({"method": "initialized", "params": {}})
        item = {"uri": self._uri, "languageId": "x", "version": 1, "text": requirements(lines)}
        client.send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        client.published(1)

    def keystroke(self) -> float:
        """Seconds from one character, somewhere in the file, to the diagnostics for the text with it."""
        self._version += 1
        place = {"line": self._random.randrange(3, self._lines - 1), "character": 0}
        change = {"range": {"start": place, "end": place}, "text": self._random.choice("abc\n")}
        document = {"uri": self._uri, "version": self._version}
        params = {"textDocument": document, "contentChanges": [change]}
        begin = time.perf_counter()
        self._client.send({"method": "textDocument/didChange", "params": params})
        self._client.published(self._version)
        return time.perf_counter() - begin


def measure() -> list[Result]:
    """The median for each size, beside the bare server's, and how the largest compares with the smallest."""
    with ExitStack() as stack:
        subjects = {
            (name, lines): Typist(stack.enter_context(running(name)), lines).keystroke
            for name in SERVERS
            for lines in SIZES
        }
        time.sleep(1)  # The interpreters are asked in the background.
        medians = in_turn(subjects, KEYSTROKES)
    results: list[Result] = []
    for lines in SIZES:
        ours, peer = medians["piptrust", lines], medians["bare pygls", lines]
        limit = f"≤ {milliseconds(LONGEST)}" if lines == SIZES[-1] else ""
        kept = not limit or ours <= LONGEST
        what = f"lsp: keystroke to diagnostics, {lines:,} lines, beside a bare pygls server"
        results.append(Result(what, milliseconds(ours), milliseconds(peer), ours / peer, limit, kept))
    largest, smallest = medians["piptrust", SIZES[-1]], medians["piptrust", SIZES[0]]
    ratio = largest / smallest
    what = f"lsp: the same, {SIZES[-1]:,} lines beside {SIZES[0]} lines"
    shown = milliseconds(largest), milliseconds(smallest)
    results.append(Result(what, *shown, ratio, f"≤ {MOST_TIMES_LONGER} ×", ratio <= MOST_TIMES_LONGER))
    return results


if __name__ == "__main__":
    print_table(measure())
