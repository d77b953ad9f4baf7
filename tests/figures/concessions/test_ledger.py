from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from components.figures import Figure, FigureError, build
from components.figures.concessions.ledger import on_the_ground
from components.model.cases import cases
from tests.figures.concessions.given import DATA, HERE, RIVER, context


def stretches(figure: Figure) -> list[dict[str, Any]]:
    """Return the rows of the ledger's bars."""
    found: list[dict[str, Any]] = figure.spec["datasets"][figure.spec["layer"][0]["data"]["name"]]
    return found


def test_consolidation_says_that_nothing_is_returned() -> None:
    words = on_the_ground(DATA, cases(DATA)["occupied_parts_of_four"], HERE.results.day)
    assert "returns nothing" in words
    assert "not land" in words


def test_ledger_adds_up_and_shows_published_figures_as_a_spread() -> None:
    table = build("concessions_ledger", HERE, option="whole_donbas_with_exchanges").table.set_index("region")
    moved = table["changes hands, to Russia (km²)"]
    assert moved["In all"] == pytest.approx(moved.drop("In all").sum(), abs=2)
    assert moved["In all"] == pytest.approx(6900, abs=60)
    assert (
        table.loc["Donetsk", "published shares occupied, highest (%)"]
        > table.loc["Donetsk", "Occupied by Russia today (%)"]
    )
    assert table.loc["Donetsk", "registered population (people)"] == 4059372


def test_the_as_of_date_picks_the_days_figures() -> None:
    early = context(as_of=dt.date(2025, 2, 10))
    table = build("concessions_ledger", early).table.set_index("region")
    assert "1 Feb 2025" in table.loc["Donetsk", "share taken from"]
    assert table.loc["Donetsk", "Occupied by Russia today (%)"] < 74


def test_before_any_control_figure_it_is_told_that_none_is_known() -> None:
    day = dt.date(2026, 3, 1)
    with pytest.raises(FigureError, match="no control figure is known on or before 1 Mar 2026"):
        build("concessions_ledger", context(RIVER, as_of=day))
    words = on_the_ground(RIVER, next(iter(cases(RIVER).values())), day)
    assert "what would change hands is not known" in words
    assert "returns" not in words


def test_a_region_without_a_figure_is_named_and_drawn_without_bars() -> None:
    first, *_ = RIVER.regions.regions
    # Without a drawn line nothing stands in for the missing figure.
    rest = tuple(row for row in RIVER.control if row.region != first.id)
    figure = build("concessions_ledger", context(RIVER.model_copy(update={"control": rest, "shapes": {}})))
    assert f"No control figure is known by then for {first.label}." in figure.description
    rows = {row["row"].partition("|")[0] for row in stretches(figure)}
    assert rows == {region.label for region in RIVER.regions.regions[1:]} | {"In all"}


@pytest.mark.parametrize("option", ["whole_donbas_with_exchanges", "no_substantial_concession"])
def test_the_stretches_of_a_bar_fill_it_without_gaps(option: str) -> None:
    found = stretches(build("concessions_ledger", HERE, option=option))
    for row in {item["row"] for item in found}:
        ends = [(item["start"], item["stop"]) for item in found if item["row"] == row]
        assert [0, *(stop for _, stop in ends)] == pytest.approx([*(start for start, _ in ends), 1])


def test_a_screen_reader_hears_region_and_option_with_the_tooltips_words() -> None:
    figure = build("concessions_ledger", HERE)
    assert figure.spec["layer"][0]["encoding"]["description"]["field"] == "said"
    first = stretches(figure)[0]
    assert first["said"] == f"{first['row'].replace('|', ', ')}: {first['words']}"
