"""What is known of the thing under the pointer: an option, a host, an address, a CA file."""

from __future__ import annotations

from collections.abc import Iterator

from piptrust.engine.hovers.ca_file import ca_file_lines
from piptrust.engine.hovers.handshake import handshake_lines
from piptrust.engine.judgement.trust_entries import all_entries, trusted_hosts
from piptrust.engine.judgement.wording import sentences
from piptrust.engine.view import View
from piptrust.locale import tr
from piptrust.parse.document import Setting, Value
from piptrust.parse.kind import FileKind
from piptrust.resolve.effective import ALIASES, Assignment, Effective, Level, Origin, why_beaten
from piptrust.resolve.indexes import IndexUse, Role
from piptrust.resolve.trust import Source
from piptrust.resolve.trusted_hosts import TrustedHost, covers_https, parse_trusted_host, stops_pip
from piptrust.text.records import dataclass
from piptrust.text.span import Span
from piptrust.text.uri import redact

_CERTIFICATE_OPTIONS = frozenset({"cert", "client-cert"})
_PLACES = frozenset({"index-url", "pypi-url", "extra-index-url", "find-links"})


@dataclass(frozen=True)
class Line:
    """One line: a text that may hold what users wrote, and a label; without one, it is a sentence of its own.

    ``code`` says that the text is a value, to be shown as it is; ``ours`` that it is Markdown that we wrote.
    """

    text: str
    label: str = ""
    code: bool = False
    ours: bool = False


@dataclass(frozen=True)
class Hover:
    """What is shown. ``span`` is the thing that it is about."""

    span: Span
    title: str
    lines: tuple[Line, ...]


def hover(view: View, offset: int) -> Hover | None:
    """What there is to say of the place at ``offset``, or None."""
    for setting in view.document.settings:
        if setting.key_span.contains(offset) and setting.key_span.start < setting.key_span.end:
            return Hover(setting.key_span, _option_title(setting), tuple(_option(view, setting)))
        if setting.value and setting.value_span.contains(offset):
            return _of_value(view, setting, offset)
    return None


def _of_value(view: View, setting: Setting, offset: int) -> Hover:
    word = next((v for v in setting.values if v.span.contains(offset)), None)
    if word is not None and setting.key == "trusted-host":
        return Hover(word.span, redact(word.text), tuple(_trusted_host(view, setting, word)))
    if word is not None and setting.key in _PLACES:
        return Hover(word.span, redact(word.text), tuple(_place(view, setting, word)))
    if setting.key in _CERTIFICATE_OPTIONS:
        lines = [Line(text, label) for label, text in ca_file_lines(view, setting)]
        return Hover(setting.value_span, setting.value, (*lines, *_option(view, setting)))
    return Hover(setting.value_span, _option_title(setting), tuple(_option(view, setting)))


# Options.


def _option_title(setting: Setting) -> str:
    return f"--{setting.key}" if setting.section is None else setting.key


def _option(view: View, setting: Setting) -> Iterator[Line]:
    """What the option does, what is in effect, who set it, and what it beat."""
    key = ALIASES.get(setting.key, setting.key)
    yield from _what_it_does(view, setting)
    if setting.ignored is not None:
        yield Line(tr("pip does not apply this one: {reason}.", reason=tr(setting.ignored)))
    if view.document.kind is not FileKind.PIP_CONF:
        yield Line(
            tr("When pip reads this file, this value takes the place of the configured one.")
            if setting.key in {"index-url", "pypi-url"}
            else tr("When pip reads this file, this comes in addition to what is configured.")
        )
    elif not view.in_effect:
        yield Line(
            tr("pip does not read this file by itself; this is what holds when PIP_CONFIG_FILE names it.")
        )
    effective = view.effective(_command(setting)).get(key)
    if effective is None:
        if view.document.kind is not FileKind.PIP_CONF:
            yield Line(tr("Nothing is configured for this option."))
        return
    yield from _in_effect(effective)


def _in_effect(effective: Effective) -> Iterator[Line]:
    yield Line(_shown(effective.value), tr("In effect"), code=True)
    yield Line(origin_text(effective.origin), tr("Set by"))
    for beaten in effective.overridden:
        yield Line(
            tr(
                "{assignment}, because {reason}",
                assignment=_assignment(beaten),
                reason=why_beaten(effective, beaten),
            ),
            tr("Beats"),
        )


