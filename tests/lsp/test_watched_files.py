"""A file changes on disk, and the documents that depend on it are judged anew."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp.conversation import Conversation
from lsp.editor import start
from piptrust.lsp.features.watched_files import Looker, watch_files
from piptrust.text.uri import path_to_uri

REQUIREMENTS = "--trusted-host used.example\n"
INDEX = "[global]\nextra-index-url = https://used.example/simple\n"
UNVERIFIED = "private-index-unverified"


def ca_document(project, conversation):
    text = f"[global]\ncert = {project.parent}/ca [1].pem\n"
    return conversation.open((project / "pip.conf").as_uri(), text), project.parent / "ca [1].pem"


def test_a_ca_file_that_appears(project):
    conversation = Conversation(project)
    uri, ca = ca_document(project, conversation)
    before = conversation.codes(uri)
    ca.write_text("<html></html>")
    conversation.files_changed(path_to_uri(str(ca)), kind=types.FileChangeType.Changed)
    assert conversation.codes(uri) != before


def test_a_configuration_file_outside_the_folder(project, monkeypatch):
    user = project.parent / "elsewhere.conf"
    user.write_text("")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(user))
    conversation = Conversation(project)
    uri = conversation.open((project / "requirements.txt").as_uri(), REQUIREMENTS)
    assert UNVERIFIED not in conversation.codes(uri)
    user.write_text(INDEX)
    conversation.files_changed(user.as_uri())
    assert UNVERIFIED in conversation.codes(uri)


@pytest.mark.parametrize("relative", [True, False])
def test_the_client_is_asked_to_watch_what_matters(project, relative):
    conversation = Conversation(project, watches=True, watches_relative=relative)
    watch_files(conversation.session)
    uri, ca = ca_document(project, conversation)
    conversation.idle()
    registered = conversation.server.registered[-1].register_options
    assert isinstance(registered, types.DidChangeWatchedFilesRegistrationOptions)
    patterns = [w.glob_pattern for w in registered.watchers]
    assert "**/pip.{conf,ini}" in patterns
    if relative:
        found = [
            p for p in patterns if isinstance(p, types.RelativePattern) and p.pattern == "ca [[]1[]].pem"
        ]
        assert [p.base_uri for p in found] == [path_to_uri(str(ca.parent))]
    else:
        assert f"{project.parent}/ca [[]1[]].pem" in patterns
    count = len(conversation.server.registered)
    conversation.change(uri, 0, 0, "# nothing that matters\n")
    conversation.idle()
    assert len(conversation.server.registered) == count
    text = conversation.text(uri)
    at = text.index("ca [1].pem")
    conversation.change(uri, at, at + 2, "cb")
    conversation.idle()
    assert len(conversation.server.registered) == count + 1
    # The old registration is taken back, under its own name.
    assert conversation.server.unregistered[-1].id == conversation.server.registered[-2].id


def test_without_watching_the_server_looks_by_itself(project):
    conversation = Conversation(project, watches=False)
    uri, ca = ca_document(project, conversation)
    before = conversation.codes(uri)
    looker = Looker(conversation.session)
    looker.note_new()
    published = len(conversation.server.published)
    looker.look()
    conversation.idle()
    assert len(conversation.server.published) == published
    ca.write_text("<html></html>")
    looker.look()
    assert conversation.codes(uri) != before


async def test_end_to_end_for_a_client_that_does_not_watch(tmp_path):
    """Neovim on Linux declares no watching; nothing tells the server of the change but the disk itself."""
    async with start(tmp_path, "nvim-0.11") as editor:
        ca = tmp_path / "ca.pem"
        buffer = editor.open((tmp_path / "project/pip.conf").as_uri(), f"[global]\ncert = {ca}\n")
        before = {d["code"] for d in await editor.settled(buffer)}
        ca.write_text("<html></html>")
        await editor.until(lambda: {d["code"] for d in editor.published[buffer.uri]["diagnostics"]} != before)
