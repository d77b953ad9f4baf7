from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.cli import main
from components.dossier import Dossier, load
from components.figures import Context, FigureError, build
from components.figures.assumptions_contour import contour
from components.figures.assumptions_graph import depths, edges_to, listed, untangled
from components.figures.assumptions_options import assumption_of, pair_of, target_of
from components.figures.assumptions_sets import columns_of, differences, headline
from components.figures.assumptions_space import classes_of
from components.figures.assumptions_table import NO_EFFECT, key_assumptions
from components.figures.assumptions_words import (
    answer,
    movers,
    offered,
    percent_text,
    span_text,
    value_text,
    would_have_to,
)
from components.figures.kept import once
from components.model import Scenario, evaluate
from components.model.response import outputs, response, unit
from components.model.saved import from_text
from components.model.sensitivity import DealSpace, threshold

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ("tornado", "sobol", "threshold", "deal_space", "causal_map")


def context(dossier: Dossier, mode: Any = "light", **assumptions: float) -> Context:
    scenario = Scenario(assumptions, draws=256)
    return Context(dossier, scenario, evaluate(dossier, scenario), mode)


@pytest.fixture(scope="module")
def august() -> Context:
    return context(load(ROOT / "data"))


@pytest.fixture(scope="module")
def river() -> Context:
    return context(load(ROOT / "tests" / "dossiers" / "river"))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_figure_tells_what_it_shows(river: Context, name: str, mode: Any) -> None:
    figure = build(name, Context(river.dossier, river.scenario, river.results, mode))
    assert figure.title
    assert "10 Jun 2031" in figure.subtitle
    assert len(figure.description) > 60
    assert not figure.table.empty
    assert figure.chart.to_dict()["width"] == "container"


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_stands_every_kind_of_output(river: Context, name: str) -> None:
    held = river.dossier
    kinds = {key.partition(".")[0] if "." in key else held.node(key).kind: key for key in outputs(held)}
    for output in kinds.values():
        build(name, river, output=output).chart.to_dict()


def test_every_figure_stands_corners(river: Context) -> None:
    corner = context(river.dossier, yearly_consent=0, drafting_years=0, pact_required=100, horizon_months=36)
    for name in FIGURES:
        for output in ("years_to_pact", "p_truce"):
            build(name, corner, output=output).chart.to_dict()


def test_minimal_dossier_has_none_of_them() -> None:
    minimal = context(load(ROOT / "tests" / "dossiers" / "minimal"))
    for name in (*FIGURES, "saved_sets"):
        with pytest.raises(FigureError, match="leaves out"):
            build(name, minimal)


def test_headline_outputs_come_first(august: Context) -> None:
    names = offered(august.dossier)
    assert tuple(names)[: len(august.dossier.header.headline)] == august.dossier.header.headline
    assert set(names) == set(outputs(august.dossier))
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("value", "measure", "text"),
    [
        (0.0, "probability", "0 %"),
        (1.0, "share", "100 %"),
        (0.0004, "probability", "<0.1 %"),
        (0.9999, "probability", ">99.9 %"),
        (0.016, "probability", "1.6 %"),
        (0.5, "probability", "50 %"),
        (0.955, "probability", "95.5 %"),
        (77.0, "index 0–100", "77"),
        (37.64, "index 0–100", "37.6"),
        (0.55, "ratio", "0.55"),
        (1.0, "years", "1 year"),
        (0.25, "years", "0.25 years"),
        (12.46, "years", "12.5 years"),
        (math.inf, "years", "never"),
        (25.0, "percentage points", "25 percentage points"),
    ],
)
def test_values_carry_their_unit(value: float, measure: str, text: str) -> None:
    assert value_text(value, measure) == text


def test_spans_name_their_unit_once() -> None:
    assert span_text(2, 5, "years") == "2–5 years"
    assert span_text(0.03, 0.3, "probability") == "3.0–30 %"
    assert span_text(72, 100, "index 0–100") == "72–100"
    assert span_text(1, math.inf, "years") == "1 year–never"
    assert span_text(6, 6, "months") == "6 months"


@given(st.floats(0, 1))
def test_a_share_is_never_told_as_certain_that_is_not(share: float) -> None:
    text = percent_text(share)
    assert (text == "0 %") == (share == 0)
    assert (text == "100 %") == (100 * share >= 100)


def test_answer_names_the_strongest_mover_and_both_ends(august: Context) -> None:
    output = "p_concession_offered"
    bar = movers(august, output)[0]
    said = answer(august, output)
    assert august.dossier.assumption(bar.assumption).label in said
    for value in (bar.at_low, bar.at_high, bar.base):
        assert value_text(value, "probability") in said


