"""One number a quantity: wherever a state is shown, said or filed, its outputs read the same."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from pptx import Presentation

from components import wording
from components.cli import main
from components.dossier import load
from components.exports.pack import figure_names, make_pack
from components.exports.scenario import scenario_yaml
from components.exports.stamp import changes
from components.figures import Context, build
from components.figures.briefing.words import driver_text, line, lines, main_drivers, sentence, summary, turn_texts
from components.figures.ultimatum.fan import fanned
from components.model import Scenario, evaluate
from components.model.document import document
from components.model.fan import fans
from components.model.judgements import judgement, judgements
from components.model.movers import drivers, turns
from components.model.outputs import NodeOutput, outputs
from components.model.sensitivity import tornado
from components.model.thresholds import deal_space
from components.ui.words import plain
from tests.ui import conftest as shown
from tests.ui.conftest import open_app  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.model import Results

ROOT = Path(__file__).parents[1]
SOURCE: dict[str, float] = {}
MOVED = {"us_leverage": 60.0, "battlefield_confidence": 30.0, "horizon_months": 12.0, "settlement_years": 1.5}
STATES = {
    "data": SOURCE,
    "data, moved": MOVED,
    "tests/dossiers/river": SOURCE,
    "tests/dossiers/river, moved": {"donor_patience": 60.0, "yearly_consent": 0.5},
    "tests/dossiers/minimal": SOURCE,
}


@dataclass(frozen=True)
class State:
    """A dossier under a scenario, and what follows."""

    folder: str
    dossier: Dossier
    results: Results

    @property
    def context(self) -> Context:
        return Context(self.dossier, self.results.scenario, self.results)


@pytest.fixture(scope="module", params=list(STATES))
def state(request) -> State:
    folder = str(ROOT / request.param.partition(",")[0])
    dossier = load(Path(folder))
    return State(folder, dossier, evaluate(dossier, Scenario(STATES[request.param])))


def test_every_output_answers_alike_wherever_the_model_is_asked(state):
    results, found = state.results, document(state.results)
    for key, output in outputs(state.dossier).items():
        number, shown = output.number(results), output.value(results)
        assert number.value == shown
        if isinstance(output, NodeOutput):
            assert results.value(key) == results.values[key] == results.outputs[key].value == shown
            told = found["outputs"][key]
            assert [told[end] for end in ("value", "p10", "p50", "p90")] == pytest.approx(
                [number.value, number.p10, number.p50, number.p90], nan_ok=True
            ) or told["value"] is None
        elif key.startswith("package."):
            assert found["packages"][output.id]["joint"] == pytest.approx(shown)
        else:
            assert found["issues"][output.id]["weighted_mean"]["value"] == pytest.approx(shown)
        said = judgement(results, output)
        assert (said.value, said.p10, said.p90) == (number.value, number.p10, number.p90)
    assert found["assumptions"] == {key: band.p50 for key, band in results.bands.items()}


def test_analyses_start_from_the_number_shown(state):
    results = state.results
    for item in drivers(results):
        assert item.base == pytest.approx(item.output.value(results))
    for item in turns(results):
        assert item.now == pytest.approx(item.output.value(results))
    for output in (item.output for item in judgements(results)):
        for bar in tornado(results, output)[:2]:
            assert bar.base == output.value(results)
            # Where it stands, the slider gives what is shown.
            here = output.response(results, {bar.assumption: np.array([results.bands[bar.assumption].p50])})
            assert here[0] == pytest.approx(output.value(results), abs=1e-9)


def test_the_deal_space_passes_through_the_number_shown():
    dossier = load(ROOT / "data")
    results = evaluate(dossier, Scenario({"us_leverage": 50.0, "alignment": 50.0}))
    output = outputs(dossier)["p_ceasefire"]
    grid = deal_space(results, output, "us_leverage", "alignment", 3)
    assert grid.value[1, 1] == pytest.approx(output.value(results), abs=1e-9)


def test_fans_end_at_the_number_shown(state):
    keys = fanned(state.dossier)
    if not keys:
        pytest.skip("the dossier asks for no fan")
    drawn = build("outcome_fan", state.context)
    for item in fans(state.results, keys):
        number = state.results.outputs[item.output]
        ends = (item.value[-1], item.p10[-1], item.p50[-1], item.p90[-1])
        assert ends == pytest.approx((number.value, number.p10, number.p50, number.p90), abs=1e-9)
        name = state.dossier.node(item.output).name
        last = drawn.table[drawn.table["output"] == name].iloc[-1]
        assert last["value (%)"] == pytest.approx(100 * number.value, abs=0.01)
        said = wording.estimate(number.value, number.p10, number.p90, "probability")
        assert f"{name}: {_word(state, number.value)}, {said}" in drawn.description


def test_briefing_report_deck_and_readme_say_the_same(state):
    results, said = state.results, lines(state.results)
    with zipfile.ZipFile(io.BytesIO(make_pack(state.context, names=[]))) as pack:
        report, readme = (pack.read(name).decode() for name in ("report.html", "README.txt"))
        deck = Presentation(io.BytesIO(pack.read("slides.pptx")))
        kept = pack.read("scenario.yaml").decode()
    slide = "\n".join(shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
    for item, told in zip(judgements(results), said, strict=True):
        number = item.output.number(results)
        assert wording.estimate(number.value, number.p10, number.p90, item.unit) in told.answer
        if item.word:
            assert told.answer.lower().startswith(_word(state, item.value))
        assert told.likelihood in _plain(report)
        assert told.likelihood in slide
        assert sentence(told) in readme
    for text in (summary(state.context), *turn_texts(results)):
        assert text in _plain(report)
    assert summary(state.context) in readme
    for item in main_drivers(results):
        assert driver_text(item) in _plain(report)
    assert kept == scenario_yaml(state.dossier, results.scenario)
    for change in changes(state.context):
        assert change in _plain(report)


def test_the_command_line_prints_them(state, capsys):
    words = [f"{key}={value}" for key, value in state.results.scenario.assumptions.items()]
    options = [part for word in words for part in ("--set", word)]
    assert main(["evaluate", "--dossier", state.folder, *options, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(document(state.results)))
    assert main(["evaluate", "--dossier", state.folder, *options]) == 0
    printed = capsys.readouterr().out
    for key, number in state.results.outputs.items():
        unit = state.dossier.node(key).measured_in
        said = f"{wording.quantity(number.value, unit)}  ({wording.band(number.p10, number.p90, unit)})"
        assert re.search(rf"{key} +{re.escape(said)}", printed), key


def test_tables_of_what_moves_an_output_start_from_it(state):
    if "tornado" not in figure_names(state.context):
        pytest.skip("the dossier has no assumption")
    for output in (item.output for item in judgements(state.results)):
        table = build("tornado", state.context, output=output.key).table
        if len(table):
            now = table[f"output now ({output.unit})"]
            assert now.tolist() == pytest.approx([output.value(state.results)] * len(table))


def test_saved_sets_show_them(state):
    if "saved_sets" not in figure_names(state.context):
        pytest.skip("the dossier has no assumption")
    table = build("saved_sets", state.context).table
    known = {output.label: output for output in outputs(state.dossier).values()}
    for which, at in (("Source", evaluate(state.dossier)), ("Now", state.results)):
        for row in table[table["set"] == which].to_dict("records"):
            number = known[row["output"]].number(at)
            told = (row["value"], row["p10"], row["p50"], row["p90"])
            assert told == pytest.approx((number.value, number.p10, number.p50, number.p90))
    assert "Source" in set(table["set"])


def test_acceptance_shows_what_json_says(state):
    if "concessions_acceptance" not in figure_names(state.context):
        pytest.skip("the dossier has no options")
    table = build("concessions_acceptance", state.context).table
    said = document(state.results)["packages"]
    for option in state.dossier.options.options:
        rows = table[table["option"] == option.label].set_index("who")["would rather take it (%)"]
        for actor in state.dossier.veto_players:
            if actor.id in said.get(option.id, {}).get("acceptance", {}) and actor.label in rows:
                assert rows[actor.label] == pytest.approx(100 * said[option.id]["acceptance"][actor.id], abs=0.051)
        if "All together" in rows:
            assert rows["All together"] == pytest.approx(100 * said[option.id]["joint"], abs=0.051)


def test_page_panel_and_strip_show_them(state, open_app):  # noqa: F811
    assumed = state.results.scenario.assumptions
    app = open_app(state.folder, query={key: f"{value:g}" for key, value in assumed.items()})
    page = "\n".join([*(str(item.value) for item in app.main.markdown), *(item.label for item in app.main.expander)])
    for judged in lines(state.results):
        assert plain(judged.likelihood) in page
        assert plain(judged.confidence) in page
    assert plain(summary(state.context)) in page
    rows, moved = shown.rows(app), shown.told(app, "panel").get("values", {})
    for item in state.dossier.assumptions:
        source = state.results.source_bands[item.id]
        # A slider that nobody moved stands at the step nearest to the source's value.
        stands = moved.get(item.id, rows[item.id]["start"])
        assert stands == pytest.approx(state.results.values[item.id], abs=item.range.step / 2 + 1e-9)
        assert item.said_estimate(source.p50, source.p10, source.p90) in rows[item.id]["source"]
    for found, cell in zip(judgements(state.results), shown.told(app, "strip")["cells"], strict=True):
        if found.room:
            assert cell["number"] == wording.band(*found.room, found.unit)
        elif found.gap is not None:
            assert cell["band"] == f"{wording.quantity(found.gap, 'points')} apart"
        else:
            assert cell["number"] == wording.quantity(found.value, found.unit)
            assert cell["word"] == (found.word or "")


def test_confidence_does_not_move_with_a_slider():
    dossier = load(ROOT / "data")
    before, after = (evaluate(dossier, Scenario(values)) for values in (SOURCE, MOVED))
    for first, second in zip(judgements(before), judgements(after), strict=True):
        assert first.rests == second.rests
        assert line(dossier, first).confidence.partition("The source")[0] in line(dossier, second).confidence


def _word(state: State, p: float) -> str:
    return wording.likelihood(p, state.dossier.header.words)


def _plain(page: str) -> str:
    """Return a page's text with its entities read."""
    return html.unescape(re.sub(r"<[^>]+>", "", page))
