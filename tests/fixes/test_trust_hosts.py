from __future__ import annotations

import pytest

from piptrust.engine.finding import Offer
from piptrust.engine.fix import FixImpossible
from piptrust.engine.offers.trust_block import trust_hosts_offer
from support.fixture import PROJECT, USER_CONF, Scene, scene
from support.offered import built, written_by
from support.pip_reads import configured, required

REQUIREMENTS = f"{PROJECT}/requirements.txt"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[global]\ntrusted-host =\n    a.example\n    b.example:8443\n"),
        (
            "[global]\r\npre = 1\r\n",
            "[global]\r\ntrusted-host =\r\n    a.example\r\n    b.example:8443\r\npre = 1\r\n",
        ),
        (
            "[global]\n  pre = 1\n",
            "[global]\n  trusted-host =\n      a.example\n      b.example:8443\n  pre = 1\n",
        ),
        (
            "[global]\ntrusted-host = c.example\n",
            "[global]\ntrusted-host = c.example a.example b.example:8443\n",
        ),
        (
            "[global]\ntrusted-host =\n\ta.example\npre = 1",
            "[global]\ntrusted-host =\n\ta.example\n\tb.example:8443\npre = 1",
        ),
        ("[global]\ntrusted-host =\n", "[global]\ntrusted-host = a.example b.example:8443\n"),
    ],
)
def test_pip_reads_the_hosts_in_a_configuration_file(before: str, after: str):
    content = built(scene(before), "trust-hosts", {"hosts": "a.example b.example:8443"})[USER_CONF]
    assert content.decode() == after
    reading, old = configured(content), configured(before)
    hosts = reading.pop("global.trusted-host").split()
    assert set(hosts) == {"a.example", "b.example:8443", *old.pop("global.trusted-host", "").split()}
    assert len(hosts) == len(set(hosts))
    assert reading == old


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("flask\n", "--trusted-host a.example\nflask\n"),
        ("# coding: utf-8\n\n# why\nflask", "# coding: utf-8\n\n# why\n--trusted-host a.example\nflask"),
        ("# only", "# only\n--trusted-host a.example\n"),
        ("# c\\\r\n-r x.txt \\\r\n", "# c\\\r\n--trusted-host a.example\r\n-r x.txt \\\r\n"),
        ("", "--trusted-host a.example\n"),
    ],
)
def test_pip_reads_the_hosts_in_a_requirements_file(before: str, after: str):
    machine = scene(before, REQUIREMENTS)
    content = built(machine, "trust-hosts", {"hosts": "a.example"})[REQUIREMENTS].decode()
    assert content == after
    assert required(content.replace("-r x.txt", "x"))["trusted"] == ["a.example"]


def offer_for(machine: Scene) -> Offer:
    (offer,) = trust_hosts_offer(machine.view())
    assert offer.lowers_security
    assert not offer.safe
    assert not offer.preferred
    return offer


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("[global]\n", ["index.public.example", "files.public.example"]),
        ("[global]\nindex-url = https://u:p@A.example:8443/simple\n", ["a.example:8443"]),
        (
            "[global]\nindex-url = https://[::1]:8443/\nextra-index-url = https://[::2]/\n",
            ["[::1]:8443", "::2"],
        ),
        (
            "[global]\nindex-url = https://a.example/\nextra-index-url = https://a.example:8443/\n",
            ["a.example"],
        ),
        (
            "[global]\nindex-url = http://localhost:1/\nextra-index-url = http://b.example:2/\n",
            ["b.example:2"],
        ),
    ],
)
def test_exactly_the_hosts_in_use_are_trusted_and_then_nothing_is_left_to_offer(text: str, hosts: list[str]):
    machine = scene(text)
    offer = offer_for(machine)
    assert offer.arguments["hosts"].split() == hosts
    assert "(lowers security)" in offer.title
    assert trust_hosts_offer(scene(written_by(machine, offer)[USER_CONF]).view()) == ()


def test_a_file_that_pip_cannot_read():
    with pytest.raises(FixImpossible, match="repair"):
        built(scene("x\n"), "trust-hosts", {"hosts": "a.example"})
