"""Any day that can be chosen: every figure is drawn, or says what is not known yet; days are the same everywhere."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest

from components.dossier import load
from components.exports.render import render
from components.exports.stamp import stamp_of
from components.figures import REGISTRY, FigureError, build
from components.figures.briefing.words import deadlines, lines, sentence, summary
from components.model import Scenario
from components.model.document import document
from components.model.scenario import ScenarioError
from components.ui.defaults import dates
from tests.figures.conftest import ROOT, context

DOSSIERS = {name: load(ROOT / "tests/dossiers" / name) for name in ("minimal", "river")}


def _days() -> Iterator[tuple[str, dt.date]]:
    for name, dossier in DOSSIERS.items():
        first, last = dates(dossier) or (dossier.header.as_of,) * 2
        for day in sorted({first + (last - first) * step / 4 for step in range(5)}):
            yield name, day


@pytest.mark.parametrize(("name", "day"), list(_days()))
def test_every_figure_is_drawn_or_says_why_not(name: str, day: dt.date) -> None:
    now = context(DOSSIERS[name], as_of=day)
    for figure in (key for key, spec in REGISTRY.items() if spec.available(now.dossier)):
        try:
            built = build(figure, now)
        except FigureError:  # says what is missing, and the page shows it
            continue
        stamp = stamp_of(now, built)
        assert render(built, stamp, "csv")
        json.loads(render(built, stamp, "json"), parse_constant=pytest.fail)
    assert all([summary(now), *map(sentence, lines(now.results)), *deadlines(now.dossier, day)])
    assert json.dumps(document(now.results), allow_nan=False)


@pytest.mark.parametrize("figure", sorted(REGISTRY))
def test_times_are_drawn_in_utc_and_never_left_to_vega_to_write(figure: str) -> None:
    now = context(DOSSIERS["river"], as_of=dates(DOSSIERS["river"])[1])  # type: ignore[index]
    if not REGISTRY[figure].available(now.dossier):
        return
    places = list(_times(build(figure, now).spec))
    assert not {channel for channel, _ in places} - {"x", "x2"}
    # Layers share a scale: one that says UTC says it for all.
    assert not places or any(found.get("scale", {}).get("type") == "utc" for _, found in places)


def _times(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, list):
        for item in part:
            yield from _times(item)
    elif isinstance(part, dict):
        for channel, found in part.get("encoding", {}).items():
            for item in found if isinstance(found, list) else [found]:
                if item.get("type") == "temporal":
                    yield channel, item
        for item in part.values():
            yield from _times(item)


@pytest.mark.parametrize("year", [1, 1699, 2200, 9999])
def test_no_day_beyond_what_tables_hold_can_be_asked_for(year: int) -> None:
    with pytest.raises(ScenarioError, match="1700 to 2199"):
        Scenario(as_of=dt.date(year, 1, 1))
