"""Writes a file's text in a codec that pip reads."""

from __future__ import annotations

import hashlib

from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.parse.decode import decode_pip_conf, decode_requirements
from piptrust.parse.kind import FileKind
from piptrust.text.edit import Change, RewriteFile
from piptrust.text.uri import uri_to_path

_MARK = "\ufeff"


@fix("reencode-utf8")
def reencode_utf8(context: FixContext) -> tuple[Change, ...]:
    """Decodes the file's bytes ``from`` one codec and encodes them ``to`` another, UTF-8 unless given.

    A byte order mark goes; every other character stays.
    """
    document = context.view.document
    path = uri_to_path(document.uri)
    if path is None or document.encoding is None:
        raise FixImpossible(tr("This text is not in a file yet: save it as UTF-8."))
    try:
        content = context.disk.read(path, context.disk.entry(path).size + 1)
    except OSError as error:
        raise FixImpossible(tr("The file cannot be read: {error}.", error=error.strerror or error)) from None
    digest = hashlib.sha256(content).hexdigest()
    if digest != document.encoding.sha256:
        raise FixImpossible(tr("The file has changed since this fix was offered."))
    source, target = context.arguments["from"], context.arguments.get("to", "utf-8")
    try:
        text = content.decode(source)
        text = text[1:] if text.startswith(_MARK) else text
        rewritten = text.encode(target)
    except (UnicodeError, LookupError):
        raise FixImpossible(
            tr("The file cannot be read as {source} and written as {target}.", source=source, target=target)
        ) from None
    if not _pip_reads(context, rewritten, text):
        raise FixImpossible(
            tr(
                "pip would not read the file as {target} here, in its locale or by its comment.",
                target=target,
            )
        )
    return (RewriteFile(document.uri, rewritten, digest),)


def _pip_reads(context: FixContext, content: bytes, text: str) -> bool:
    environment = context.view.environment
    locale_encoding = environment.interpreter.locale_encoding if environment.interpreter else "utf-8"
    if context.view.document.kind is FileKind.PIP_CONF:
        read, encoding = decode_pip_conf(content, locale_encoding)
    else:
        read, encoding = decode_requirements(content, locale_encoding, environment.pip_version)
    return encoding.pip_reads and read == text