def test_answer_leaves_out_the_horizon_that_sets_the_question(august: Context) -> None:
    horizon = august.dossier.header.horizon
    assert horizon is not None
    output = next(key for key in august.dossier.header.headline if movers(august, key)[0].assumption == horizon)
    said = answer(august, output)
    assert said.startswith("Apart from the horizon")
    assert august.dossier.assumption(horizon).label not in said


def test_answer_admits_that_nothing_moves_an_output(river: Context) -> None:
    assert answer(river, "upper_no_deal") == "No assumption of this dossier moves “Upper Orlen without a deal”."


def test_answer_tells_an_output_that_is_stuck(august: Context) -> None:
    stuck = context(august.dossier, battlefield_confidence=0, congress_pressure=100)
    said = answer(stuck, "package.occupied_parts_of_four")
    assert said.startswith("At these values no assumption’s band moves")
    assert said.endswith("it stands at 0 % (almost no chance).")


def test_tornado_draws_what_never_ends_beyond_what_does(august: Context) -> None:
    stuck = context(august.dossier, consent_probability=0)
    spec = build("tornado", stuck, output="years_to_settlement").chart.to_dict()
    row = next(rows for rows in spec["datasets"].values() if "end" in rows[0])[0]
    assert row["left"] < row["right"]
    assert "never" in (row["left_text"], row["right_text"]) or row["base"] == row["right"]


def test_tornado_draws_what_the_model_says(august: Context) -> None:
    output = "p_ceasefire"
    figure = build("tornado", august, output=output)
    for bar, (_, row) in zip(movers(august, output), figure.table.iterrows(), strict=True):
        item = august.dossier.assumption(bar.assumption)
        assert row["assumption"] == item.label
        band = august.results.bands[item.id]
        at = response(august.results, output, {item.id: np.array([band.low, band.high])})
        assert [row["output at low (probability)"], row["output at high (probability)"]] == pytest.approx(list(at))


def test_sobol_says_why_it_is_silent(august: Context) -> None:
    stuck = context(august.dossier, consent_probability=0)
    for given_context, output, why in (
        (stuck, "years_to_settlement", "never come to an end"),
        (august, "precedent_distrust", "no assumption moves"),
    ):
        figure = build("sobol", given_context, output=output)
        assert why in figure.description
        assert figure.table.empty


def test_sobol_tells_intervals(august: Context) -> None:
    figure = build("sobol", august, output="p_ceasefire")
    assert "95 % interval" in figure.description
    assert (figure.table["first order, 95 % low (share)"] <= figure.table["first order (share)"]).all()
    assert any("if this assumption were known" in note for note in figure.notes)


@pytest.mark.parametrize("output", ["p_concession_offered", "p_settlement", "years_to_settlement", "concession_depth"])
@pytest.mark.parametrize("target", ["10", "45"])
def test_threshold_words_hold_when_put_into_the_model(august: Context, output: str, target: str) -> None:
    """The direction told is the one in which the output really crosses the target."""
    goal = target_of(august, output, target)
    for item in august.dossier.assumptions:
        found = threshold(august.results, output, item.id, goal)
        said = would_have_to(august, output, found)
        now = august.results.bands[item.id].mode
        above = float(response(august.results, output, {item.id: np.array([now])})[0]) >= goal
        if found.value is None:
            assert ("Whatever" in said) == above
            assert said.startswith(("Whatever", "No value of"))
        elif found.value == pytest.approx(now):
            assert "stands at" in said
            assert ("is at least" in said) == found.rises
        else:
            assert ("stays at" in said) == above
            assert ("reaches" in said) == (not above)
            assert ("rises to" in said) == (found.value > now)


def test_threshold_refuses_impossible_targets(august: Context) -> None:
    for text, why in (("120", "between 0 and 100"), ("much", "write a number"), ("nan", "between 0 and 100")):
        with pytest.raises(FigureError, match=why):
            build("threshold", august, target=text)
    with pytest.raises(FigureError, match="write a number"):
        build("threshold", august, output="years_to_settlement", target="inf")


