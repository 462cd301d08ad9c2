"""Our reading of a configuration file is that of pip's own loader: every value, and what stops it and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_conf import PipConf
from piptrust.parse.pip_version import parse_pip_version
from piptrust.parse.read import Reader
from support.pip_loader import Loaded, PipLoader, close_loaders, installed_loader, loader_of
from support.pips import HASHES, Python, interpreters

CORPUS = sorted((Path(__file__).parent / "corpus" / "pip_conf").glob("*.conf"))
# The codecs of Linux and macOS, of containers with LC_ALL=C, and of Windows in Europe and in China.
LOCALES = ("utf-8", "ascii", "cp1252", "gbk")


@pytest.fixture(scope="module", autouse=True)
def _end_loaders() -> Iterator[None]:
    yield
    close_loaders()


@pytest.mark.parametrize("locale_encoding", LOCALES)
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_corpus_reads_as_the_installed_pip_reads_it(path: Path, locale_encoding: str):
    compare(path.read_bytes(), installed_loader(), locale_encoding)


def _pairs() -> Iterator[tuple[str, Python]]:
    """Each pip with its oldest and its newest Python here."""
    for version in HASHES:
        pythons = [python for python in interpreters() if python.can_run(version)]
        yield from ((version, python) for python in dict.fromkeys([pythons[0], pythons[-1]]))


PAIRS = list(_pairs())


@pytest.mark.parametrize(("version", "python"), PAIRS, ids=[f"pip-{v}-python-{p}" for v, p in PAIRS])
def test_the_corpus_reads_as_every_pip_reads_it(version: str, python: Python):
    loader = loader_of(python, version)
    # pip before 22.0 takes open()'s codec, which is that of the process (C.UTF-8 here).
    for locale_encoding in ("utf-8", "cp1252") if parse_pip_version(version) >= (22,) else ("utf-8",):
        for path in CORPUS:
            compare(path.read_bytes(), loader, locale_encoding, version, python.version)


_FRAGMENTS = st.sampled_from(
    [
        *("[global]", "[install]", "[DEFAULT]", "[global", "[]", "[a] b]", "[ x ]", "[global] # c", "]"),
        *("cert", "CERT", "trusted-host", "trusted_host", "--cert", "index-url", "--", "a.b", "É", "\x00"),
        *(" = ", "=", ":", ": ", " == ", " ", "  ", "\t", "\u3000", "\x0c", "\u2028", "\ufeff"),
        *(
            "# c",
            "; c",
            "#",
            ";",
            "/a.pem",
            "https://a.example/simple",
            "a.example",
            "<<<<<<< HEAD",
            "=======",
        ),
    ]
)
_LINES = st.lists(_FRAGMENTS, max_size=5).map("".join)
_REALISTIC_LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "", " ", "  ", "\t"]),
    st.sampled_from(
        ["cert", "Cert", "proxy", "index-url", "index_url", "[global]", "[install]", "[DEFAULT]", ""]
    ),
    st.sampled_from([" = ", "=", ":", "", " "]),
    st.sampled_from(["", "a", "a b", "# c", "v # c", "[x]", "k = v", "a:b"]),
)
_ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n", ""])
_FILES = st.one_of(
    st.lists(st.tuples(st.one_of(_REALISTIC_LINES, _LINES, _ANY_TEXT), _ENDS), max_size=12).map(
        lambda lines: "".join(content + end for content, end in lines)
    ),
    st.lists(_REALISTIC_LINES, max_size=10).map(lambda lines: "[global]\n" + "\n".join(lines)),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_FILES)
@example("[global]\n= a\n= b")
def test_any_text_reads_as_the_installed_pip_reads_it(text: str):
    compare(text.encode(), installed_loader(), "utf-8")


@settings(max_examples=100, deadline=None)
@given(_FILES, st.sampled_from(["22.3.1", "26.2.1"]))
def test_any_text_reads_as_older_pips_read_it(text: str, version: str):
    python = next(p for p in interpreters() if p.can_run(version))
    compare(text.encode(), loader_of(python, version), "utf-8", version, python.version)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80), st.sampled_from(LOCALES))
def test_any_bytes_read_as_the_installed_pip_reads_them(content: bytes, locale_encoding: str):
    compare(b"[global]\n" + content, installed_loader(), locale_encoding)
    compare(content, installed_loader(), locale_encoding)


def compare(
    content: bytes,
    loader: PipLoader,
    locale_encoding: str,
    version: str | None = None,
    python: tuple[int, ...] | None = None,
) -> None:
    reader = Reader(locale_encoding, None if version is None else parse_pip_version(version), python)
    document = reader.read_bytes("file://" + loader.path, FileKind.PIP_CONF, content)
    theirs = loader.load(content, locale_encoding)
    assert error_of(document, locale_encoding, theirs) == (theirs.error, theirs.message)
    if theirs.error is None:
        assert tuple(values_of(document).items()) == theirs.values


def values_of(document: Document) -> dict[str, str]:
    """What pip's loader would hold: ``section.key`` and value, in its order."""
    assert isinstance(document.structure, PipConf)
    result: dict[str, str] = {}
    for section in document.structure.section_names():
        result.update({f"{section}.{s.key}": s.value for s in document.structure.settings_in(section)})
    return result


def error_of(document: Document, locale_encoding: str, theirs: Loaded) -> tuple[str | None, str | None]:
    """The exception and the message with which pip would stop, by our problems."""
    assert document.encoding is not None
    if not document.encoding.pip_reads:
        says = document.encoding.pip_says or ""
        assert theirs.message is not None
        # The encoding is judged without the path, so pip's message may say more, but nothing else.
        assert theirs.message.startswith(says)
        undecodable = says.endswith(f"invalid {locale_encoding} characters")
        return ("UnicodeDecodeError" if undecodable else "MissingSectionHeaderError"), theirs.message
    stopping = [problem for problem in document.problems if problem.stops_pip]
    if not stopping:
        return None, None
    at_once = [problem for problem in stopping if problem.fact("pip_error") != "ParsingError"]
    if at_once:
        return at_once[0].fact("pip_error"), f"{at_once[0].pip_says}\n"
    lines = [re.sub(r"(?s).*?(?=\n\t\[line)", "", problem.pip_says or "", count=1) for problem in stopping]
    first = re.sub(r"(?s)\n\t\[line.*", "", stopping[0].pip_says or "")
    return "ParsingError", first + "".join(lines) + "\n"
