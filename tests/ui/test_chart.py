"""What the browser draws a chart from."""

from __future__ import annotations

import json
import re

import pytest
import vl_convert

from components.dossier import load
from components.figures import REGISTRY, Context, build
from components.model import Scenario, evaluate
from components.ui import chart
from tests.ui.conftest import ROOT

# Not the tornado: where its words stand follows the values, so it is drawn anew.
IN_FRONT = ("questions", "outcomes", "actors_positions", "concessions_acceptance", "outcome_fan")


@pytest.fixture(scope="module")
def context() -> Context:
    dossier = load(ROOT / "data")
    return Context(dossier, Scenario(), evaluate(dossier))


@pytest.fixture(scope="module")
def moved(context: Context) -> tuple[Context, Context]:
    """Two states as on the way of a slider, neither the source's, which has no ghosts."""
    scenarios = (Scenario({"us_leverage": value}) for value in (60.0, 90.0))
    one, other = (Context(context.dossier, given, evaluate(context.dossier, given)) for given in scenarios)
    return one, other


def drawn(told: dict) -> str:
    """Draw as the browser does."""
    tables = {name: json.loads(rows) for name, rows in told["tables"].items()}
    return vl_convert.vegalite_to_svg({**json.loads(told["spec"]), "datasets": tables, "width": 800})


@pytest.mark.parametrize("name", REGISTRY)
def test_a_chart_is_told_whole(context: Context, name: str) -> None:
    figure = build(name, context)
    told = chart.told(figure, "A kind of chart.")
    assert list(map(json.loads, told["tables"].values())) == list(figure.spec.get("datasets", {}).values())
    assert told["words"] == f"A kind of chart. {figure.description}"
    counted = re.compile(r'(id|clip-path)="[^"]*"')
    spec = {key: value for key, value in figure.spec.items() if key != "description"}
    theirs, ours = vl_convert.vegalite_to_svg({**spec, "width": 800}), drawn(told)
    assert counted.sub("", ours) == counted.sub("", theirs)


@pytest.mark.parametrize("name", IN_FRONT)
def test_a_moved_assumption_moves_the_marks_of_the_same_chart(moved: tuple[Context, Context], name: str) -> None:
    before, after = (chart.told(build(name, given), "A chart.") for given in moved)
    assert before["id"] == after["id"]
    assert before["spec"] == after["spec"]
    assert before["tables"].keys() == after["tables"].keys()
    assert before["tables"] != after["tables"]


def test_an_id_stands_for_one_specification(context: Context) -> None:
    told = [chart.told(build(name, context), "") for name in REGISTRY]
    assert len({found["id"] for found in told}) == len({found["spec"] for found in told}) > len(told) / 2


@pytest.mark.parametrize(
    ("text", "set_apart"),
    [
        ("מים: 80 %", "\u2068מים\u2069: 80 %"),
        ("5 הסכם מים (60), a", "5 \u2068הסכם מים\u2069 (60), a"),
        ("هدنة", "\u2068هدنة\u2069"),
        ("a “הסכם” b", "a “\u2068הסכם\u2069” b"),
        ("Київ 水 80 %", "Київ 水 80 %"),
    ],
)
def test_words_from_right_to_left_stand_apart_from_the_numbers_beside_them(text: str, set_apart: str) -> None:
    assert json.loads(chart._text([text, {"a": text}, text])) == [set_apart, {"a": set_apart}, set_apart]


def test_words_of_two_texts_are_not_one() -> None:
    given = ["מים", "הסכם", "מים\nהסכם", 'מים "הסכם"']
    assert len(json.loads(chart._text(given))) == len(given)
    assert [re.sub("[\u2068\u2069]", "", text) for text in json.loads(chart._text(given))] == given


def test_a_long_text_without_an_end_takes_no_time() -> None:
    """Every sign could belong to the words or to what stands between them."""
    assert chart._text("מ" + "، " * 5000 + "x").count("\u2068") == 1


def test_what_a_hand_moves_selects_nothing() -> None:
    params = [
        {"name": "zoom", "value": 1},
        {"name": "part", "select": {"type": "point"}},
        {"name": "hand", "select": {"type": "point", "toggle": "event.x"}},
    ]
    assert chart.selections({"params": params}) == ["part"]


def test_streamlit_fetches_vega_as_the_chart_expects() -> None:
    text = (chart._STATIC / chart.vega()).read_text(encoding="utf-8")
    exported = re.search(r"export\{([^}]*)\}", text)[1].split(",")
    assert len(exported) == 1, "the chart takes what is exported first"
    assert {"embed", "expressionInterpreter"} <= set(re.findall(r"[{,](\w+):", text.rpartition("return")[2]))
