from __future__ import annotations

from itertools import combinations

import pytest

from components.figures import Context, FigureError, build
from components.figures.actors.trades import between, pairs, partners, traders
from components.figures.actors.trades_chart import Gain, Heading, trades_chart
from tests.figures.conftest import context


def test_trades_between_two_are_the_models_own(august: Context) -> None:
    for i, j in pairs(august):
        mine = between(august, i, j)
        theirs = [trade for trade in august.results.exchanges if {trade.i, trade.j} == {i, j}]
        assert [(t.i_moves_on, t.j_moves_on, t.gain) for t in mine] == [
            (t.i_moves_on, t.j_moves_on, t.gain) for t in theirs
        ]


def test_a_trade_between_two_is_priced_for_the_others_and_harm_is_marked(august: Context) -> None:
    figure = build("actors_trades", august, i="kremlin", j="trump_wh")
    harmed = figure.table[figure.table["veto player harmed"] == "yes"]
    assert set(harmed["actor"]) <= {"Ukraine / Kyiv", "Ukraine's European partners"}
    assert len(harmed)
    assert (harmed["gain (salience-weighted points)"] < 0).all()
    assert figure.description.count("veto player loses") == len(harmed)
    assert "salience-weighted points" in figure.subtitle
    assert "from what no deal gives" in figure.subtitle


def test_whoever_can_trade_has_a_partner(august: Context, river: Context) -> None:
    for here in (august, river):
        able = traders(here)
        assert all(here.dossier.actor(actor).negotiates for actor in able)
        assert all(actor not in partners(here, actor) and partners(here, actor) for actor in able)
        assert set(pairs(here)) <= set(combinations(able, 2))


def test_nobody_trades_with_itself(august: Context) -> None:
    with pytest.raises(FigureError, match="two actors"):
        build("actors_trades", august, i="kremlin", j="kremlin")


def test_harm_to_a_veto_player_stands_out() -> None:
    gains = [Gain("a", "a", "A", "party", 3.0, "+3", False), Gain("b", "b", "B", "third party", -9.0, "−9", True)]
    spec = trades_chart(
        [([Heading("h", "1. A gives way")], gains)],
        colours={"a": "#111111", "b": "#222222"},
        mode="light",
        description="words",
    ).to_dict()
    (bar,) = (layer for layer in spec["layer"] if layer["mark"]["type"] == "bar")
    words = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "text")
    low, high = bar["encoding"]["x"]["scale"]["domain"]
    assert low < -9 < 3 < high
    assert "harmed" in words["mark"]["color"]["expr"]


def test_an_exchange_starts_from_no_deal_which_sliders_move(august: Context) -> None:
    moved = context(august.dossier, battlefield_confidence=0)
    for here in (august, moved):
        for trade in between(here, "kremlin", "ukraine"):
            for issue, (before, _) in trade.outcomes.items():
                expected = [held.expects for held in here.results.issues[issue].reservations.values()]
                assert min(expected) <= before <= max(expected)
    starts = [between(here, "kremlin", "ukraine")[0].outcomes for here in (august, moved)]
    shared = starts[0].keys() & starts[1].keys()
    assert shared
    assert any(starts[0][issue][0] != starts[1][issue][0] for issue in shared)
