from __future__ import annotations

import pytest

from support.fixture import PROJECT, check_findings, check_fix, offers_of, scene

RULE = "trusted-host-unused"
INDEX = "index-url = https://packages.corp.example/simple\n"


def message_for(entry: str, index: str = INDEX, **context: object) -> str | None:
    machine = scene(f"[global]\n{index}trusted-host = {entry}\n", **context)
    return next((f.message for f in machine.findings() if f.rule == RULE), None)


@pytest.mark.parametrize(
    ("entry", "index", "part"),
    [
        ("packages.corp.example:443", INDEX, "https://packages.corp.example/simple writes no port"),
        ("packages.corp.example:8443", INDEX, "writes no port"),
        ("a.example:443", "index-url = https://a.example:8443/simple\n", "writes port 8443"),
        ("packages.corp.example.", INDEX, "without the last dot"),
        (".corp.example", INDEX, "names below it such as packages.corp.example"),
        ("corp.example", INDEX, "names below it such as packages.corp.example"),
        ("pakages.corp.example", INDEX, "looks much like it"),
        ("bücher.example", "index-url = https://xn--bcher-kva.example/simple\n", "ASCII form"),
    ],
)
def test_near_misses_say_what_they_nearly_match(entry: str, index: str, part: str):
    message = message_for(entry, index)
    assert message is not None
    assert part in message


def test_a_near_miss_is_a_warning_and_a_host_of_nothing_information():
    check_findings(
        """
        [global]
        trusted-host = old.corp.example
        #              ^^^^^^^^^^^^^^^^ information[trusted-host-unused]
            filez.public.example
        #   ^^^^^^^^^^^^^^^^^^^^ warning[trusted-host-unused]
        """,
        only=[RULE],
    )


def test_passwords_of_urls_are_not_shown():
    message = message_for("a.example:443", "index-url = https://robot:s3cret@a.example/simple\n")
    assert message is not None
    assert "s3cret" not in message
    assert "https://****@a.example/simple" in message


def test_a_typo_of_a_host_that_is_trusted_rightly_is_no_near_miss():
    check_findings(
        """
        [global]
        index-url = https://a.corp.example/simple
        trusted-host = a.corp.example a.corp.exampl
        #                             ^^^^^^^^^^^^^ information[trusted-host-unused]
        """,
        only=[RULE],
    )


def test_a_host_that_a_requirement_names_is_in_use():
    files = {f"{PROJECT}/requirements.txt": "tool @ https://user@files.corp.example:8443/tool.zip\n"}
    check_findings("[global]\ntrusted-host = files.corp.example\n", only=[RULE], files=files)


def test_an_entry_that_opens_the_gate_for_http_is_in_use():
    check_findings(
        "[global]\nindex-url = http://a.example:8080/simple\ntrusted-host = a.example:8080\n", only=[RULE]
    )


def test_without_a_pip_only_near_misses_are_reported():
    assert message_for("old.example", "", pip=None) is None
    assert message_for("packages.corp.example:443", pip=None) is not None


def test_writing_what_was_meant_lowers_security():
    machine = scene(f"[global]\n{INDEX}trusted-host = packages.corp.example:443\n")
    remove, write = [o for _, o in offers_of(machine, RULE)]
    assert (remove.preferred, remove.safe, write.lowers_security) == (True, False, True)
    check_fix(
        f"[global]\n{INDEX}trusted-host = packages.corp.example:443\n",
        f"[global]\n{INDEX}trusted-host = packages.corp.example\n",
        rule=RULE,
        title="lowers security",
    )
