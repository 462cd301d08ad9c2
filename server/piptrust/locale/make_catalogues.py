"""Collects the messages of the source into ``<language>/<part>.po``, and compiles what is read at run time.

That is ``<language>/LC_MESSAGES/piptrust.mo``.

Usage: ``python server/piptrust/locale/make_catalogues.py`` (or ``make words``). It needs Babel. Translations are kept;
what is not said any more goes away. A test says when it is due, and what is not translated yet.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
PACKAGE = HERE.parent
TRANSLATED = ("ru",)
KEYWORDS = {"tr": None, "mark": None, "ntr": (1, 2)}
# What argparse of Python 3.9 to 3.13 says to whoever calls a command: it looks this up in our catalogue, too.
ARGPARSE = (
    "usage: ",
    "options",
    "optional arguments",
    "positional arguments",
    "show this help message and exit",
    "show program's version number and exit",
    "%(prog)s: error: %(message)s\n",
    "argument %(argument_name)s: %(message)s",
    "unrecognized arguments: %s",
    "not allowed with argument %s",
    "ignored explicit argument %r",
    "the following arguments are required: %s",
    "one of the arguments %s is required",
    "expected one argument",
    "expected at most one argument",
    "expected at least one argument",
    ("expected %s argument", "expected %s arguments"),
    "ambiguous option: %(option)s could match %(matches)s",
    "invalid %(type)s value: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)",
)
# The sections of the pages of causes that ``piptrust explain`` shows, each line a message.
PAGES = PACKAGE.parents[1] / "docs" / "causes"
SECTIONS = ("## How we know", "## What to do")
# What runs alone in the user's Python says nothing to people.
SILENT = frozenset({"agent/agent.py", "locale/make_catalogues.py"})


def main() -> int:
    for path, content in generated():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            sys.stdout.write(f"{path.relative_to(PACKAGE)} rewritten\n")
    return 0


def generated() -> Iterator[tuple[Path, bytes]]:
    """Every catalogue as it should read, from the source and the translations that there are."""
    for language in TRANSLATED:
        whole = _new(language)
        for part, messages in parts().items():
            catalogue = _merged(language, part, messages)
            yield po_path(language, part), _po(catalogue)
            for message in catalogue:
                if message.id:
                    whole.add(message.id, message.string)
        buffer = io.BytesIO()
        write_mo(buffer, whole)
        yield HERE / language / "LC_MESSAGES" / "piptrust.mo", buffer.getvalue()


def po_path(language: str, part: str) -> Path:
    return HERE / language / f"{part}.po"


def parts() -> dict[str, Catalog]:
    """The messages of each part of the source: a package, or a module at the top."""
    found: dict[str, Catalog] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name in SILENT:
            continue
        part = name.partition("/")[0].removesuffix(".py")
        # Babel warns of every f-string, also of those that are values of a message; a test looks at the messages.
        with contextlib.redirect_stderr(io.StringIO()):
            extracted = extract_from_file("python", path, KEYWORDS, ("For translators:",))
        for _, message, comments, _ in extracted:
            catalogue = found.setdefault(part, Catalog())
            # Line numbers would change with every edit; the file is enough to find the place.
            catalogue.add(message, auto_comments=comments, locations=[(name, 0)])
    found["argparse"] = Catalog()
    for message in ARGPARSE:
        found["argparse"].add(message, locations=[("argparse", 0)])
    found["cause_pages"] = _pages()
    return dict(sorted(found.items()))


def _pages() -> Catalog:
    catalogue = Catalog()
    for page in sorted(PAGES.glob("*.md")):
        inside = fenced = False
        for line in page.read_text(encoding="utf-8").splitlines():
            if line.startswith("```"):
                fenced = not fenced
            elif fenced:
                continue
            elif line.startswith("#"):
                inside = line in SECTIONS
            elif inside and line:
                catalogue.add(line, locations=[(page.name, 0)])
    return catalogue


def _merged(language: str, part: str, messages: Catalog) -> Catalog:
    old = po_path(language, part)
    before = _new(language)
    if old.is_file():
        with old.open("rb") as file:
            before = read_po(file, locale=language)
    merged = _new(language)
    for message in messages:
        if not message.id:
            continue
        known = before.get(message.id)
        merged.add(
            message.id,
            known.string if known is not None else None,
            auto_comments=message.auto_comments,
            locations=sorted(set(message.locations)),
        )
    return merged


class _Timeless(Catalog):
    """A catalogue without dates in its header: the same source gives the same bytes."""

    @property  # Nobody sets these headers, so there is no setter.
    def mime_headers(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
    ) -> list[tuple[str, str]]:
        return [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
        ]


def _new(language: str) -> Catalog:
    return _Timeless(locale=language, charset="utf-8")


def _po(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, omit_header=True, include_lineno=False)
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main())
