from __future__ import annotations

import json
from pathlib import Path

import pytest
import vl_convert

from components import wording
from components.dossier import load
from components.exports.live import live_issues
from components.figures import Context
from components.model import Scenario, evaluate

ROOT = Path(__file__).parents[2]


def issues_of(name, **assumptions):
    dossier, scenario = load(ROOT / name), Scenario(assumptions, draws=64)
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    return context, live_issues(context)


@pytest.mark.parametrize("name", ["data", "tests/dossiers/river", "tests/dossiers/minimal"])
def test_every_issue_somebody_holds_a_position_on_is_there(name):
    context, found = issues_of(name)
    assert [item.id for item in found] == list(context.results.issues)
    for item in found:
        assert item.mean == context.results.issues[item.id].weighted_mean.point
        actors = len(context.results.cells(item.id).actors)
        bound = [param for param in item.spec["params"] if "bind" in param]
        assert len(bound) == 2 * actors


def test_sliders_start_where_the_model_stands_under_a_scenario():
    context, found = issues_of("data", battlefield_confidence=20.0, us_leverage=90.0)
    for item in found:
        cells = context.results.cells(item.id)
        values = {param["name"]: param.get("value") for param in item.spec["params"]}
        assert [values[f"p{n}"] for n in range(len(cells.actors))] == pytest.approx(list(cells.position))
        assert [values[f"w{n}"] for n in range(len(cells.actors))] == pytest.approx(list(cells.weight * 100))


def test_vega_draws_the_models_mean():
    _, found = issues_of("data")
    for item in found:
        svg = vl_convert.vegalite_to_svg(item.spec | {"width": 700}, allowed_base_urls=[])
        assert f"weighted mean {wording.number(item.mean, 0)}" in svg


def test_the_note_tells_what_veto_players_leave():
    context, found = issues_of("data")
    for item in found:
        result = context.results.issues[item.id]
        assert ("no forecast" in item.note) == (result.gap is not None)
        assert context.dossier.issue(item.id).low in item.note


def test_the_specification_is_plain_json():
    _, found = issues_of("tests/dossiers/river")
    assert json.loads(json.dumps([item.spec for item in found], allow_nan=False))
