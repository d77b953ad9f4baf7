"""Whether veto players have room on an issue, case by case and in general."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.rooms import room
from tests.model.build import cell, made


def of(*cells, veto=("a", "b"), status_quo=None, heard=("a", "b")):
    actors = [{"id": key, "veto": key in veto} for key in dict.fromkeys([*heard, *veto])]
    issue = {"id": "q"} | ({} if status_quo is None else {"status_quo": status_quo})
    held = [cell(actor, "q", at, **more) for actor, (at, more) in zip(heard, cells, strict=True)]
    return room(evaluate(made(held, actors=actors, issues=[issue]), Scenario(draws=2)), "q")


@pytest.mark.parametrize(
    ("found", "kind", "low", "high"),
    [
        (of((40, {}), (50, {}), status_quo=80), "range", 20, 80),
        (of((10, {}), (90, {}), status_quo=50), "status_quo", 50, 50),
        (of((10, {"reservation": 30}), (90, {"reservation": 70}), status_quo=50), "gap", 30, 70),
        (of((10, {}), (90, {})), "open", math.nan, math.nan),
        (of((10, {}), (90, {}), veto=(), status_quo=50), "no_veto", math.nan, math.nan),
        (of((10, {}), (90, {}), veto=("c",), status_quo=50), "unheard", math.nan, math.nan),
    ],
)
def test_rooms_written_out(found, kind, low, high):
    assert (found.kind, found.low, found.high) == (
        kind,
        pytest.approx(low, nan_ok=True),
        pytest.approx(high, nan_ok=True),
    )
    assert found.forecasts == (kind not in ("gap", "status_quo"))


def test_who_is_not_heard_is_named():
    assert of((40, {}), (50, {}), veto=("a", "b", "c"), status_quo=80).unheard == ("c",)


@settings(max_examples=50)
@given(a=st.integers(0, 100), b=st.integers(0, 100), status_quo=st.integers(0, 100))
def test_against_a_status_quo_there_is_never_a_gap(a, b, status_quo):
    found = of((a, {}), (b, {}), status_quo=status_quo)
    assert found.kind in ("range", "status_quo")
    assert found.low - 1e-9 <= status_quo <= found.high + 1e-9