def _what_it_does(view: View, setting: Setting) -> Iterator[Line]:
    from piptrust.data.option_documentation import documentation_of
    from piptrust.data.options import history_of, option_named

    option = option_named(setting.key, _command(setting), view.environment.pip_version)
    text = None if option is None else documentation_of(option)
    if text is not None:
        yield Line(text, ours=True)
    if option is None:
        history = history_of(setting.key)
        missing = tr(
            "The {command} command of {pip} has no such option.",
            command=_command(setting),
            pip=view.environment.pip_name,
        )
        until = None if history is None else history.until
        yield Line(sentences(missing, tr("It is gone since pip {version}.", version=until) if until else ""))


def _command(setting: Setting) -> str:
    from piptrust.data.options import commands

    return setting.section if setting.section in commands() else "install"


def _assignment(assignment: Assignment) -> str:
    value = _shown(assignment.value) or tr("an empty value")
    return tr("{value} from {origin}", value=value, origin=origin_text(assignment.origin))


def origin_text(origin: Origin) -> str:
    """Who set a value, for people."""
    if origin.level is Level.DEFAULT:
        return origin.name
    if origin.level is Level.ENV_VAR:
        return tr("the environment variable {name}", name=origin.name)
    return (
        tr("[{section}] in {name}", section=origin.section, name=origin.name)
        if origin.section
        else origin.name
    )


def _shown(value: str) -> str:
    return " ".join(redact(value).split())


# Hosts and addresses.


def _trusted_host(view: View, setting: Setting, word: Value) -> Iterator[Line]:
    entry = next((e for e in all_entries(view) if e.setting is setting and e.span == word.span), None)
    host = parse_trusted_host(word.text) if entry is None else entry.host
    refusal = stops_pip(host, view.environment)
    if refusal is not None:
        yield Line(tr("pip stops at this entry: {refusal}", refusal=refusal))
        return
    if entry is not None and entry.replaced_by is not None:
        yield Line(
            tr("This list has no effect here: {origin} replaces it.", origin=origin_text(entry.replaced_by))
        )
    for text, label in handshake_lines(view, host.host or "", host.port):
        yield Line(text, label)
    uses = () if entry is None else entry.uses
    for use in uses:
        yield Line(
            tr(
                "{role} {address} is used without checking its certificate.",
                role=_role(use),
                address=_address(use),
            )
        )
    if not uses:
        yield Line(tr("No https address in use is this host, so this entry changes nothing for https."))
        return
    yield from _checked_against(view, tr("Without this entry, certificates are checked against"))


def _place(view: View, setting: Setting, word: Value) -> Iterator[Line]:
    use = next(
        (u for u in view.indexes if u.origin.setting is setting and u.url == word.text),
        next((u for u in view.indexes if u.url == word.text), None),
    )
    if use is None:
        if setting.ignored is not None:
            yield Line(tr("pip does not apply this one: {reason}.", reason=tr(setting.ignored)))
        else:
            yield Line(
                tr("pip fetches nothing from here: another setting takes its place, or it names no host.")
            )
        return
    yield Line(tr("pip's own default index") if use.public else tr(use.role.value), tr("Role"))
    for text, label in handshake_lines(view, use.host, use.port):
        yield Line(text, label)
    if use.scheme == "http":
        yield Line(tr("Neither encrypted nor verified: whoever is on the way can replace packages."))
        return
    if use.scheme != "https":
        return
    covering = _covering(view, setting, use)
    if covering is not None:
        yield Line(tr("Not verified: trusted-host lists {host}.", host=redact(covering.text)))
        yield from _checked_against(view, tr("Otherwise its certificate would be checked against"))
    else:
        yield from _checked_against(view, tr("Its certificate is checked against"))


def _covering(view: View, setting: Setting, use: IndexUse) -> TrustedHost | None:
    for host in trusted_hosts(view, setting.section):
        if covers_https(host, use.url, view.environment):
            return host
    return None


def _checked_against(view: View, label: str) -> Iterator[Line]:
    for source in view.trust.sources:
        yield Line(_source(source), label)


def _source(source: Source) -> str:
    text = tr(source.kind.value) if source.path is None else f"{tr(source.kind.value)} {source.path}"
    if source.origin.level is Level.DEFAULT:
        return text
    return tr("{source}, set by {origin}", source=text, origin=origin_text(source.origin))


def _role(use: IndexUse) -> str:
    return tr("The file host") if use.role is Role.FILE_HOST else tr("The {role}", role=tr(use.role.value))


def _address(use: IndexUse) -> str:
    return use.host if use.role is Role.FILE_HOST else redact(use.url)
