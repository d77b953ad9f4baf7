"""What the figure component hands to Streamlit."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

import pyarrow as pa
import pytest
import vl_convert

from components.dossier import load
from components.figures import REGISTRY, Context, build
from components.model import Scenario, evaluate
from components.ui.figure import WORDS, arrow, described
from tests.ui.conftest import ROOT


@pytest.fixture(scope="module")
def context() -> Context:
    dossier = load(ROOT / "data")
    return Context(dossier, Scenario(), evaluate(dossier))


@pytest.mark.parametrize("name", REGISTRY)
def test_tables_hold_what_the_chart_does(context, name):
    for rows in build(name, context).spec.get("datasets", {}).values():
        made = arrow(rows)
        assert made is rows or made.to_pylist() == rows


def test_numbers_words_and_gaps_make_a_table():
    rows = [{"x": 1, "y": None, "z": "a"}, {"x": 2.5, "y": None, "z": None}]
    assert isinstance(arrow(rows), pa.Table)
    assert arrow(rows).to_pylist() == [{"x": 1.0, "y": None, "z": "a"}, {"x": 2.5, "y": None, "z": None}]


@pytest.mark.parametrize(
    "rows",
    [
        [{"x": 1}, {"x": 2, "y": 3}],
        [{"x": 1}, {"x": "one"}],
        [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}],
        {"type": "FeatureCollection", "features": []},
    ],
)
def test_what_is_no_table_stays_as_it_is(rows):
    assert arrow(rows) is rows


@pytest.mark.parametrize("name", REGISTRY)
def test_a_text_alternative_is_data_of_the_chart(context, name):
    figure = build(name, context)
    told = described(figure.spec, "A chart", figure.description)
    assert told["description"] == "A chart"
    assert told["datasets"][WORDS] == [{WORDS: figure.description}]
    svg = vl_convert.vegalite_to_svg({**told, "width": 800})
    assert f'aria-label="{escape(figure.description, {chr(34): "&quot;"})}"' in svg


def test_a_moved_assumption_moves_the_marks_of_the_same_chart(context):
    dossier = context.dossier
    item = dossier.assumptions[0]
    scenario = Scenario({item.id: item.range.max})
    moved = Context(dossier, scenario, evaluate(dossier, scenario))
    kept = []
    for given in (context, moved):
        figure = build("concessions_acceptance", given)
        spec = described(figure.spec, "A chart", figure.description)
        text = json.dumps({**spec, "datasets": len(spec["datasets"])})
        for number, name in enumerate(spec["datasets"]):
            text = text.replace(name, str(number))
        kept.append(text)
    assert kept[0] == kept[1]


def test_nothing_is_an_empty_table():
    assert arrow([]).num_rows == 0
