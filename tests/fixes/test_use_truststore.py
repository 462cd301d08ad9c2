from __future__ import annotations

import pytest

from piptrust.engine.fix import FixImpossible
from support.fixture import PROJECT, USER_CONF, scene
from support.offered import built
from support.pip_reads import configured


@pytest.mark.parametrize(
    ("before", "after", "value"),
    [
        ("", "[global]\nuse-feature = truststore\n", "truststore"),
        ("[global]\r\npre = 1\r\n", "[global]\r\nuse-feature = truststore\r\npre = 1\r\n", "truststore"),
        ("[global]\nuse-feature =\n", "[global]\nuse-feature = truststore\n", "truststore"),
        (
            "[global]\nuse-feature = fast-deps\n",
            "[global]\nuse-feature = fast-deps truststore\n",
            "fast-deps truststore",
        ),
        (
            "[global]\nuse_feature =\n  a\n  # c\n  b\npre = 1",
            "[global]\nuse_feature =\n  a\n  # c\n  b truststore\npre = 1",
            "\na\nb truststore",
        ),
    ],
)
def test_pip_reads_it_beside_other_features(before: str, after: str, value: str):
    content = built(scene(before, pip="24.0"), "use-truststore", {})[USER_CONF]
    assert content.decode() == after
    assert configured(content) == {**configured(before), "global.use-feature": value}


def test_a_file_is_created_for_a_requirements_file():
    machine = scene("a\n", f"{PROJECT}/requirements.txt", pip="24.0")
    written = built(machine, "use-truststore", {})
    assert list(written.values()) == [b"[global]\nuse-feature = truststore\n"]


def test_a_feature_that_is_on_stays_as_it_is():
    with pytest.raises(FixImpossible, match="already"):
        built(scene("[global]\nuse-feature = truststore\n", pip="24.0"), "use-truststore", {})
