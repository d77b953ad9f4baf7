from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from components.dossier import load
from components.exports.pack import figure_names
from components.exports.references import reference_lines
from components.exports.report import to_report
from components.exports.spec import fitted, spec_of
from components.exports.stamp import stamp_of
from components.figures import Context, build
from components.model import Scenario, evaluate

ROOT = Path(__file__).parents[2]
DOSSIER = load(ROOT / "data")
SCENARIO = Scenario({"us_leverage": 55.0}, draws=64)
CONTEXT = Context(DOSSIER, SCENARIO, evaluate(DOSSIER, SCENARIO))
COLOUR = re.compile(r"#[0-9a-fA-F]{6}(?![0-9a-fA-F])")


def colours_in(spec):
    return [colour.upper() for colour in COLOUR.findall(json.dumps(spec))]


@pytest.mark.parametrize("name", figure_names(CONTEXT))
def test_dark_colours_are_those_of_the_dark_figure(name):
    light, dark = (build(name, replace(CONTEXT, mode=mode)) for mode in ("light", "dark"))
    page = to_report(CONTEXT, [(light, stamp_of(CONTEXT, light))])
    given = json.loads(re.search(r'id="specs">(.*?)</script>', page, re.DOTALL)[1])
    item = given["figures"][name]
    counterpart = given["dark"] | item["dark"]
    found = [counterpart.get(colour, colour).upper() for colour in colours_in(item["spec"])]
    assert found == colours_in(fitted(spec_of(dark)))


@pytest.fixture(scope="module")
def report():
    figures = [(figure, stamp_of(CONTEXT, figure)) for figure in (build("outcome_fan", CONTEXT),)]
    return to_report(CONTEXT, figures)


def test_nothing_is_loaded_from_elsewhere(report):
    assert "default-src 'none'" in report
    body = report.split("<script>")[0]
    assert not re.search(r"(?:src|href)=[\"'](?!#|data:)", body)


def test_it_carries_judgements_figures_and_tables(report):
    for text in ("Key judgements", "What would change the answer", 'id="outcome_fan"', "<table"):
        assert text in report
    assert "US leverage 35 → 55" in report


@pytest.mark.parametrize("name", ["tests/dossiers/river", "tests/dossiers/minimal"])
def test_any_dossier_has_a_report(name):
    dossier = load(ROOT / name)
    context = Context(dossier, SCENARIO, evaluate(dossier, Scenario(draws=64)))
    assert "Key judgements" in to_report(replace(context, scenario=Scenario(draws=64)), [])


def test_hostile_words_stay_words():
    header = DOSSIER.header.model_copy(update={"question": "<script>alert(1)</script>?", "open_points": ("</script>",)})
    dossier = DOSSIER.model_copy(update={"header": header})
    report = to_report(Context(dossier, SCENARIO, evaluate(dossier, SCENARIO)), [])
    assert "<script>alert" not in report
    assert "&lt;/script&gt;" in report


def test_references_are_told_once_in_words():
    refs = [DOSSIER.evidence.sentences[3].id, DOSSIER.evidence.sources[0].id, DOSSIER.timeline.events[0].id]
    found = reference_lines(DOSSIER, [*refs, refs[0]])
    assert len(found) == 3
    assert DOSSIER.evidence.sentences[3].paraphrase in found[0]
    assert DOSSIER.evidence.sources[0].title in found[1]
    assert DOSSIER.timeline.events[0].label in found[2]
