"""Whether veto players have room on an issue, case by case and in general."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.model import Scenario
from components.model.results import Results
from components.model.rooms import room
from tests.model.build import cell, made, no_deal


def of(*players, veto=("a", "b"), status_quo=None, heard=("a", "b")):
    """Players: ideal point, what they expect without a deal (None: nothing said), and its cost."""
    costs = {actor: cost for actor, (_, _, cost) in zip(heard, players, strict=True)}
    actors = [{"id": key, "veto": key in veto, "cost": costs.get(key)} for key in dict.fromkeys([*heard, *veto])]
    issue = {"id": "q"} | ({} if status_quo is None else {"status_quo": status_quo})
    dossier = made(
        [cell(actor, "q", ideal) for actor, (ideal, _, _) in zip(heard, players, strict=True)],
        actors=actors,
        issues=[issue],
        no_deal=[no_deal(actor, "q", w) for actor, (_, w, _) in zip(heard, players, strict=True) if w is not None],
    )
    return room(Results(dossier, Scenario(draws=2)), "q")


@pytest.mark.parametrize(
    ("found", "kind", "low", "high", "between"),
    [
        (of((40, None, 0), (50, None, 0), status_quo=80), "range", 20, 80, ("b", "a")),
        (of((10, None, 0), (90, None, 0), status_quo=50), "range", 50, 50, ("b", "a")),
        (of((10, 30, 0), (90, 70, 0), status_quo=50), "gap", 30, 70, ("b", "a")),
        (of((10, 30, 25), (90, 70, 25)), "range", 45, 55, ("b", "a")),
        (of((10, None, 0), (90, None, 0)), "open", math.nan, math.nan, ()),
        (of((10, None, 0), (90, None, 0), veto=(), status_quo=50), "no_veto", math.nan, math.nan, ()),
        (of((10, None, 0), (90, None, 0), veto=("c",), status_quo=50), "unheard", math.nan, math.nan, ()),
    ],
)
def test_rooms_written_out(found, kind, low, high, between):
    assert (found.kind, found.between) == (kind, between)
    assert (found.low, found.high) == pytest.approx((low, high), nan_ok=True)
    assert found.width == pytest.approx(high - low, nan_ok=True)


def test_who_is_not_heard_is_named():
    assert of((40, None, 0), (50, None, 0), veto=("a", "b", "c"), status_quo=80).unheard == ("c",)


@settings(max_examples=50)
@given(a=st.integers(0, 100), b=st.integers(0, 100), status_quo=st.integers(0, 100), cost=st.integers(0, 20))
def test_against_a_common_expectation_there_is_never_a_gap(a, b, status_quo, cost):
    found = of((a, None, cost), (b, None, cost), status_quo=status_quo)
    assert found.kind == "range"
    assert found.low - 1e-9 <= status_quo <= found.high + 1e-9
