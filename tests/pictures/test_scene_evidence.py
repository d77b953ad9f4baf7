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
    down = dict(drawn.axes["left"].labels)
    placed = table[table["parts"] > 0]
    order = list(dict.fromkeys(table["sentence"]))
    signs = {(round(mark.x), round(mark.y)): mark for mark in drawn.of("symbol")}
    assert len(signs) == len(drawn.of("symbol")) == len(placed)
    sizes: dict[int, float] = {}
    for row in placed.to_dict("records"):
        x = (order.index(row["sentence"]) + 0.5) * drawn.width / len(order)
        sign = one(
            [
                mark
                for (left, top), mark in signs.items()
                if abs(left - x) < 2 and abs(top - down[row["kind of part"]]) < 2
            ]
        )
        assert sign.shape == shapes[row["firmest basis"].replace("_", " ")]
        sizes[row["parts"]] = float(sign.item["size"])
    assert [sizes[parts] for parts in sorted(sizes)] == sorted(sizes.values())


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
