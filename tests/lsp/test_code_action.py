"""What is offered for the lines that are looked at, in the form that each client knows."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp.conversation import Conversation
from piptrust.engine.finding import Offer
from piptrust.lsp import chosen_fix
from piptrust.text.edit import CreateFile, RewriteFile
from piptrust.text.uri import path_to_uri

TEXT = """\
[global]
index-url = https://a.example/simple
trusted-host =
    https://a.example
    b.example,c.example
"""
FIX_ALL = "source.fixAll.piptrust"


def talk(project, text=TEXT, **client):
    conversation = Conversation(project, **client)
    return conversation, conversation.open((project / "pip.conf").as_uri(), text)


def test_the_range_decides_and_not_the_diagnostics_that_the_client_sends(project):
    conversation, uri = talk(project)
    assert any("https://a.example" in a.title for a in conversation.actions(uri, 3, ["quickfix"]))
    assert not any("https://a.example" in a.title for a in conversation.actions(uri, 4, ["quickfix"]))
    assert conversation.actions(uri, 0, ["quickfix"]) == []


def test_the_order_is_best_first_and_risky_last(project):
    conversation, uri = talk(project)
    actions = conversation.actions(uri, 3, ["quickfix"])
    titles = [a.title for a in actions]
    assert actions[0].is_preferred
    assert "lowers security" in titles[-1]
    assert titles.index("Allow 'trusted-host-has-scheme' here by a comment") == len(titles) - 2
    assert sum(bool(a.is_preferred) for a in actions) == 1


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (["quickfix"], {"quickfix"}),
        (["source.fixAll"], {FIX_ALL}),
        ([FIX_ALL], {FIX_ALL}),
        (["source.fixAll.other"], set()),
        (["refactor"], set()),
        ([], set()),
    ],
    ids=str,
)
def test_only_the_kinds_asked_for(project, only, expected):
    conversation, uri = talk(project)
    assert {str(getattr(a.kind, "value", a.kind)) for a in conversation.actions(uri, 3, only)} == expected


def test_what_stands_in_the_menu_as_a_fix_does_not_stand_there_again(project, monkeypatch):
    conversation, uri = talk(project)
    title = conversation.actions(uri, 3, ["quickfix"])[0].title
    monkeypatch.setattr(chosen_fix, "source_offers", lambda _: (Offer("any", title), Offer("any", "Do it")))
    titles = [a.title for a in conversation.actions(uri, 3)]
    assert (titles.count(title), titles.count("Do it")) == (1, 1)
    assert title in {a.title for a in conversation.actions(uri, 3, ["source"])}


def test_source_actions_stand_beside_the_fixes(project):
    conversation, uri = talk(project)
    kinds = {str(getattr(a.kind, "value", a.kind)) for a in conversation.actions(uri, 3)}
    assert kinds == {"quickfix", "source", FIX_ALL}
    source = conversation.actions(uri, 3, ["source"])
    offers = [a for a in source if a.kind == types.CodeActionKind.Source]
    assert "lowers security" in offers[-1].title


def applied(text: str, edit: types.WorkspaceEdit, uri: str) -> str:
    from lsp.conversation import offset_of

    edits = [*(edit.changes or {}).get(uri, [])]
    for operation in edit.document_changes or []:
        assert isinstance(operation, types.TextDocumentEdit)
        assert operation.text_document.uri == uri
        edits.extend(operation.edits)
    for one in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        start, end = offset_of(text, one.range.start), offset_of(text, one.range.end)
        text = text[:start] + one.new_text + text[end:]
    return text


@pytest.mark.parametrize("lazy", [True, False])
@pytest.mark.parametrize("versioned", [True, False])
def test_the_edit_comes_as_the_client_wants_it(project, lazy, versioned):
    conversation, uri = talk(project, lazy_actions=lazy, document_changes=versioned)
    action = conversation.actions(uri, 3, ["quickfix"])[0]
    assert (action.edit is None) is lazy
    if lazy:
        action = conversation.resolve(action)
    assert action.edit is not None
    assert (action.edit.document_changes is None) is not versioned
    if versioned:
        assert action.edit.document_changes[0].text_document.version == 1
    assert applied(TEXT, action.edit, uri) == TEXT.replace("    https://a.example\n", "")


def test_clients_without_literal_actions_get_commands(project):
    conversation, uri = talk(project, literal_actions=False)
    commands = conversation.actions(uri, 3, ["quickfix"])
    assert commands
    assert all(isinstance(c, types.Command) and c.command == "piptrust.server.applyFix" for c in commands)


def test_what_lowers_security_asks_for_confirmation(project):
    conversation, uri = talk(project, annotates=True, document_changes=True)
    action = conversation.resolve(conversation.actions(uri, 3, ["quickfix"])[-1])
    (annotation,) = action.edit.change_annotations.values()
    assert annotation.needs_confirmation
    assert "lowers security" in annotation.label
    edit = action.edit.document_changes[0].edits[0]
    assert edit.annotation_id in action.edit.change_annotations
    safe = conversation.resolve(conversation.actions(uri, 3, ["quickfix"])[0])
    assert safe.edit.change_annotations is None


def test_without_annotations_the_server_asks(project):
    conversation, uri = talk(project, annotates=False, asks=True)
    action = conversation.resolve(conversation.actions(uri, 3, ["quickfix"])[-1])
    assert action.edit is None
    assert action.command.command == "piptrust.server.applyFix"


def test_a_fix_is_found_again_after_the_text_moved(project):
    conversation, uri = talk(project)
    action = conversation.actions(uri, 3, ["quickfix"])[0]
    conversation.change(uri, 0, 0, "# moved\n")
    edit = conversation.resolve(action).edit
    moved = "# moved\n" + TEXT
    assert applied(moved, edit, uri) == moved.replace("    https://a.example\n", "")


def test_a_fix_for_what_is_gone_says_so(project):
    conversation, uri = talk(project)
    action = conversation.actions(uri, 3, ["quickfix"])[0]
    start = TEXT.index("    https")
    conversation.change(uri, start, start + len("    https://a.example\n"), "")
    assert conversation.resolve(action).edit is None
    assert conversation.server.shown == ["What this was to repair is not there any more."]


def test_fix_all_makes_the_safe_changes_only(project):
    text = "[global]\ntrusted-host =\n    https://unused.example\n    fine.example\n    x.example,y.example\n"
    conversation, uri = talk(project, text)
    (action,) = conversation.actions(uri, 0, ["source.fixAll"])
    edit = conversation.resolve(action).edit
    after = applied(text, edit, uri)
    assert "https://unused.example" not in after
    assert "fine.example" in after
    conversation.change(uri, 0, len(text), after)
    assert conversation.actions(uri, 0, ["source.fixAll"]) == []


def test_fix_all_works_on_the_text_in_the_editor(project):
    (project / "pip.conf").write_text("[global]\n")
    conversation, uri = talk(project, "[global]\n")
    conversation.change(uri, 9, 9, "# é😀\ntrusted-host = https://a.example\n")
    (action,) = conversation.actions(uri, 0, ["source.fixAll"])
    edit = conversation.resolve(action).edit
    assert (project / "pip.conf").read_text() == "[global]\n"
    assert applied(conversation.text(uri), edit, uri) == "[global]\n# é😀\n"


def test_disabled_actions_carry_the_reason_and_are_hidden_where_they_cannot_be_shown(project, monkeypatch):
    offer = Offer("trust-hosts", "Trust nothing", disabled="There is nothing to trust.")
    monkeypatch.setattr(chosen_fix, "source_offers", lambda _: (offer,))
    conversation, uri = talk(project, disabled=True)
    titles = {a.title: a for a in conversation.actions(uri, 0, ["source"])}
    assert titles["Trust nothing"].disabled.reason == "There is nothing to trust."
    conversation, uri = talk(project, disabled=False)
    assert "Trust nothing" not in {a.title for a in conversation.actions(uri, 0, ["source"])}


def planned(project, monkeypatch, changes, **client):
    """The first source action, whose fix makes these changes."""
    monkeypatch.setattr(chosen_fix, "build", lambda *_: tuple(changes))
    monkeypatch.setattr(chosen_fix, "source_offers", lambda _: (Offer("any", "Do it"),))
    conversation, uri = talk(project, "[global]\n", **client)
    action = next(a for a in conversation.actions(uri, 0, ["source"]) if a.title == "Do it")
    return conversation.resolve(action) if conversation.client.lazy_actions else action


def test_new_files_are_made_by_clients_that_can(project, monkeypatch):
    change = CreateFile(path_to_uri(str(project / "new #1.pem")), "text\n")
    action = planned(project, monkeypatch, [change], creates_files=True)
    create, fill = action.edit.document_changes
    assert isinstance(create, types.CreateFile)
    assert create.uri == change.uri
    assert not create.options.overwrite
    assert fill.text_document.version is None
    assert fill.edits[0].new_text == "text\n"
    action = planned(project, monkeypatch, [change], creates_files=False)
    assert (action.edit, action.command.command) == (None, "piptrust.server.applyFix")


@pytest.mark.parametrize("lazy", [True, False])
def test_bytes_are_always_written_by_the_server(project, monkeypatch, lazy):
    change = RewriteFile(path_to_uri(str(project / "ca.pem")), b"\x00", "0" * 64)
    action = planned(project, monkeypatch, [change], lazy_actions=lazy)
    assert (action.edit, action.command.command) == (None, "piptrust.server.applyFix")


def test_untitled_documents_are_fixed_too(project):
    conversation = Conversation(project)
    uri = conversation.open("untitled:Untitled-1", TEXT, "ini")
    action = conversation.resolve(conversation.actions(uri, 3, ["quickfix"])[0])
    assert applied(TEXT, action.edit, uri) == TEXT.replace("    https://a.example\n", "")
