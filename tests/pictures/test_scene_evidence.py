"""Evidence page: signs stand in the tables' cells and mean the firmest basis; bands span what analysts gave."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.pictures.cases import DOSSIERS, draw
from tests.pictures.reading import one, signs_of_basis
from tests.pictures.scene import scene

BOTH = pytest.mark.parametrize("dossier", DOSSIERS)


@BOTH
def test_coverage(dossier: str) -> None:
    drawn, table = scene(dossier, "coverage"), draw(dossier, "coverage").table
    shapes = signs_of_basis({label: mark.shape for label, mark in drawn.legend.items()})
    across, down = drawn.axes["top"], drawn.axes["left"]
    placed = table[table["parts"] > 0]
    signs = drawn.of("symbol")
    assert len(signs) == len(placed)
    known = dict(down.labels)
    cells = {(across.row(mark.x), round(mark.y)): mark for mark in signs}
    assert len(cells) == len(signs)
    counts = {(across.row(mark.x), round(mark.y)): mark.text for mark in drawn.of("text")}
    for row in placed.to_dict("records"):
        if row["sentence"] not in known:
            continue
        cell = one([key for key in cells if key[0] == row["kind of part"] and abs(key[1] - known[row["sentence"]]) < 2])
        assert cells[cell].shape == shapes[row["firmest basis"].replace("_", " ")]
        assert counts.get(cell, "1") == str(row["parts"])
    for kind, group in placed.groupby("kind of part"):
        assert sum(key[0] == kind for key in cells) == len(group)


@BOTH
def test_probability_words(dossier: str) -> None:
    drawn, table = scene(dossier, "probability_words"), draw(dossier, "probability_words").table
    axis = drawn.axes["bottom"]
    banded = table[table["p50 (%)"].notna()]
    below = drawn.below(list(banded["words"]))
    for row, marks in zip(banded.to_dict("records"), below, strict=True):
        bar = one([mark for mark in marks if mark.kind == "rect"])
        sign = one([mark for mark in marks if mark.kind == "symbol"])
        places = [100 * axis.value(place) for place in (bar.left, sign.x, bar.right)]
        assert places == pytest.approx([row["p10 (%)"], row["p50 (%)"], row["p90 (%)"]], abs=0.1)
        assert sign.shape == "diamond", "bands are inferred"
        word = one([mark.text for mark in marks if mark.kind == "text" and mark.x == pytest.approx(drawn.width)])
        assert word == row["ICD 203 word"]
    assert banded["p50 (%)"].is_monotonic_increasing
    assert not table["words"][table["p50 (%)"].isna()].isin(drawn.texts()).any() or pd.isna(banded).any().any()
