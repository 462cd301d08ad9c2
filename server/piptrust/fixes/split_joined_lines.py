"""Puts line ends between the certificates of a CA file that run into each other."""

from __future__ import annotations

from piptrust.engine.describe import LARGEST_BUNDLE
from piptrust.engine.edits.setting_at import setting_at
from piptrust.engine.fix import FixContext, FixImpossible, fix
from piptrust.locale import tr
from piptrust.resolve.certificate_paths import path_opened
from piptrust.text.edit import Change, RewriteFile
from piptrust.text.uri import path_to_uri
from piptrust.x509.bundle import read_bundle


@fix("split-joined-lines")
def split_joined_lines(context: FixContext) -> tuple[Change, ...]:
    """Every other byte stays; what stands between the blocks may be in any encoding."""
    setting = setting_at(context.view.document, context.arguments)
    path = path_opened(setting.value, context.view.environment)
    try:
        content = context.disk.read(path, LARGEST_BUNDLE)
    except OSError as error:
        raise FixImpossible(
            tr("{path} cannot be read: {error}.", path=path, error=error.strerror or error)
        ) from None
    bundle = read_bundle(content)
    if not bundle.joins:
        raise FixImpossible(tr("{path} holds no joined lines any more.", path=path))
    newline = b"\r\n" if content[: content.find(b"\n") + 1].endswith(b"\r\n") else b"\n"
    pieces = [content[start:end] for start, end in zip((0, *bundle.joins), (*bundle.joins, len(content)))]
    return (RewriteFile(path_to_uri(path), newline.join(pieces), bundle.sha256),)
