"""didOpen, didChange, didSave, didClose: documents, untitled, included, in one folder or several."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp.conversation import Conversation
from lsp.editor import start

UNVERIFIED = "private-index-unverified"
SCHEME = "[global]\ntrusted-host = https://a.example\n"


def test_diagnostics_name_the_version_that_they_are_for(project):
    conversation = Conversation(project)
    uri = conversation.open((project / "pip.conf").as_uri(), SCHEME)
    conversation.idle()
    for _ in range(3):
        conversation.change(uri, 9, 9, "#\n")
    conversation.idle()
    # Three changes that came at once are worked out once.
    assert [p.version for p in conversation.server.published] == [1, 4]


def test_the_clients_own_spelling_of_the_uri_comes_back(project):
    uri = (project / "pip.conf").as_uri().replace("pip.conf", "p%69p.conf")
    conversation = Conversation(project)
    conversation.open(uri, SCHEME)
    assert "trusted-host-has-scheme" in conversation.codes(uri)
    conversation.close(uri)
    assert conversation.diagnostics(uri) == []


@pytest.mark.parametrize("name", ["a #1", "50% off", "größe 😀", "a+b&c", "[x]{y}"])
def test_odd_folder_names(project, name):
    folder = project / name
    folder.mkdir()
    (folder / "requirements.txt").write_text("-r more.in\n", encoding="utf-8")
    (folder / "more.in").write_text("x\n", encoding="utf-8")
    conversation = Conversation(folder)
    uri = conversation.open((folder / "requirements.txt").as_uri(), "-r more.in\n-r missing.txt\n")
    found = conversation.diagnostics(uri)
    assert [d.range.start.line for d in found if "include" in str(d.code)] == [1]


@pytest.mark.parametrize(
    ("uri", "language", "known"),
    [
        ("untitled:Untitled-1", "ini", True),
        ("untitled:Untitled-1", "dosini", True),
        ("untitled:Untitled-1", "pip-conf", True),
        ("untitled:/x/pip.conf", "plaintext", True),
        ("untitled:Untitled-1", "python", False),
        ("file:///x/setup.cfg", "ini", False),
        ("file:///x/other.cfg", "pip-conf", True),
        ("git:/x/pip.conf?ref=1", "ini", True),
    ],
)
def test_which_documents_are_read(project, uri, language, known):
    conversation = Conversation(project)
    conversation.open(uri, SCHEME, language)
    assert (conversation.session.document(uri) is not None) is known
    conversation.change(uri, 0, 0, "#\n") if known else None
    if known:
        assert "trusted-host-has-scheme" in conversation.codes(uri)


def test_included_files_are_read_whatever_their_name(project):
    (project / "requirements.txt").write_text("-r deps/base\n", encoding="utf-8")
    (project / "deps").mkdir()
    (project / "deps/base").write_text("x\n", encoding="utf-8")
    conversation = Conversation(project)
    uri = conversation.open((project / "deps/base").as_uri(), "--trusted-host https://a.example\n")
    assert "trusted-host-has-scheme" in conversation.codes(uri)


def test_an_open_file_hides_the_one_on_disk_until_it_is_closed(project):
    (project / "requirements-dev.txt").write_text("x\n", encoding="utf-8")
    conversation = Conversation(project)
    main = conversation.open((project / "requirements.txt").as_uri(), "-r gone.txt\n")
    before = conversation.codes(main)
    gone = conversation.open((project / "gone.txt").as_uri(), "x\n", "requirements")
    conversation.close(gone)
    assert conversation.codes(main) == before != []


def test_an_edit_updates_the_other_documents_that_it_matters_to(project):
    conversation = Conversation(project)
    hosts = conversation.open((project / "requirements-a.txt").as_uri(), "--trusted-host used.example\n")
    other = conversation.open((project / "requirements-b.txt").as_uri(), "x\n")
    assert UNVERIFIED not in conversation.codes(hosts)
    published = len(conversation.server.published)
    conversation.change(other, 0, 1, "y")
    conversation.idle()
    assert [p.uri for p in conversation.server.published[published:]] == [other]
    conversation.change(other, 0, 0, "--extra-index-url https://used.example/simple\n")
    assert UNVERIFIED in conversation.codes(hosts)
    conversation.close(other)
    assert UNVERIFIED not in conversation.codes(hosts)


def test_each_folder_is_judged_by_itself(project):
    folders = [project / "one", project / "two"]
    for folder in folders:
        folder.mkdir()
    conversation = Conversation(*folders)
    uris = [
        conversation.open((f / "requirements.txt").as_uri(), "--trusted-host used.example\n") for f in folders
    ]
    conversation.open(
        (folders[0] / "requirements-x.txt").as_uri(), "--extra-index-url https://used.example/simple\n"
    )
    assert UNVERIFIED in conversation.codes(uris[0])
    assert UNVERIFIED not in conversation.codes(uris[1])


def test_a_configuration_file_counts_in_every_folder_whose_pip_reads_it(project, monkeypatch):
    monkeypatch.delenv("PIP_CONFIG_FILE")
    folders = [project / "one", project / "two"]
    for folder in folders:
        folder.mkdir()
    user = project.parent / "home/.config/pip/pip.conf"
    user.parent.mkdir(parents=True)
    user.write_text("")
    conversation = Conversation(*folders)
    uris = [
        conversation.open((f / "requirements.txt").as_uri(), "--trusted-host used.example\n") for f in folders
    ]
    text = "[global]\nextra-index-url = https://used.example/simple\n"
    config = conversation.open(user.as_uri(), text)
    for uri in uris:
        assert UNVERIFIED in conversation.codes(uri)
    conversation.change(config, 0, len(text), "")
    for uri in uris:
        assert UNVERIFIED not in conversation.codes(uri)


def test_folders_come_and_go(project):
    folders = [project / "one", project / "two"]
    for folder in folders:
        folder.mkdir()
    conversation = Conversation(folders[0])
    uri = conversation.open((folders[1] / "pip.conf").as_uri(), SCHEME)
    document = conversation.session.document(uri)
    assert document.folder.path == str(folders[0])

    def change(added=(), removed=()):
        event = types.WorkspaceFoldersChangeEvent(
            [types.WorkspaceFolder(f.as_uri(), f.name) for f in added],
            [types.WorkspaceFolder(f.as_uri(), f.name) for f in removed],
        )
        for folder in removed:
            conversation.session.remove_folder(folder.as_uri())
        for folder in event.added:
            conversation.session.add_folder(folder.uri)
        conversation.session.settle_documents()

    change(added=[folders[1]])
    assert document.folder.path == str(folders[1])
    assert "trusted-host-has-scheme" in conversation.codes(uri)
    change(removed=[folders[1]])
    assert document.folder.path == str(folders[0])
    assert "trusted-host-has-scheme" in conversation.codes(uri)


def test_without_any_folder_a_file_is_still_read(project):
    conversation = Conversation()
    uri = conversation.open((project / "pip.conf").as_uri(), SCHEME)
    assert "trusted-host-has-scheme" in conversation.codes(uri)


def test_a_rule_that_fails_leaves_the_others_running(project, monkeypatch):
    from dataclasses import replace

    from piptrust.engine import analyze

    def fail(view):
        raise RuntimeError("https://user:secret@a.example/")

    rules = analyze.all_rules()
    broken = tuple(replace(r, check=fail) if r.id == "trusted-host-has-comma" else r for r in rules)
    monkeypatch.setattr(analyze, "all_rules", lambda: broken)
    conversation = Conversation(project)
    uri = conversation.open((project / "pip.conf").as_uri(), SCHEME)
    codes = conversation.codes(uri)
    assert "internal-error" in codes
    assert "trusted-host-has-scheme" in codes


def test_diagnostics_carry_what_the_client_can_show(project):
    conversation = Conversation(project, links=True, related=True, tags=True, data=True)
    uri = conversation.open((project / "pip.conf").as_uri(), SCHEME)
    found = next(d for d in conversation.diagnostics(uri) if d.code == "trusted-host-has-scheme")
    assert found.code_description.href.endswith("/trusted-host-has-scheme.md")
    assert found.data["confidence"] == "certain"
    conversation = Conversation(project, links=False, related=False, tags=False, data=False)
    conversation.open(uri, SCHEME)
    bare = conversation.diagnostics(uri)[0]
    assert (bare.code_description, bare.related_information, bare.tags, bare.data) == (None,) * 4


def test_related_places_are_given_in_other_documents_too(project):
    conversation = Conversation(project, related=True)
    text = "[global]\ntrusted-host = a.example\n[global]\ntrusted-host = b.example\n"
    uri = conversation.open((project / "pip.conf").as_uri(), text)
    related = [r for d in conversation.diagnostics(uri) for r in d.related_information or []]
    assert related
    assert all(r.location.uri == uri for r in related)


def test_pulled_results_say_when_nothing_changed(project):
    conversation = Conversation(project, capture="vscode-1.139")
    uri = conversation.open((project / "pip.conf").as_uri(), SCHEME)
    name = types.TextDocumentIdentifier(uri)

    def pull(previous=None):
        return conversation.send(
            types.TEXT_DOCUMENT_DIAGNOSTIC, types.DocumentDiagnosticParams(name, previous_result_id=previous)
        )

    first = pull()
    assert first.kind == "full"
    assert [d.code for d in first.items] == ["trusted-host-has-scheme"]
    assert pull(first.result_id).kind == "unchanged"
    conversation.change(uri, 9, 9, "#\n")
    again = pull(first.result_id)
    assert again.kind == "full"
    assert again.items[0].range.start.line == first.items[0].range.start.line + 1
    conversation.idle()
    assert conversation.server.published == []


def test_a_client_that_pulls_is_told_to_ask_again_when_another_document_changed_it(project):
    conversation = Conversation(project, capture="vscode-1.139")
    conversation.open((project / "requirements-a.txt").as_uri(), "--trusted-host used.example\n")
    other = conversation.open((project / "requirements-b.txt").as_uri(), "x\n")
    name = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(other))
    conversation.send(types.TEXT_DOCUMENT_DIAGNOSTIC, name)
    conversation.idle()
    before = conversation.server.refreshes
    conversation.change(other, 0, 1, "y")
    conversation.idle()
    assert conversation.server.refreshes == before
    conversation.change(other, 0, 0, "--extra-index-url https://used.example/simple\n")
    conversation.idle()
    assert conversation.server.refreshes == before + 1


def test_clients_that_cannot_be_told_get_their_diagnostics_pushed(project):
    """Neovim 0.10 and 0.11 pull, but know no refresh: a changed CA file would go unnoticed."""
    conversation = Conversation(project, capture="nvim-0.11")
    assert not conversation.client.pulls
    assert Conversation(project, capture="nvim-0.12").client.pulls


async def test_an_included_file_is_read_although_it_was_open_before_anybody_knew(tmp_path):
    """Editors open what was open before, and the folder is looked through only then."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "requirements.txt").write_text("-r shared.lst\n")
    (project / "shared.lst").write_text("")
    async with start(tmp_path) as editor:
        buffer = editor.open((project / "shared.lst").as_uri(), "--trusted-host b.example\n")
        editor.replace(buffer, 15, 15, "https://")
        await editor.command("refresh")
        assert "trusted-host-has-scheme" in {d["code"] for d in await editor.diagnostics(buffer)}
        other = editor.open((project / "notes.lst").as_uri(), "--trusted-host https://b.example\n")
        editor.replace(other, 0, 0, "x")
        editor.close(other)
        await editor.command("refresh")
        assert other.uri not in editor.published
