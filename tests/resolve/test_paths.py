"""Where paths in settings lead."""

from __future__ import annotations

import pytest

from piptrust.resolve.environment import Environment
from piptrust.resolve.paths import absolute_path, is_absolute

UNIX = Environment("linux", "/home/me", "/project", {})
WINDOWS = Environment("win32", r"C:\Users\me", r"C:\work", {})


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("/a/b.pem", "/a/b.pem"),
        ("b.pem", "/project/b.pem"),
        ("../b.pem", "/b.pem"),
        ("~/b.pem", "/home/me/b.pem"),
        ("~", "/home/me"),
        ("~other/b.pem", "/project/~other/b.pem"),
        ("a~/b.pem", "/project/a~/b.pem"),
        ("$HOME/b.pem", "/project/$HOME/b.pem"),
        ("~\\b.pem", "/project/~\\b.pem"),
        ("", "/project"),
    ],
)
def test_unix(value: str, path: str):
    assert absolute_path(value, UNIX) == path


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (r"D:\b.pem", r"D:\b.pem"),
        ("D:/a/b.pem", r"D:\a\b.pem"),
        ("b.pem", r"C:\work\b.pem"),
        (r"\b.pem", r"C:\b.pem"),
        (r"~\b.pem", r"C:\Users\me\b.pem"),
        ("~/b.pem", r"C:\Users\me\b.pem"),
        (r"\\server\share\b.pem", r"\\server\share\b.pem"),
    ],
)
def test_windows(value: str, path: str):
    assert absolute_path(value, WINDOWS) == path


def test_home_is_left_alone_where_nothing_expands_it():
    assert absolute_path("~/b.pem", UNIX, expand_home=False) == "/project/~/b.pem"


@pytest.mark.parametrize(
    ("value", "environment", "expected"),
    [
        ("/a", UNIX, True),
        ("a", UNIX, False),
        (r"C:\a", UNIX, False),
        (r"C:\a", WINDOWS, True),
        ("C:/a", WINDOWS, True),
        (r"\\server\share\a", WINDOWS, True),
        (r"\a", WINDOWS, False),
        ("C:a", WINDOWS, False),
        ("a", WINDOWS, False),
    ],
)
def test_is_absolute(value: str, environment: Environment, expected: bool):
    assert is_absolute(value, environment) is expected