def test_deal_space_takes_the_two_strongest_movers(august: Context) -> None:
    horizon = august.dossier.header.horizon
    strongest = [bar.assumption for bar in movers(august, "p_ceasefire") if bar.assumption != horizon]
    assert pair_of(august, "p_ceasefire", "strongest", "second") == tuple(strongest[:2])
    assert assumption_of(august, "p_ceasefire", "strongest") == strongest[0]
    assert pair_of(august, "p_ceasefire", "strongest", strongest[0]) == (strongest[1], strongest[0])
    assert pair_of(august, "p_ceasefire", strongest[1], "second") == (strongest[1], strongest[0])


def test_deal_space_needs_two_different_assumptions(river: Context) -> None:
    with pytest.raises(FigureError, match="two different"):
        build("deal_space", river, x="pact_required", y="pact_required")
    minimal = load(ROOT / "tests" / "dossiers" / "minimal")
    alone = minimal.model_copy(update={"assumptions": river.dossier.assumptions[:1]})
    with pytest.raises(FigureError, match="has one"):
        build("deal_space", context(alone))


def test_deal_space_says_that_no_point_reaches_the_line(august: Context) -> None:
    figure = build("deal_space", august, output="p_settlement", x="trump_need_for_win", y="congress_pressure")
    assert "No combination reaches 50 %." in figure.notes
    assert len(figure.table) == 25 * 25


@settings(max_examples=25, deadline=None)
@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(-3, 3))
def test_contour_of_a_plane_lies_on_the_plane(a: float, b: float, level: float) -> None:
    x, y = np.linspace(0, 1, 7), np.linspace(0, 2, 5)
    surface = DealSpace("x", "y", x, y, a * x[None, :] + b * y[:, None])
    line = contour(surface, level)
    inside = surface.value.min() < level < surface.value.max()
    assert (len(line) > 0) >= inside
    for u, v in (("x", "y"), ("x2", "y2")):
        assert np.allclose(a * line[u] + b * line[v], level, atol=1e-9)


def test_contour_keeps_off_what_never_ends() -> None:
    value = np.array([[1.0, np.inf], [1.0, np.inf]])
    line = contour(DealSpace("x", "y", np.array([0.0, 1.0]), np.array([0.0, 1.0]), value), 5)
    assert line.to_dict("records") == [{"x": 0.5, "y": 0.0, "x2": 0.5, "y2": 1.0}]


def test_classes_hold_every_value_once() -> None:
    words = classes_of("probability", [])
    assert words.of(0.0) == words.names[0]
    assert words.of(0.55) == words.of(0.5499999999999999) == "likely (55–80 %)"
    assert words.of(1.0) == words.names[-1]
    assert classes_of("years", [1]).of(math.inf) == "50 or more"
    assert classes_of("index 0–100", []).of(100) == "80–100"
    assert len(classes_of("per year", [3.0, 3.0]).names) == 1


@pytest.mark.parametrize("folder", ["data", "tests/dossiers/river"])
def test_map_holds_every_link_and_leads_downstream_only(folder: str) -> None:
    results = context(load(ROOT / folder)).results
    edges = edges_to(results, None)
    links = [(link.parent, node.id) for node in results.dossier.nodes for link in getattr(node, "links", ())]
    assert sorted(links) == sorted((edge.parent, edge.child) for edge in edges if edge.basis)
    deep = depths(edges, results.bands)
    assert all(deep.get(edge.parent, 0) < deep[edge.child] for edge in edges)


def test_map_of_an_output_holds_its_drivers_and_nothing_else(august: Context) -> None:
    for output in ("p_ceasefire", "issue.territory", "package.occupied_parts_of_four", "p_breakdown"):
        edges = edges_to(august.results, output)
        reached = {edge.parent for edge in edges} & set(august.results.bands)
        assert {bar.assumption for bar in movers(august, output)} <= reached
        assert {edge.child for edge in edges} - {edge.parent for edge in edges} == {output}


def test_signs_of_the_map_are_those_of_the_model(august: Context) -> None:
    """A quantity that is moved by one input alone moves the way its edge says."""
    for node in august.dossier.nodes:
        edges = [edge for edge in edges_to(august.results, node.id) if edge.child == node.id]
        for edge in edges:
            if edge.parent not in august.results.bands or len(edges) > 1 or edge.sign == 0:
                continue
            if node.id not in outputs(august.dossier):
                continue
            band = august.results.bands[edge.parent]
            low, high = response(august.results, node.id, {edge.parent: np.array([band.low, band.high])})
            assert math.copysign(1, high - low) == edge.sign


