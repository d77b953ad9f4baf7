from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dossier import Dossier, load
from components.model.cases import Case, baseline, cases
from components.model.own import own_option
from components.model.territory import area, balance, control_on, drawn_km2, occupier, parts, relinquished, territory

ROOT = Path(__file__).resolve().parents[2]
DATA = load(ROOT / "data")
RIVER = load(ROOT / "tests/dossiers/river")
DAY = dt.date(2025, 8, 8)


@pytest.mark.parametrize("dossier", [DATA, RIVER], ids=["data", "river"])
def test_parts_add_up_to_their_region_under_every_case(dossier: Dossier) -> None:
    for case in cases(dossier).values():
        found = parts(dossier, case, dossier.header.as_of)
        for region in territory(dossier).regions:
            size = area(dossier, region)
            assert size is not None
            assert sum(part.km2 or 0 for part in found if part.region == region.id) == pytest.approx(size[0], rel=1e-3)


@given(
    day=st.dates(dt.date(2022, 1, 1), dt.date(2027, 1, 1)),
    rules=st.lists(st.sampled_from(["line_of_control", "not_stated", "ukraine", "russia"]), min_size=4, max_size=4),
)
def test_a_balance_loses_no_land(day: dt.date, rules: list[str]) -> None:
    regions = [region.id for region in territory(DATA).regions]
    case = Case(own_option("", dict(zip(regions, rules, strict=True)), {}))
    total = balance(parts(DATA, case, day))
    assert sum(total.today.values()) == pytest.approx(total.km2)
    assert sum(total.then.values()) + total.not_stated == pytest.approx(total.km2)
    gained = {side: sum(km2 for (_, to), km2 in total.moves.items() if to == side) for side in ("ukraine", "russia")}
    lost = {side: sum(km2 for (at, _), km2 in total.moves.items() if at == side) for side in gained}
    if not total.not_stated:
        for side in gained:
            assert total.then.get(side, 0) == pytest.approx(total.today.get(side, 0) + gained[side] - lost[side])


def test_whole_of_two_regions_moves_about_6900_km2() -> None:
    total = balance(parts(DATA, cases(DATA)["whole_donbas_with_exchanges"], DAY))
    assert total.moves[("ukraine", "russia")] == pytest.approx(6900, abs=60)
    assert total.not_stated == pytest.approx(27081 + 26177)


def test_consolidation_returns_and_moves_nothing_and_gives_up_ambition() -> None:
    case = cases(DATA)["occupied_parts_of_four"]
    total = balance(parts(DATA, case, DAY))
    assert not total.moves
    assert total.then == total.today
    assert relinquished(DATA, case, DAY) == pytest.approx(total.today["ukraine"])


def test_readings_fill_only_what_the_option_leaves_open() -> None:
    stated = cases(DATA)["whole_donbas_with_exchanges"]
    traded = cases(DATA)["whole_donbas_with_exchanges:B"]
    assert stated.holder("kherson", "russia") is None
    assert traded.holder("kherson", "russia") == "ukraine"
    assert traded.holder("donetsk", "ukraine") == stated.holder("donetsk", "ukraine") == "russia"
    assert "Reading B" in traded.label


def test_nothing_is_measured_from_the_baseline_while_a_region_is_open() -> None:
    assert relinquished(DATA, cases(DATA)["whole_donbas_with_exchanges"], DAY) is None


def test_the_baseline_takes_everything() -> None:
    start = baseline(DATA)
    assert start is not None
    assert relinquished(DATA, start, DAY) == 0


@pytest.mark.parametrize(
    ("day", "expected", "series"),
    [
        (dt.date(2025, 8, 8), dt.date(2025, 8, 8), "deepstate_cyterat"),
        (dt.date(2025, 7, 13), dt.date(2025, 7, 1), "deepstate_cyterat"),
        (dt.date(2024, 3, 1), dt.date(2024, 2, 1), "liveuamap_via_nzz"),
    ],
)
def test_the_nearest_earlier_figure_counts(day: dt.date, expected: dt.date, series: str) -> None:
    control = control_on(DATA, "donetsk", day)
    assert control is not None
    assert (control.date, control.series) == (expected, series)


def test_without_an_earlier_figure_the_area_is_unknown_not_taken_from_a_later_map() -> None:
    day = dt.date(2023, 1, 1)
    assert control_on(DATA, "kherson", day) is None
    total = balance(parts(DATA, cases(DATA)["occupied_parts_of_four"], day))
    assert total.unknown == ("kherson",)


def test_without_control_figures_the_drawn_line_serves_from_its_date_on() -> None:
    bare = DATA.model_copy(update={"control": ()})
    control = control_on(bare, "luhansk", DAY)
    assert control is not None
    assert control.series is None
    assert control_on(bare, "luhansk", DAY - dt.timedelta(days=1)) is None


def test_drawn_areas_agree_with_the_figures_within_a_point() -> None:
    for region in territory(DATA).regions:
        drawn, control = drawn_km2(DATA, region.id), control_on(DATA, region.id, DAY)
        assert control is not None
        share = drawn[occupier(DATA).id] / sum(drawn.values())
        assert share == pytest.approx(control.share, abs=0.01)
