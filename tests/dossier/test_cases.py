"""Dossiers as people really write them: what is refused, where, and with what advice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from components.dossier import DossierError, load
from components.dossier.problems import WORDED
from components.dossier.reader import SIZE_LIMIT, WHOLE_LIMIT
from components.dossier.upgrade import upgrade

if TYPE_CHECKING:
    from tests.dossier.conftest import Copy

CASES = Path(__file__).parents[3] / "shared" / "cases"
LONG = "9" * 400


@pytest.mark.parametrize("number", [LONG, f"-{LONG}"])
def test_a_number_of_any_length_is_no_text(minimal: Copy, number: str) -> None:
    line = minimal.replace("dossier.yaml", "The Serel water dispute", number)
    problem = minimal.problem()
    assert (problem.line, problem.path) == (line, "title")
    assert problem.message.startswith("must be text, but is the number ")
    assert len(problem.message) < 200


def test_a_number_of_any_length_is_too_much_for_a_scale(minimal: Copy) -> None:
    minimal.replace("positions.yaml", "salience: 85", f"salience: {LONG}")
    problem = minimal.problem()
    assert problem.path == "positions[1].salience"
    assert len(problem.message) < 200


@pytest.mark.parametrize("key", ["issue", "output", "as_of", "v"])
def test_ids_of_assumptions_are_no_words_of_the_address(river: Copy, key: str) -> None:
    limits = "range: {min: 0, max: 1, step: 1}"
    added = f"- {{id: {key}, label: X, unit: points, default: 0, basis: analyst_judgement, {limits}}}"
    line = river.replace("assumptions.yaml", "correlations:", f"{added}\ncorrelations:")
    problem = river.problem()
    assert (problem.line, problem.path) == (line, "assumptions[6].id")
    assert "choose another" in problem.message


@pytest.mark.parametrize("step", ["5.0e-324", "0.0001", "101"])
def test_a_slider_must_be_one_that_can_be_moved(river: Copy, step: str) -> None:
    river.replace("assumptions.yaml", "{min: 0, max: 100, step: 1}", f"{{min: 0, max: 100, step: {step}}}")
    problem = river.problem()
    assert problem.path == "assumptions[0].range"
    assert "choose a step" in problem.message


def test_an_issue_on_which_nobody_has_weight_is_named(minimal: Copy) -> None:
    minimal.replace("positions.yaml", "influence: 65", "influence: 0")
    line = minimal.replace("positions.yaml", "  salience: 60\n", "  salience: 0\n")
    problem = minimal.problem()
    assert problem.line < line
    assert problem.path == "positions[3]"
    assert "nobody on dam" in problem.message


def test_rows_of_a_region_in_other_case_are_not_passed_over(river: Copy) -> None:
    text = (river.folder / "control.csv").read_text()
    river.write("control.csv", text.replace(",east,", ",East,", 1))
    problem = river.problem()
    assert (problem.file, problem.line, problem.path) == ("control.csv", 2, "region")
    assert problem.message == "'East' is no region of the dossier; write 'east'"


@pytest.mark.parametrize("written", ["timeline.yml", "Timeline.yaml", "TIMELINE.YML", "Control.csv"])
def test_a_file_with_almost_the_right_name_is_told(river: Copy, written: str) -> None:
    meant = "control.csv" if "csv" in written else "timeline.yaml"
    (river.folder / meant).rename(river.folder / written)
    problem = river.problem()
    assert (problem.file, problem.message) == (written, f"is not read; call it {meant}")


def test_a_required_file_with_almost_the_right_name_is_told_once(minimal: Copy) -> None:
    (minimal.folder / "actors.yaml").rename(minimal.folder / "actors.yml")
    assert str(minimal.problem()) == "actors.yml: is not read; call it actors.yaml"


def test_a_scale_from_0_to_1_is_told(minimal: Copy) -> None:
    cells = "".join(
        f"- {{actor: {who}, issue: share, position: {value}, salience: 0.9, influence: 1, basis: analyst_judgement}}\n"
        for who, value in (("upland", 0.8), ("lowland", 0), ("basin_board", 1))
    )
    minimal.write("positions.yaml", f"positions:\n{cells}")
    problem = minimal.problem()
    assert problem.line == 2
    assert "looks like a scale from 0 to 1" in problem.message
    minimal.write("positions.yaml", f"positions:\n{cells}".replace("salience: 0.9", "salience: 90"))
    minimal.load()


@pytest.mark.parametrize("written", ["86400", "2031-6-1", "01.06.2031"])
def test_a_date_in_a_table_is_written_whole(river: Copy, written: str) -> None:
    text = (river.folder / "control.csv").read_text()
    river.write("control.csv", text.replace("2031-06-01", written, 1))
    problem = river.problem()
    assert (problem.file, problem.path) == ("control.csv", "date")
    assert problem.message == f"must be a date such as 2025-01-31, but is {written!r}"


@pytest.mark.parametrize("written", ['"86400"', '"20310610"', "2031-06-10 12:00:00", '"2031-W24-2"', '"2031-02-30"'])
def test_a_date_is_written_whole(river: Copy, written: str) -> None:
    line = river.replace("dossier.yaml", "as_of: 2031-06-10", f"as_of: {written}")
    problem = river.problem()
    assert (problem.line, problem.path) == (line, "as_of")
    assert problem.message.startswith("must be a date such as 2025-01-31, but is ")


@pytest.mark.parametrize("written", ["0001-01-01", "9999-12-31"])
def test_a_date_is_one_that_tables_can_hold(river: Copy, written: str) -> None:
    river.replace("dossier.yaml", "as_of: 2031-06-10", f"as_of: {written}")
    assert river.problem().message == f"must lie in the years 1700 to 2199, but is {written}"


def test_a_decimal_comma_is_named(minimal: Copy) -> None:
    minimal.append(
        "positions.yaml",
        "\n- {actor: basin_board, issue: dam, position: 70,5, salience: 1, influence: 1, basis: analyst_judgement}\n",
    )
    problem = minimal.problem()
    assert problem.path == "positions[5].5"
    assert "numbers take a decimal point" in problem.message


def test_semicolons_in_a_table_are_named(river: Copy) -> None:
    text = (river.folder / "control.csv").read_text()
    river.write("control.csv", text.replace(",", ";").replace(".", ","))
    problem = river.problem()
    assert (problem.file, problem.line) == ("control.csv", 1)
    assert "semicolons" in problem.message


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "first"),
    [
        ("actors.yaml", "label: Lowland", "label: Upland", "actors[1]", 2),
        ("issues.yaml", "label: Height of the dam", "label: Share of the flow", "issues[1]", 2),
        ("actors.yaml", "label: Lowland", "label: Kingdom of Lowland, short: Upland", "actors[1]", 2),
    ],
)
def test_two_things_that_read_the_same_are_told(
    minimal: Copy, name: str, old: str, new: str, path: str, first: int
) -> None:
    line = minimal.replace(name, old, new)
    problem = minimal.problem()
    assert (problem.line, problem.path) == (line, path)
    assert f"as the one on line {first}; give it another label" in problem.message


def test_a_label_taken_twice_is_legal_with_another_short_one(minimal: Copy) -> None:
    minimal.replace("actors.yaml", "label: Lowland", "label: Upland, short: Lower Upland")
    minimal.load()


def test_many_problems_are_counted_and_the_first_listed(minimal: Copy) -> None:
    refs = ", ".join(f"P1.S{place}" for place in range(250))
    minimal.replace("actors.yaml", "label: Lowland}", f"label: Lowland, refs: [{refs}]}}")
    problems = minimal.problems()
    assert len(problems) == 250
    text = str(DossierError(problems)).splitlines()
    assert text[0] == "The dossier has 250 problems:"
    assert text[-1] == "  and 150 more"
    assert len(text) == 102


def test_of_thousands_of_unknown_names_the_first_are_told_with_the_likely_one(minimal: Copy) -> None:
    refs = ", ".join(f"uplan{place}" for place in range(1500))
    minimal.replace("actors.yaml", "label: Lowland}", f"label: Lowland, goals: [], refs: [{refs}]}}")
    minimal.write("evidence.yaml", "sources:\n- {id: upland, title: T, publisher: P, date: d, url: not found}\n")
    problems = minimal.problems()
    assert len(problems) == 1500
    assert sum("did you mean" in problem.message or "known:" in problem.message for problem in problems) == WORDED


@pytest.mark.parametrize("size", [SIZE_LIMIT, WHOLE_LIMIT])
def test_more_than_a_dossier_needs_is_not_read(river: Copy, size: int) -> None:
    text = "#" * (SIZE_LIMIT - 1) + "\n"
    river.write("media.yaml", text + "#" if size == SIZE_LIMIT else text)
    river.write("hypotheses.yaml", text if size == WHOLE_LIMIT else "")
    problems = [problem.message for problem in river.problems()]
    assert any("larger than 500 kB" in told if size == SIZE_LIMIT else "larger than 1 MB" in told for told in problems)


@pytest.mark.parametrize(
    ("name", "key", "left"),
    [("context", "kind", "country, neighbour or apart"), ("pattern", "pattern", "hatch or dots")],
)
def test_features_say_how_they_are_drawn(river: Copy, name: str, key: str, left: str) -> None:
    if name == "pattern":
        river.replace(
            "regions.yaml",
            "  context: geo/context.geojson",
            "  context: geo/context.geojson\n  pattern: geo/pattern.geojson",
        )
        shapes = json.loads((river.folder / "geo/parts.geojson").read_text())
    else:
        shapes = json.loads((river.folder / "geo/context.geojson").read_text())
    for feature in shapes["features"]:
        feature["properties"].setdefault(key, left.split()[0].strip(","))
    river.write(f"geo/{name}.geojson", json.dumps(shapes))
    river.load()
    shapes["features"][0]["properties"][key] = "other"
    river.write(f"geo/{name}.geojson", json.dumps(shapes))
    problem = river.problem()
    assert problem.file == f"geo/{name}.geojson"
    assert problem.message.endswith(f"needs the property {key!r}: {left}")


def test_media_without_figures(river: Copy) -> None:
    river.write("media.yaml", "figures: []\n")
    assert river.problem().message == "needs 1 or more entries, but has 0"


@pytest.mark.parametrize("band", ["{p10: -0.4, p50: 0.6, p90: 0.7}", "{p10: 0.5, p50: 0.6, p90: 7}", "101"])
def test_readings_of_an_assumption_lie_in_its_range(river: Copy, band: str) -> None:
    river.replace("perceptions.yaml", "{p10: 0.555, p50: 0.627, p90: 0.723}", band)
    problem = river.problem()
    assert problem.path == "tensions[0].poles[0].value"
    assert "the range of threat_kept" in problem.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reference: 1,", "reference: 0,"),
        ("reference: 1,", "reference: 1e300,"),
        ("p10: 1.289", "p10: -1"),
        ("unit: ratio", "unit: share"),
    ],
)
def test_figures_of_media_that_bars_can_show(river: Copy, old: str, new: str) -> None:
    river.replace("media.yaml", old, new)
    assert river.problem().path.startswith("figures[0]")


def test_control_characters_of_a_key_are_told_not_obeyed(minimal: Copy) -> None:
    minimal.append("dossier.yaml", '"\\e[31mred": 1\n')
    assert "\x1b" not in str(minimal.problem())


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not part of the project")
@pytest.mark.parametrize(
    ("case", "place"),
    [
        ("01_number400_in_text", "dossier.yaml:1: title:"),
        ("08_context_without_kind", "geo/context.geojson: features[0]:"),
        ("10_pattern_without_property", "geo/pattern.geojson: features[0]:"),
        ("12_media_without_figures", "media.yaml:1: figures:"),
        ("15_slider_step_tiny", "assumptions.yaml:5: assumptions[0].range:"),
        ("17_assumption_id_issue", "assumptions.yaml:2: assumptions[0].id:"),
        ("csv_date_number", "control.csv:2: date:"),
        ("csv_semicolon_decimal", "control.csv:1:"),
        ("decimal_comma", "positions.yaml:2: positions[0].5:"),
        ("duplicate_labels", "actors.yaml:6: actors[1]:"),
        ("region_case", "control.csv:2: region:"),
        ("scale_0_1", "positions.yaml:2: positions[0]:"),
        ("yml_extension", "timeline.yml: is not read"),
        ("yml_extension_required", "actors.yml: is not read"),
        ("zero_weights", "positions.yaml:2: positions[0]:"),
    ],
)
def test_the_cases_keep_their_fault_when_upgraded(tmp_path: Path, case: str, place: str) -> None:
    folder = shutil.copytree(CASES / case, tmp_path / case)
    upgrade(folder)
    with pytest.raises(DossierError) as caught:
        load(folder)
    assert any(str(problem).startswith(place) for problem in caught.value.problems)
    assert "old form" not in str(caught.value)
