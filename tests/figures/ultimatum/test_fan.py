from __future__ import annotations

import datetime as dt
import itertools

import pytest

from components.figures.ultimatum.fan_chart import End, Point, Rule, fan_chart

DAY = dt.date(2031, 6, 10)
LAST = DAY + dt.timedelta(weeks=12)


def fanned(*, points: tuple[float, ...] = (0.8, 0.02, 0.01), lines: int = 3, source: bool = False):
    values = list(zip(["Meeting", "Truce", "Pact"], points, strict=False))
    along = [Point(name, day, p * i, p * i / 2, p * i, name) for name, p in values for i, day in enumerate((DAY, LAST))]
    ends = [End(name, LAST, p, p / 2, p, "likely", "\n".join([name, *["1 %"] * (lines - 1)])) for name, p in values]
    rules = [Rule(DAY, "as of", is_due=False)]
    order = [name for name, _ in values]
    ghost = along if source else []
    return fan_chart(along, ghost, ends, rules, order=order, window=(DAY, LAST), mode="light", description="Told.")


@pytest.mark.parametrize("lines", [3, 4])
@pytest.mark.parametrize("points", [(0.8, 0.02, 0.01), (0.99, 0.98, 0.97), (0.5,), (0.0, 0.0)])
def test_labels_stand_apart_and_inside(points: tuple[float, ...], lines: int) -> None:
    spec = fanned(points=points, lines=lines).to_dict()
    ends = next(rows for rows in spec["datasets"].values() if "label_y" in rows[0])
    places = sorted(row["label_y"] for row in ends)
    assert all(later - earlier > 0.04 * lines for earlier, later in itertools.pairwise(places))
    assert places[0] > 0
    assert places[-1] < 1


def test_outputs_differ_without_colour() -> None:
    spec = fanned().to_dict()
    dashes = [layer["encoding"].get("strokeDash") for layer in spec["layer"]]
    ranges = [dash["scale"]["range"] for dash in dashes if dash]
    assert ranges
    assert all(len({tuple(dash) for dash in found}) == 3 for found in ranges)
