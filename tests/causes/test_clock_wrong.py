from __future__ import annotations

from collections.abc import Mapping
from email.utils import format_datetime
from pathlib import Path

from support.cause_check import check_cause, serving
from support.lab.authority import DAY, Authority, Shape, now
from support.lab.server import Response
from support.scenario import run_scenario


def test_another_server_tells_another_time(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    later = now() + 400 * DAY
    shape = Shape(valid=(390 * DAY, 480 * DAY))

    def elsewhere(_path: str, _headers: Mapping[str, str]) -> Response:
        return Response("404 Not Found", headers={"Date": format_datetime(later, usegmt=True)})

    with (
        serving(root.issue("index.test", shape=shape)) as server,
        serving(root.issue("files.test"), elsewhere) as other,
    ):
        config = f"cert = root.pem\nextra-index-url = {other.url('files.test')}\n"
        played = run_scenario(tmp_path, server.url("index.test"), config=config)
    found = check_cause(played, "clock-wrong", broken_at=0, beside={"not-yet-valid"})
    assert any(f"{later:%Y-%m-%d}" in evidence.text for evidence in found.evidence)


def test_without_another_clock_the_date_is_named(tmp_path: Path):
    root = Authority("Lab Root")
    (tmp_path / "root.pem").write_bytes(root.pem)
    with serving(root.issue("index.test", shape=Shape(valid=(390 * DAY, 480 * DAY)))) as server:
        played = run_scenario(tmp_path, server.url("index.test"), config="cert = root.pem\n")
    assert "clock" in check_cause(played, "not-yet-valid", broken_at=0).undecided
