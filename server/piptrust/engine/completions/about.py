"""What there is to say of an item when somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from piptrust.data.option_documentation import documentation_of
from piptrust.data.options import GLOBAL, commands, option_named
from piptrust.engine.completions.item import About
from piptrust.engine.hovers.handshake import handshake_lines
from piptrust.engine.hovers.hover import Line
from piptrust.engine.rule import all_rules
from piptrust.engine.snapshot import FileFacts
from piptrust.engine.view import View
from piptrust.locale import ntr, tr
from piptrust.resolve.disk import EntryKind
from piptrust.x509.bundle import Loading

Metadata = Mapping[str, Sequence[str]]


def about_lines(
    view: View, about: About, facts: FileFacts | None = None, metadata: Metadata | None = None
) -> tuple[Line, ...]:
    """The documentation; empty where there is none.

    Args:
        view: of the document in which the item would be written.
        about: what the item is about; it came back from the editor, so its names may be anything.
        facts: on the path that a CA file's ``about`` names.
        metadata: of the project that a project's ``about`` names.
    """
    names = about.names
    if about.subject == "option" and len(names) == 2:
        return tuple(_option(view, *names))
    if about.subject in {"host", "trusted-host"} and len(names) == 2:
        return (*(_trusting() if about.subject == "trusted-host" else ()), *_host(view, *names))
    if about.subject == "rule" and len(names) == 1:
        return tuple(
            Line(f"{r.summary[:1].upper()}{r.summary[1:]}.") for r in all_rules() if r.id == names[0]
        )
    if about.subject == "ca-file" and facts is not None:
        return tuple(_ca_file(view, facts))
    if about.subject == "project" and metadata is not None:
        return tuple(_project(metadata))
    return ()


def _option(view: View, section: str, key: str) -> Iterator[Line]:
    pip = view.environment.pip_version
    known = section in commands(pip)
    option = option_named(key, section if known else GLOBAL, pip)
    text = None if option is None else documentation_of(option)
    if text is not None:
        yield Line(text, ours=True)
    if option is not None and option.removed is not None:
        yield Line(tr("pip {version} and later do not have it.", version=option.removed))


def _trusting() -> Iterator[Line]:
    yield Line(
        tr(
            "pip would ask this host for no proof of who it is: whoever answers in its place can hand over any package."
        )
    )


def _host(view: View, host: str, port: str) -> Iterator[Line]:
    number = int(port) if port.isascii() and port.isdigit() else None
    found = list(handshake_lines(view, host, number))
    for text, label in found:
        yield Line(text, label)
    if not found:
        yield Line(tr("No handshake with this host was made yet."))


def _ca_file(view: View, facts: FileFacts) -> Iterator[Line]:
    yield Line(facts.path, code=True)
    if facts.kind is not EntryKind.FILE or facts.bundle is None:
        if facts.error:
            yield Line(tr("It cannot be read: {reason}", reason=facts.error))
        return
    bundle = facts.bundle
    count = len(bundle.certificates)
    yield Line(ntr("It holds {number} certificate.", "It holds {number} certificates.", count))
    if bundle.loading is not Loading.LOADS:
        yield Line(tr("OpenSSL cannot load it, so pip would fail with it."))
    expired = sum(1 for c in bundle.certificates if c.not_after <= view.snapshot.today)
    if expired:
        yield Line(ntr("{number} of them is expired.", "{number} of them are expired.", expired))


def _project(metadata: Metadata) -> Iterator[Line]:
    def first(name: str) -> str:
        return (metadata.get(name) or [""])[0]

    if first("summary"):
        yield Line(first("summary"))
    for field, label in (
        ("version", tr("Installed")),
        ("requires-python", tr("Wants Python")),
        ("license-expression", tr("License")),
    ):
        if first(field):
            yield Line(first(field), label, code=True)
