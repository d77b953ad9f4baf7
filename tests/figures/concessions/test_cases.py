"""What all figures on concessions share."""

from __future__ import annotations

import pytest

from components.exports import FORMATS, render, stamp_of
from components.figures import build
from components.figures.concessions.cases import differences
from components.model.cases import cases
from tests.figures.concessions.given import DATA, HERE, OWN, RIVER, context
from tests.figures.concessions.test_map import spec_bytes

FIGURES = ("concessions_map", "concessions_ledger", "concessions_acceptance", "nearest_deal", "control_history")


@pytest.mark.parametrize("key", cases(DATA))
def test_every_case_builds_on_every_figure_that_takes_it(key: str) -> None:
    option, _, reading = key.partition(":")
    chosen = {"option": option, "reading": reading or "none"}
    figure = build("concessions_map", HERE, **chosen)
    assert spec_bytes(figure.chart) < 250_000
    assert cases(DATA)[key].label in figure.description
    assert list(figure.table["area (km²)"]) == pytest.approx(list(build("concessions_map", HERE).table["area (km²)"]))
    ledger = build("concessions_ledger", HERE, **chosen)
    assert ledger.table["region"].is_unique
    if cases(DATA)[key].option.sets:
        assert set(build("concessions_acceptance", HERE, **chosen).table["who"]) > {"All together"}


def test_nothing_calls_the_land_russian() -> None:
    for key in cases(DATA):
        option, _, reading = key.partition(":")
        for name in ("concessions_map", "concessions_ledger"):
            figure = build(name, HERE, option=option, reading=reading or "none")
            told = f"{figure.description} {' '.join(figure.notes)} {figure.table.to_string()}".lower()
            assert "russian territory" not in told
            assert "annex" not in told


def test_own_option_appears_everywhere() -> None:
    for name in ("concessions_map", "concessions_ledger", "concessions_acceptance"):
        assert "My package" in build(name, HERE, option="own", own=OWN).description
    beside = build("concessions_map", HERE, compare="own", own=OWN)
    assert "My package" in beside.title


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_another_dossiers_regions_work(name: str, mode: str) -> None:
    here = context(RIVER, mode)
    figure = build(name, here)
    for fmt in FORMATS:
        assert render(figure, stamp_of(here, figure), fmt)
    assert "Donetsk" not in figure.table.to_string()


def test_what_sets_two_options_apart_is_told_and_nothing_else() -> None:
    first, second = cases(DATA)["occupied_parts_of_four"], cases(DATA)["whole_donbas_with_exchanges:B"]
    assert [row[0] for row in differences(DATA, first, second)][:4] == ["Donetsk", "Luhansk", "Zaporizhzhia", "Kherson"]
    assert not list(differences(DATA, first, first))
