"""Programs get what the command line gives, within bounds; mistakes are told in words."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import Future
from pathlib import Path

import pytest
import streamlit as st

from components.cli import main
from components.server import SCRIPT, api, lifespan, middleware, routes

ROOT = Path(__file__).resolve().parents[2]


def test_health_names_the_dossier_that_is_served(ask) -> None:
    answer = ask("/api/health", "tests/dossiers/river")
    assert answer.status == 200
    assert answer.json["status"] == "ok"
    assert answer.json["version"] != ask("/api/health").json["version"]


def test_health_fails_with_a_broken_dossier(ask, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("title: [", encoding="utf-8")
    answer = ask("/api/health", tmp_path)
    assert (answer.status, answer.json["status"]) == (503, "broken dossier")
    assert ask("/api/evaluate", tmp_path).status == 503


def test_health_and_answers_stand_below_the_base_path(ask, option) -> None:
    option("server.baseUrlPath", "/parley/")
    assert ask("/parley/api/health").json["status"] == "ok"
    assert ask("/api/health").status == 404


def test_evaluate_says_what_the_command_line_says(ask, capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask("/api/evaluate?set=us_leverage=50&cell=kremlin.cost=20&as_of=2025-08-12&draws=512")
    words = "evaluate --json --set us_leverage=50 --cell kremlin.cost=20 --as-of 2025-08-12 --draws 512"
    assert main(words.split()) == 0
    assert answer.json == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("fmt", "begins"), [("svg", b"<svg"), ("csv", b""), ("json", b"{")])
def test_a_figure_comes_as_the_command_line_writes_it(ask, tmp_path: Path, fmt: str, begins: bytes) -> None:
    answer = ask(f"/api/figure/tornado.{fmt}?set=us_leverage=50&dark=1")
    target = tmp_path / f"tornado.{fmt}"
    assert main(["export", "tornado", "--set", "us_leverage=50", "--dark", "-o", str(target)]) == 0
    assert answer.body == target.read_bytes()
    assert answer.body.startswith(begins)


@pytest.mark.parametrize(
    ("target", "status", "says"),
    [
        ("/api/evaluate?set=us_lever=50", 400, "did you mean"),
        ("/api/evaluate?set=us_leverage", 400, "id=number"),
        ("/api/evaluate?cell=kremlin.territory.positon=5", 400, "did you mean"),
        ("/api/evaluate?figure=tornado", 400, "unknown in the address: figure"),
        ("/api/evaluate?as_of=8.8.2025", 400, "2025-08-08"),
        ("/api/evaluate?draws=-1", 400, "whole number"),
        (f"/api/evaluate?draws={api.DRAWS + 1}", 400, "whole number"),
        ("/api/evaluate?draws=" + "9" * 400, 400, "whole number"),
        ("/api/evaluate?set=" + "x" * api.MOST, 414, "longer"),
        ("/api/figure/tornadoes.png", 404, "did you mean"),
        ("/api/evaluate?as_of=2025-W32-5", 400, "2025-08-08"),
        ("/api/evaluate?set=us_leverage=1_0", 400, "id=number"),
        ("/api/evaluate?draws=٥", 400, "whole number"),
        ("/api/nothing", 404, "README"),
        ("/api//health", 404, "README"),
        ("/api/figure/tornado.exe", 404, "choose from png"),
        ("/api/figure/tornado.svg?output=nothing", 400, "output"),
        ("/api/figure/concessions_map.svg?own=x", 400, "own"),
    ],
)
def test_what_cannot_be_taken_is_told(ask, target: str, status: int, says: str) -> None:
    answer = ask(target)
    assert answer.status == status
    assert says in answer.json["error"]


def test_a_caller_has_so_many_requests_a_minute(ask) -> None:
    for _ in range(api.MINUTE):
        assert ask("/api/evaluate?draws=0").status == 400
    answer = ask("/api/evaluate?draws=0")
    assert (answer.status, answer.headers["retry-after"]) == (429, "60")


def test_callers_are_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2 * api._CALLERS):
        api._admit(f"caller {number}")
    assert len(api._seen) <= api._CALLERS


def test_other_methods_are_told_too(ask) -> None:
    assert ask("/api/evaluate", body=b"{}").status == 404
    assert ask("/api/live").status == 404


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:x", "", "a@localhost"])
def test_a_name_that_is_not_the_servers_is_told_nothing(ask, host: str) -> None:
    assert ask("/api/evaluate", headers={"host": host}).status == 403
    assert "dossier" not in ask("/api/health", headers={"host": host}).json


def test_when_too_many_wait_the_next_comes_again(ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_asked", {Future() for _ in range(api.WAITING)})
    answer = ask("/api/evaluate")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    # A probe waits for nobody.
    assert ask("/api/health").status == 200


class Gone:
    """A request whose caller has left."""

    async def is_disconnected(self) -> bool:
        return True


def test_who_has_left_is_passed_over() -> None:
    held, done = threading.Event(), []
    first = api._POOL.submit(held.wait)
    answer = asyncio.run(api._in_turn(done.append, Gone()))
    held.set()
    first.result()
    api._POOL.submit(int).result()
    assert (answer.status_code, done, api._asked) == (503, [], set())


def test_streamlit_takes_the_routes_and_what_stands_around_them() -> None:
    assert st.App(SCRIPT, routes=routes(), middleware=middleware(), lifespan=lifespan)
