"""Assumptions page: links of the causal map, and scenarios side by side, are the tables'."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from tests.pictures.cases import Case, context, draw, typed
from tests.pictures.reading import ABOVE, BELOW, distinct, numbers, one, says, says_per_cent
from tests.pictures.scene import scene
from tests.pictures.test_scene_assumptions import BOTH, EACH, bases, of, rows


@BOTH
@EACH
def test_causal_map(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "causal_map", case, 1600), rows(dossier, "causal_map", case)
    here = context(dossier, extreme=case.extreme)
    places = {mark.text.rpartition(": ")[0]: mark for mark in drawn.of("text")}
    parts = (*here.dossier.assumptions, *here.dossier.nodes)
    names = {item.label: item.short or item.label for item in parts}
    ids = {item.short or item.label: item.id for item in parts}
    drawn_links = drawn.of("line")
    links = Counter()
    for row in table:
        start, end = places[names[row["from"]]], places[names[row["to"]]]
        line = one(
            [
                mark
                for mark in drawn_links
                if mark.points[0][:2] == pytest.approx((start.x, start.y), abs=0.5)
                and mark.points[-1][:2] == pytest.approx((end.x, end.y), abs=0.5)
            ]
        )
        assert line.stroke == drawn.legend[row["direction"]].stroke
        assert bool(line.dash) == (row["direction"] != "raises")
        if row["basis of the direction"] != "by definition":
            links[line.stroke, bases(drawn)[row["basis of the direction"]]] += 1
    small = min(mark.item["size"] for mark in drawn.of("symbol"))
    marks = Counter((mark.fill, mark.shape) for mark in drawn.of("symbol") if mark.item["size"] == small)
    assert marks == links
    distinct([drawn.legend[key].stroke for key in ("raises", "lowers", "either way") if key in drawn.legend])
    assumptions = {item.short or item.label: item for item in here.dossier.assumptions}
    for label, text in places.items():
        sign = one([mark for mark in drawn.of("symbol") if (mark.x, mark.y) == (text.x, text.y)])
        basis = assumptions[label].basis.replace("_", " ") if label in assumptions else None
        assert sign.shape == (bases(drawn)[basis] if basis else "square")
        # The table holds links only: values are the model's.
        value = here.results.value(ids[label])
        shown = text.text.rpartition(": ")[2]
        if numbers(shown) and np.isfinite(value) and not shown.startswith(BELOW + ABOVE):
            says(shown, (100 if "%" in shown else 1) * value)


@BOTH
@EACH
def test_saved_sets(dossier: str, case: Case) -> None:
    compared = Case("sets", extreme=case.extreme, options=(("sets", typed(context(dossier).dossier)["sets"]),))
    drawn, table = scene(dossier, "saved_sets", compared), draw(dossier, "saved_sets", compared).table
    table = table[table["unit"] == "probability"]
    axis, left = drawn.axes["top"], drawn.axes["left"]
    outputs = list(dict.fromkeys(table["output"]))
    for output, marks in zip(outputs, drawn.below(outputs), strict=True):
        group = table[table["output"] == output]
        inside = [(label, y) for label, y in left.labels if any(abs(mark.y - y) < 4 for mark in of(marks, "symbol"))]
        assert [label for label, _ in inside] == list(group["set"])
        for row, (_, y) in zip(group.to_dict("records"), inside, strict=True):
            here = [mark for mark in marks if abs(mark.y - y) < 8]
            bar, point = one(of(here, "rect")), one(of(here, "symbol"))
            assert [axis.value(edge) for edge in (bar.left, bar.right)] == pytest.approx(
                [row["p10"], row["p90"]], abs=2e-3
            )
            assert axis.value(point.x) == pytest.approx(row["value"], abs=2e-3)
            says_per_cent(one(of(here, "text")).text, 100 * row["value"])
