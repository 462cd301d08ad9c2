from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.text.uri import canonical_uri, path_to_uri, redact, secrets_in, uri_to_path


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/etc/pip.conf", "file:///etc/pip.conf"),
        ("/a b/c#d?e%f.conf", "file:///a%20b/c%23d%3Fe%25f.conf"),
        ("/münchen/🔒", "file:///m%C3%BCnchen/%F0%9F%94%92"),
        ("/a\\b", "file:///a%5Cb"),
        ("/a\nb", "file:///a%0Ab"),
        ("c:/Users/x/pip.ini", "file:///c:/Users/x/pip.ini"),
    ],
)
def test_paths_and_uris_name_each_other(path: str, uri: str):
    assert path_to_uri(path) == uri
    assert uri_to_path(uri) == path


@pytest.mark.parametrize(
    ("path", "uri", "back"),
    [
        ("C:\\Users\\x y\\pip.ini", "file:///c:/Users/x%20y/pip.ini", "c:/Users/x y/pip.ini"),
        ("C:/", "file:///c:/", "c:/"),
        ("\\\\server\\share\\pip.ini", "file://server/share/pip.ini", "//server/share/pip.ini"),
        ("//server/share/ä#b", "file://server/share/%C3%A4%23b", "//server/share/ä#b"),
    ],
)
def test_windows_paths_come_back_with_forward_slashes(path: str, uri: str, back: str):
    assert path_to_uri(path) == uri
    assert uri_to_path(uri) == back
    assert path_to_uri(back) == uri


@pytest.mark.parametrize(
    ("uri", "canonical"),
    [
        ("file:///c%3A/Users/x/pip.ini", "file:///c:/Users/x/pip.ini"),
        ("file:///C:/Users/x/pip.ini", "file:///c:/Users/x/pip.ini"),
        ("file://localhost/etc/pip.conf", "file:///etc/pip.conf"),
        ("file:/etc/pip.conf", "file:///etc/pip.conf"),
        ("file:///etc/%70ip.conf", "file:///etc/pip.conf"),
        ("file:///m%c3%bcnchen", "file:///m%C3%BCnchen"),
        ("file:///münchen", "file:///m%C3%BCnchen"),
        ("file:///a:b@c", "file:///a:b@c"),
    ],
)
def test_every_spelling_of_an_editor_is_one_file(uri: str, canonical: str):
    assert canonical_uri(uri) == canonical
    assert canonical_uri(canonical) == canonical


@pytest.mark.parametrize(
    "uri",
    ["untitled:Untitled-1", "git:/x/pip.conf?ref", "vscode-notebook-cell:/a#b", "x", "", "inmemory://1"],
)
def test_other_schemes_name_no_path_and_stay(uri: str):
    assert uri_to_path(uri) is None
    assert canonical_uri(uri) == uri


@pytest.mark.parametrize("uri", ["file:", "file://", "file:x", "file://localhost", "http://[", "//["])
def test_a_malformed_uri_names_no_path(uri: str):
    assert uri_to_path(uri) is None
    assert canonical_uri(uri) == uri


_SEGMENT = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=8)


@settings(max_examples=200)
@given(st.lists(_SEGMENT, min_size=1, max_size=4))
def test_any_posix_path_comes_back(segments: list[str]):
    path = "/" + "/".join(segments)
    try:
        path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        path = path.encode("utf-8", "replace").decode()
    if path[1:3].rstrip("/\\")[1:2] == ":" or path[2:3] == ":":
        return  # "/c:/x" is how a URI writes a Windows drive.
    assert uri_to_path(path_to_uri(path)) == path
    assert canonical_uri(path_to_uri(path)) == path_to_uri(path)
    assert path_to_uri(path).isascii()


@pytest.mark.parametrize("uri", ["file://[", "file://[::1/x", "file://a℀b/c", "file:///a\tb", "FILE:///x"])
def test_odd_file_uris_name_some_path(uri: str):
    path = uri_to_path(uri)
    assert path is not None
    assert uri_to_path(canonical_uri(uri)) == path


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_any_text_as_a_uri_has_one_canonical_form(text: str):
    for uri in (text, "file:" + text, "file:///" + text):
        assert canonical_uri(canonical_uri(uri)) == canonical_uri(uri)


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("https://me:secret@a.example/simple", "https://****@a.example/simple"),
        ("https://token@a.example", "https://****@a.example"),
        ("https://a.example/@x", "https://a.example/@x"),
        ("https://a.example/simple?x=me:secret@b", "https://a.example/simple?x=****@b"),
        ("https://me:p@ss@a.example", "https://****@a.example"),
        ("git+ssh://git:x@a.example/r.git", "git+ssh://****@a.example/r.git"),
        (
            "a https://u:p@x.example b http://v:q@y.example c",
            "a https://****@x.example b http://****@y.example c",
        ),
        ("proxy = me:secret@proxy.example:3128", "proxy = ****@proxy.example:3128"),
        ("me@a.example", "me@a.example"),
        ("name @ https://a.example/x.whl", "name @ https://a.example/x.whl"),
        ("", ""),
        # What is left of a URL whose scheme was taken for an option's name.
        ("//user:secret@a.example/simple", "//****@a.example/simple"),
        ("x: //token@a.example", "x: //****@a.example"),
        ("git+ssh://git.example//pkg@v1", "git+ssh://git.example//pkg@v1"),
    ],
)
def test_credentials_are_redacted(text: str, redacted: str):
    assert redact(text) == redacted
    assert redact(redacted) == redacted


@settings(max_examples=200)
@given(
    st.text(max_size=20), st.from_regex(r"[a-z0-9]{1,8}(:[A-Za-z0-9%~!$&'()*+,;=-]{1,20})?", fullmatch=True)
)
def test_no_secret_of_a_url_is_left(before: str, userinfo: str):
    text = f"{before} https://{userinfo}@a.example/simple"
    shown = redact(text)
    assert shown.endswith(" https://****@a.example/simple")
    assert [text[span.start : span.end] for span in secrets_in(text)][-1] == userinfo
