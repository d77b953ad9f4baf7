from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dossier import load
from components.exports.scenario import read_scenario, scenario_yaml
from components.model import Scenario, ScenarioError, evaluate
from components.model.document import document
from components.model.entries import entries

DOSSIER = load(Path(__file__).parents[2] / "data")
RANGES = {item.id: (item.range.min, item.range.max) for item in DOSSIER.assumptions}
moved = st.fixed_dictionaries({}, optional={key: st.floats(low, high) for key, (low, high) in RANGES.items()})


def read(tmp_path, text, name="scenario.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_scenario(path, DOSSIER)


cells = st.dictionaries(st.sampled_from([*entries(DOSSIER)]), st.floats(1, 100), max_size=5)


@given(moved, cells, st.dates(dt.date(2025, 2, 1), dt.date(2025, 8, 15)) | st.none())
def test_a_scenario_written_and_read_is_the_same(tmp_path_factory, assumptions, cells, as_of):
    scenario = Scenario(assumptions, as_of=as_of, draws=64, cells=cells)
    again, warnings = read(tmp_path_factory.mktemp("s"), scenario_yaml(DOSSIER, scenario))
    assert again.changed(DOSSIER) == scenario.changed(DOSSIER)
    assert again.moved(DOSSIER) == scenario.moved(DOSSIER)
    assert again.query(DOSSIER) == scenario.query(DOSSIER)
    assert again.day(DOSSIER) == scenario.day(DOSSIER)
    assert warnings == ()


def test_the_numbers_are_the_same(tmp_path):
    scenario = Scenario({"us_leverage": 55.0, "deadline_enforcement": 0.123456789}, draws=512)
    again, _ = read(tmp_path, scenario_yaml(DOSSIER, scenario))
    assert document(evaluate(DOSSIER, again)) == document(evaluate(DOSSIER, scenario))


def test_another_version_or_dossier_is_told(tmp_path):
    text = scenario_yaml(DOSSIER, Scenario()).replace(DOSSIER.version, "12345678").replace(DOSSIER.slug, "other")
    _, warnings = read(tmp_path, text)
    assert len(warnings) == 2
    assert "version 12345678" in warnings[1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("assumptions: {us_leverage: 101}", "must lie between 0 and 100"),
        ("assumptions: {us_levrage: 50}", "did you mean 'us_leverage'"),
        ("assumptions: {us_leverage: high}", "must be a number"),
        ("assumptions: {us_leverage: true}", "must be a number"),
        ("assumptions: [us_leverage]", "one a line"),
        ("cells: {kremlin.territory.position: 101}", "must lie between 0 and 100"),
        ("cells: {kremlin.territory.positon: 10}", "did you mean 'kremlin.territory.position'"),
        ("cells: {kremlin.territory.position: high}", "must be a number"),
        ("cells: 5", "one a line"),
        ("assumption: {}", "unknown key assumption"),
        ("as_of: soon", "as_of cannot be 'soon'"),
        ("as_of: 2025-08-08 10:00:00", "as_of cannot be"),
        ("draws: many", "draws cannot be 'many'"),
        ("draws: 1", "draws must lie between"),
        ("a: [", "not valid YAML"),
        ("", "is empty"),
        ("a: &x 1\nb: *x", "not allowed"),
        ("#" * 9_000_000, "larger than"),
        # Cases 19 and 20, and their like.
        ("assumptions:\n  us_leverage: " + "9" * 400, "scenario.yaml:2: us_leverage has more digits"),
        ("assumptions:\n  us_leverage: 0x" + "f" * 5000, "scenario.yaml:2: us_leverage has more digits"),
        ("assumptions:\n  us_leverage: -" + "9" * 5000, "scenario.yaml:2: .*is not a number that exists"),
        ("assumptions: {us_leverage: 1.0e+999}", "is not a finite number"),
        ("seed: " + "9" * 400, "scenario.yaml:1: seed cannot be larger than"),
        ("draws: 0x" + "f" * 5000, "draws cannot be larger than"),
        ("version: 0x" + "f" * 5000, "version cannot be larger than"),
        ("draws: 0", "scenario.yaml: draws must lie between 2 and 65536, not 0"),
        ("seed: -1", "scenario.yaml: seed must be 0 or more, not -1"),
        ("draws: -1", "draws must lie between 2 and 65536, not -1"),
        ("draws: 65537", "draws must lie between 2 and 65536, not 65537"),
        ("draws: false", "draws cannot be False"),
        ("draws: 0.0", "draws cannot be 0.0"),
        ("a: [", "The scenario has 1 problem:\n  scenario.yaml:2: is not valid"),
        ('"\\e[31mred": 1', r"unknown key \\u001b\[31mred"),
        ('assumptions: {"a\\nb\\u202e": 1}', r"unknown assumption a\\u000ab\\u202e"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, text, message):
    with pytest.raises(ScenarioError, match=message):
        read(tmp_path, text)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(ScenarioError, match="is missing"):
        read_scenario(tmp_path / "none.yaml", DOSSIER)