def test_lists_name_causes_before_effects(august: Context) -> None:
    edges = edges_to(august.results, "p_ceasefire")
    order = listed(edges, ["p_ceasefire"])
    assert order[-1] == "p_ceasefire"
    assert len(order) == len(set(order))
    assert all(order.index(edge.parent) < order.index(edge.child) for edge in edges)
    places = untangled(edges, order, [key for key in order if key in august.results.bands])
    inner = [places[key] for key in order if key not in august.results.bands]
    assert len(set(inner)) == len(inner), "labels of computed quantities never share a row"


def test_map_counts_the_ground_of_its_links(august: Context) -> None:
    figure = build("causal_map", august, output="p_ceasefire")
    shown = figure.table["basis of the direction"].value_counts()
    assert f"stated {shown['stated']}" in figure.description
    assert set(figure.refs) >= set(august.dossier.node("pause_rate").links[0].refs)


def test_map_of_what_nothing_leads_to(river: Context) -> None:
    assert "Nothing in the network leads to" in build("causal_map", river, output="upper_no_deal").description


def test_table_lists_every_assumption_and_what_it_would_have_to_be(august: Context) -> None:
    table = key_assumptions(august, "p_concession_offered", "50")
    assert len(table) == len(august.dossier.assumptions)
    needed = dict(zip(table["Assumption"], table["For 50 % it would have to be"], strict=True))
    confidence = august.dossier.assumption("battlefield_confidence")
    at = threshold(august.results, "p_concession_offered", confidence.id, 0.5)
    assert at.value is not None
    assert needed[confidence.name] == f"at most {value_text(at.value, confidence.unit)}"
    assert needed[august.dossier.assumption("exchange_in_deal").name] == NO_EFFECT
    assert table["Sentences"].str.len().min() > 0


def test_table_marks_what_was_moved(august: Context) -> None:
    moved = context(august.dossier, us_leverage=55)
    table = key_assumptions(moved, "p_ceasefire", "50").set_index("Assumption")
    assert table.loc["US leverage", ["Now", "Source"]].tolist() == ["55 ✎", "35"]


def test_sets_stand_beside_the_source(august: Context) -> None:
    text = "Strong: us_leverage=80; Calm: alignment=70, as_of=2025-07-20"
    saved, complaints = from_text(august.dossier, text)
    assert not complaints
    columns = columns_of(context(august.dossier, us_leverage=60), saved)
    assert list(columns) == ["Source", "Now", "Strong", "Calm"]
    alone = evaluate(august.dossier, Scenario({"us_leverage": 80}, draws=256))
    for key in headline(august):
        assert columns["Strong"].outputs[key] == alone.outputs[key]
    told = differences(august, columns).set_index("Assumption")
    assert told.loc["US leverage over Moscow (index 0–100)"].tolist() == ["35", "60", "80", "35"]
    assert told.loc["As-of date", "Calm"] == "20 Jul 2025"


def test_sets_figure_is_built_from_text_alone(august: Context) -> None:
    figure = build("saved_sets", august, sets="Strong: us_leverage=80")
    assert set(figure.table["set"]) == {"Source", "Strong"}
    assert "Strong" in figure.description
    assert figure.notes == ("Strong: US leverage 80.",)
    with pytest.raises(FigureError, match="longer than"):
        build("saved_sets", august, sets="x" * 10_000)


def test_sets_may_bear_the_names_of_fixed_columns(august: Context) -> None:
    saved, _ = from_text(august.dossier, "Source: us_leverage=80")
    assert list(columns_of(august, saved)) == ["Source", "Source (saved)"]


def test_analyses_are_kept_by_scenario_and_dossier(august: Context, river: Context) -> None:
    calls: list[str] = []

    def compute(name: str) -> str:
        calls.append(name)
        return name

    again = context(august.dossier)
    moved = context(august.dossier, us_leverage=56)
    for at, name in ((august, "a"), (again, "again"), (moved, "moved"), (river, "river")):
        once(at.results, "test", lambda name=name: compute(name))
    assert calls == ["a", "moved", "river"]
    for number in range(200):
        once(august.results, ("test", number), lambda: compute("many"))
    assert once(august.results, "test", lambda: compute("anew")) == "anew"


def test_units_of_outputs_are_known(august: Context) -> None:
    for output in outputs(august.dossier):
        assert classes_of(unit(august.dossier, output), [0.0, 1.0]).of(0.5)


def test_output_is_chosen_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "tornado.csv"
    dossier = str(ROOT / "tests/dossiers/river")
    assert main(["export", "tornado", "--dossier", dossier, "--output", "years_to_pact", "-o", str(file)]) == 0
    assert "Years to a pact" in file.read_text()
