from __future__ import annotations

from piptrust.resolve.refusals import refusal_of


def test_a_general_option_in_global_ends_everything():
    refusal = refusal_of("timeout", "x", "global", None)
    assert refusal is not None
    assert refusal.commands is None
    assert refusal.refused.exit_status == 3


def test_in_a_section_only_its_command_ends():
    refusal = refusal_of("timeout", "x", "list", None)
    assert refusal is not None
    assert refusal.commands == ("list",)


def test_every_form_that_refuses_counts():
    refusal = refusal_of("format", "xml", "global", None)
    assert refusal is not None
    assert refusal.commands == ("cache", "list")
    refusal = refusal_of("format", "human", "global", None)
    assert refusal is not None
    assert refusal.commands == ("list",)


def test_a_value_that_only_the_socket_refuses():
    for value in ("-1", "nan", "-inf"):
        refusal = refusal_of("timeout", value, "global", None)
        assert refusal is not None
        assert refusal.at_connection


def test_what_is_not_looked_at_is_not_refused():
    assert refusal_of("timeout", "", "global", None) is None
    assert refusal_of("no-such-option", "x", "global", None) is None
    assert refusal_of("progress-bar", "x", "list", None) is None
    assert refusal_of("timeout", "0", "global", None) is None
