"""What answers a page ahead of its script says the same as the page, and takes nothing from strangers."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import ClientDisconnect

from components.dossier import load
from components.figures import REGISTRY, Context, build
from components.model import Scenario, evaluate
from components.server import live
from components.ui import chart
from components.ui.front import Front, Lead, find
from components.ui.strip.cells import cells

DOSSIER = load(Path(__file__).resolve().parents[2] / "data")
LABEL = REGISTRY["tornado"].summary

Say = Callable[..., Any]


@pytest.fixture
def front() -> Front:
    return Front(DOSSIER, "dark", {"lead": Lead("tornado", {})})


@pytest.fixture
def say(ask, front: Front) -> Say:
    """Say something as the page that holds the front does."""

    def said(drawn: Any = (), token: str = front.token, **state: Any) -> Any:
        message = {"token": token, "drawn": dict(drawn), "state": {"values": {}, "number": 1, **state}}
        return ask("/api/live", body=json.dumps(message).encode())

    return said


def parts(answer: Any) -> list[dict]:
    return [json.loads(line) for line in answer.body.decode().splitlines()]


def expected(scenario: Scenario) -> tuple[list[dict], dict]:
    results = evaluate(DOSSIER, scenario)
    figure = build("tornado", Context(DOSSIER, scenario, results, "dark"))
    return [asdict(cell) for cell in cells(results)], chart.told(figure, LABEL)


def test_strip_and_chart_come_as_the_page_shows_them(say: Say) -> None:
    answer = say(values={"us_leverage": 60}, cells={"kremlin.cost": 20}, asOf="2025-08-12", number=7)
    strip, lead = expected(Scenario({"us_leverage": 60.0}, cells={"kremlin.cost": 20.0}, as_of=dt.date(2025, 8, 12)))
    assert answer.status == 200
    assert parts(answer) == [{"number": 7, "cells": strip}, {"number": 7, "chart": "lead", **lead}]


def test_a_specification_that_is_drawn_is_not_sent_again(say: Say) -> None:
    lead = parts(say())[1]
    assert lead["id"] == expected(Scenario())[1]["id"]
    again = parts(say(drawn={"lead": lead["id"]}, values={"us_leverage": 60}))[1]
    assert "spec" not in again
    assert again["tables"] != lead["tables"]
    assert "spec" in parts(say(drawn={"lead": "another"}))[1]


@pytest.mark.parametrize(
    "state",
    [
        {"values": {"us_leverage": "NaN"}},
        {"values": {"us_leverage": 1e300, "us_lever": 5, "": None}},
        {"signposts": {"nobody": True}, "cells": {"kremlin.territory.position": []}},
        {"signposts": [], "cells": "x"},
        {"asOf": "yesterday"},
        {"asOf": {"year": 2025}},
    ],
)
def test_what_is_no_value_is_left_out(say: Say, state: dict) -> None:
    assert parts(say(**state))[0]["cells"] == expected(Scenario())[0]


def test_the_day_stays_within_the_dossiers(say: Say) -> None:
    assert say(asOf="9999-12-31").status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"token": 1}',
        b'{"token": "x", "drawn": {}, "state": {"values": {}}}',
        b'{"token": "x", "drawn": {}, "state": {"values": [], "number": 1}}',
        b'{"token": "x", "drawn": [], "state": {"values": {}, "number": 1}}',
        b" " * (live.MOST + 1),
    ],
)
def test_what_is_no_message_is_refused(ask, body: bytes) -> None:
    answer = ask("/api/live", body=body)
    assert answer.status == 400
    assert "assumption panel" in answer.json["error"]


class Leaving:
    """A request of which no more comes."""

    def __init__(self, waits: float) -> None:
        self._waits = waits

    async def stream(self) -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(self._waits)
        raise ClientDisconnect


@pytest.mark.parametrize("waits", [0, 60])
def test_who_leaves_in_the_middle_is_no_error(monkeypatch: pytest.MonkeyPatch, waits: float) -> None:
    monkeypatch.setattr(live, "PATIENCE", 0.1)
    assert asyncio.run(live.live(Leaving(waits))).status_code == 400


@pytest.mark.parametrize("token", ["", "guessed", "None"])
def test_nobody_is_answered_without_a_pages_token(say: Say, token: str) -> None:
    assert say(token=token).status == 404


def test_a_page_is_forgotten_with_its_session() -> None:
    held = Front(DOSSIER, "light")
    token = held.token
    assert find(token) is held
    del held
    gc.collect()
    assert find(token) is None


def test_the_page_takes_over_what_was_drawn_ahead_of_it(say: Say, front: Front) -> None:
    say(values={"us_leverage": 60})
    scenarios = (Scenario(), Scenario({"us_leverage": 60.0}, as_of=DOSSIER.header.as_of))
    other, same = (Context(DOSSIER, given, evaluate(DOSSIER, given), "dark") for given in scenarios)
    lead, ahead = front.leads["lead"], front._made["lead"][-1]
    assert front.figure("lead", lead, same) is ahead
    assert front.figure("lead", lead, other) is not ahead
    light = Context(DOSSIER, same.scenario, same.results, "light")
    assert front.figure("lead", lead, light) is not front.figure("lead", lead, same)
    another = Lead("tornado", {"output": "p_ceasefire"})
    assert front.figure("lead", another, same).title != ahead.title


def test_a_page_that_begins_anew_does_not_break_the_answer(front: Front) -> None:
    front.leads = {"lead": Lead("tornado", {}), "more": Lead("tornado", {})}
    parts = live._parts(front, {"values": {}, "number": 1}, {})
    assert {"cells"} == set(next(parts))
    assert next(parts)["chart"] == "lead"
    front.leads = {}
    assert next(parts)["chart"] == "more"


def test_a_busy_server_says_nothing_at_once(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_FREE", live.BoundedSemaphore(1))
    with live._FREE:
        assert say().body == b""
    assert all(say().body for _ in range(3)), "an answer that has been given keeps nobody out"
