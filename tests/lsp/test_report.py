"""The report for a client that draws it, and the other answers in the forms that docs/protocol.md shows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lsp.editor import start
from lsp.probe_lab import Lab, last, started, until_state
from support.lab.authority import DAY, Authority, Shape
from support.lab.server import LabServer

PAGE = (Path(__file__).parents[2] / "docs/protocol.md").read_text(encoding="utf-8")


def example(heading: str) -> Any:
    """The first JSON block under a heading."""
    part = PAGE.partition(f"\n## {heading}\n")[2]
    return json.loads(re.search(r"```json\n(.*?)```", part, re.DOTALL).group(1))


def same_shape(shown: Any, real: Any, at: str = "") -> None:
    """Objects have the same keys, and values are of one type; null stands for any, and lists may be empty."""
    if isinstance(shown, dict) and isinstance(real, dict):
        assert set(shown) == set(real), at
        for key in shown:
            same_shape(shown[key], real[key], f"{at}.{key}")
    elif isinstance(shown, list) and isinstance(real, list):
        for one in real if shown else ():
            same_shape(shown[0], one, f"{at}[]")
    elif shown is not None and real is not None:
        assert type(shown) is type(real), at


async def test_the_status_has_the_form_that_the_page_shows(lab: Lab) -> None:
    lab.variables["NODE_EXTRA_CA_CERTS"] = str(lab.root)
    async with started(lab) as editor:
        await until_state(editor, "failing")
        same_shape(example("Status"), last(editor))
        assert last(editor)["places"][0]["fixes"][0]["standing"] == "proven"


async def test_the_report_says_where_the_chain_breaks_and_what_would_complete_it(lab: Lab) -> None:
    lab.variables["NODE_EXTRA_CA_CERTS"] = str(lab.root)
    async with started(lab) as editor:
        await until_state(editor, "failing")
        report = await editor.command("report", {"format": "json", "uri": lab.config.as_uri()})
        same_shape(example("Report"), report)
        [place] = report["places"]
        status = last(editor)["places"][0]
        assert {key: place[key] for key in status} == status
        assert [c["subject"] for c in place["chain"]][1:] == ["CN=Lab Intermediate,O=Lab"]
        assert place["missing"] == {"issuer": "CN=Lab Root,O=Lab"}
        assert place["brokenAt"] is None
        assert place["anchor"]["subject"] == "CN=Lab Root,O=Lab"
        assert str(lab.root) in place["anchor"]["source"]
        assert any(str(lab.root) in name for name in place["completedBy"])
        assert "unable to get local issuer" in place["words"]
        assert place["whatToDo"]
        assert Path(place["page"].removeprefix("file://")).is_file()


async def test_a_verified_chain_names_its_anchor_and_nothing_else(lab: Lab) -> None:
    lab.write(f"cert = {lab.root}\n")
    async with started(lab) as editor:
        await until_state(editor, "verified")
        [place] = (await editor.command("report", {"format": "json"}))["places"]
        assert place["anchor"]["subject"] == "CN=Lab Root,O=Lab"
        assert str(lab.root) in place["anchor"]["source"]
        assert (place["missing"], place["brokenAt"], place["completedBy"]) == (None, None, [])
        assert [c["fault"] for c in place["chain"]] == [None, None]


async def test_an_expired_leaf_is_marked(lab: Lab) -> None:
    authority = Authority("Old Root")
    (lab.folder / "old.pem").write_bytes(authority.pem)
    server = LabServer(authority.issue("index.test", shape=Shape(valid=(-20 * DAY, -10 * DAY))))
    try:
        index = server.url("index.test")
        lab.config.write_text(f"[global]\nindex-url = {index}\ncert = {lab.folder / 'old.pem'}\n")
        async with started(lab) as editor:
            await until_state(editor, "failing")
            [place] = (await editor.command("report", {"format": "json"}))["places"]
            assert place["chain"][0]["fault"].startswith("It expired on ")
            assert place["brokenAt"] == 0
            assert place["completedBy"] == []
    finally:
        server.close()


async def test_credentials_are_in_no_form_of_the_report(lab: Lab) -> None:
    index = lab.server.url("index.test").replace("https://", "https://user:s3cr3t@")
    lab.config.write_text(f"[global]\nindex-url = {index}\nproxy = http://me:s3cr3t@127.0.0.1:9\n")
    async with started(lab) as editor:
        await editor.command("probe")
        as_data = await editor.command("report", {"format": "json"})
        assert as_data["places"][0]["proxy"]["url"] == "http://****@127.0.0.1:9"
        for shown in (as_data, await editor.command("report"), await editor.command("status")):
            assert "s3cr3t" not in json.dumps(shown)


async def test_without_a_probe_there_is_no_report(tmp_path: Path) -> None:
    async with start(tmp_path) as editor:
        assert await editor.command("report", {"format": "json"}) is None
        assert "No handshake was made yet" in await editor.command("report")


async def test_configuration_files_are_listed_in_the_order_of_pip(tmp_path: Path) -> None:
    named = tmp_path / "named.conf"
    variables = {"PIP_CONFIG_FILE": str(named), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    async with start(tmp_path, variables=variables) as editor:
        await editor.command("refresh")
        files = await editor.command("configurationFiles")
        for one in files:
            same_shape(example("Configuration files")[0], one)
        scopes = [f["scope"] for f in files]
        assert scopes == sorted(scopes, key=["global", "user", "site", "environment"].index)
        user = next(f for f in files if f["path"] == str(tmp_path / "config/pip/pip.conf"))
        assert user["uri"] == (tmp_path / "config/pip/pip.conf").as_uri()
        assert (user["exists"], user["inEffect"]) == (False, True)
        named.write_text("[global]\n")
        files = await editor.command("configurationFiles", {"uri": (tmp_path / "project").as_uri()})
        assert {f["scope"] for f in files if not f["inEffect"]} == {"user"}
        assert files[-1]["path"] == str(named)
        assert files[-1]["exists"]


@pytest.mark.parametrize("arguments", [(), (None,), ({"text": None},), ({"text": 3},)])
async def test_an_explanation_needs_a_text(tmp_path: Path, arguments: tuple[Any, ...]) -> None:
    from lsp.editor import ServerError

    async with start(tmp_path) as editor:
        with pytest.raises(ServerError) as refused:
            await editor.command("explain", *arguments)
        assert refused.value.code == -32602


async def test_the_output_of_pip_is_explained(tmp_path: Path) -> None:
    log = Path(__file__).parents[1] / "explain/logs/bundle-missing.pip-26.3.txt"
    text = log.read_text(encoding="utf-8")
    async with start(tmp_path) as editor:
        page = await editor.command("explain", {"text": text})
        assert page.startswith("# What the output of pip means")
        assert "bundle-missing" in page
        facts = await editor.command("explain", {"text": text, "format": "json"})
        assert "bundle-missing" in {c["id"] for e in facts["explanations"] for c in e["causes"]}
        nothing = await editor.command("explain", {"text": "all is well"})
        assert "Nothing in this output" in nothing
