"""``completionItem/resolve``: the documentation of the item that is being looked at.

An option's description, the last handshake with a host, what a CA file holds, the summary of an installed project.
Files are read aside, and of projects only those that stand where the target interpreter looks. Editors that do not
ask get the descriptions of options with the items.

Example:
    The item ``/etc/ssl/certs/ca-certificates.crt`` resolves to its path and "It holds 142 certificates.".

Test: tests/lsp/test_completion.py
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lsprotocol import types

from piptrust.engine.completions.about import about_lines
from piptrust.engine.completions.item import About
from piptrust.engine.completions.look import read_metadata
from piptrust.engine.describe import describe
from piptrust.engine.snapshot import FileFacts
from piptrust.lsp.aside import aside
from piptrust.lsp.completion_item import about_of, document
from piptrust.lsp.feature import answers
from piptrust.lsp.open_document import OpenDocument
from piptrust.lsp.session import Session


@answers(types.COMPLETION_ITEM_RESOLVE)
async def completion_resolve(session: Session, params: types.CompletionItem) -> types.CompletionItem:
    wanted = about_of(params.data)
    client = session.client.completion
    if wanted is None or client is None:
        return params
    uri, about = wanted
    opened = session.document(uri)
    if opened is None:
        return params
    view = session.view(opened)
    facts = await _facts(opened, about)
    metadata = await _metadata(opened, about)
    return document(params, about_lines(view, about, facts, metadata), client)


async def _facts(opened: OpenDocument, about: About) -> FileFacts | None:
    if about.subject != "ca-file" or len(about.names) != 1:
        return None
    disk, path = opened.folder.workspace.disk, about.names[0]

    def look() -> FileFacts:
        facts = describe(disk, path, read_certificates=True)
        # Worked out here, where it may take its time.
        assert facts.bundle is not None or facts.content is None
        return facts

    return await aside(look)


async def _metadata(opened: OpenDocument, about: About) -> Mapping[str, Sequence[str]] | None:
    """The metadata, of projects only that stand where the target interpreter looks."""
    interpreter = opened.folder.workspace.environment.interpreter
    if about.subject != "project" or len(about.names) != 2 or interpreter is None:
        return None
    path = about.names[1]
    if path.replace("\\", "/").rpartition("/")[0] not in {f.rstrip("/") for f in interpreter.site_packages}:
        return None
    return await aside(lambda: read_metadata(path))
