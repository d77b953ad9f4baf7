from __future__ import annotations

import pytest

from components.dossier import load
from components.dossier.territory import NOT_STATED
from components.figures import FigureError, build
from components.figures.concessions.nearest_deal_words import own_code
from components.model.cases import Case
from components.model.own import decode
from components.model.packages import offer
from tests.figures.concessions.given import DATA, HERE, RIVER, ROOT, THERE, changed, context


@pytest.mark.parametrize("here", [HERE, THERE], ids=["data", "river"])
def test_every_side_stands_on_every_issue_it_has_a_stake_in(here) -> None:
    deal, figure = here.results.nearest_deal, build("nearest_deal", here)
    assert list(dict.fromkeys(figure.table["issue"])) == [here.dossier.issue(key).label for key in deal.values]
    assert set(figure.table["who"]) == {here.dossier.actor(key).label for key in deal.surplus}
    for row in figure.table.to_dict("records"):
        issue = next(item.id for item in here.dossier.issues if item.label == row["issue"])
        actor = next(item.id for item in here.dossier.actors if item.label == row["who"])
        assert row["deal (0–100)"] == pytest.approx(deal.values[issue], abs=0.05)
        reservation = here.results.issues[issue].reservations[actor]
        assert row["would go to, on this alone (0–100)"] == pytest.approx(reservation.value, abs=0.05)
        assert row["better than no deal by (points)"] == pytest.approx(deal.surplus[actor].value, abs=0.05)


def test_each_side_gives_most_on_two_issues_at_most() -> None:
    table = build("nearest_deal", HERE).table
    gives = table.dropna(subset="gives here, where it gives most (points)")
    assert gives.groupby("who").size().max() <= 2
    assert (gives["gives here, where it gives most (points)"] > 0).all()


def test_words_recommend_nothing() -> None:
    figure = build("nearest_deal", HERE)
    assert "where, not how likely, and recommends nothing" in figure.description
    assert "Where, not how likely" in figure.subtitle
    assert "No recommendation" in figure.notes[0]


@pytest.mark.parametrize(("dossier", "here"), [(DATA, HERE), (RIVER, THERE)], ids=["data", "river"])
def test_as_an_own_option_it_is_nearly_the_same_deal(dossier, here) -> None:
    deal = here.results.nearest_deal
    option, problems = decode(own_code(dossier, deal), dossier)
    assert not problems
    assert option.sets == {key: pytest.approx(value, abs=0.5) for key, value in deal.values.items()}
    assert set(option.regions.values()) <= {NOT_STATED}
    priced = offer(here.results, Case(option))
    assert priced is not None
    assert priced.joint.value == pytest.approx(deal.joint.value, abs=0.02)


def test_it_moves_with_the_sliders() -> None:
    moved = build("nearest_deal", context(assumptions={"us_leverage": 100})).table
    before = build("nearest_deal", HERE).table
    assert moved["all would rather take it (%)"].iloc[0] > before["all would rather take it (%)"].iloc[0]


def test_without_anybody_who_must_agree_there_is_none() -> None:
    actors = tuple(actor.model_copy(update={"veto": False}) for actor in RIVER.actors)
    with pytest.raises(FigureError, match="veto_players"):
        build("nearest_deal", context(changed(RIVER, actors=actors, nodes=())))


def test_where_no_veto_player_has_a_stake_the_chart_says_so() -> None:
    figure = build("nearest_deal", context(load(ROOT / "tests/dossiers/minimal")))
    assert figure.table.empty
    assert "no deal can be called near or far" in figure.description
