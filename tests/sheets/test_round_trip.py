"""Dossier → sheet → dossier: the same numbers to the byte."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from components import sheets
from components.dossier import load
from components.dossier.load import contents
from components.model import Scenario, evaluate
from components.model.document import document
from components.model.entries import entries
from components.sheets.fields import POSITIONS, TABLES
from components.sheets.merge import same
from components.sheets.records import records

ROOT = Path(__file__).resolve().parents[2]
DOSSIERS = ["data", "tests/dossiers/river", "tests/dossiers/minimal"]
RESAVED = Path(__file__).with_name("resaved.xlsx")
BUILT_IN = load(ROOT / "data")
MINIMAL = load(ROOT / "tests/dossiers/minimal")


def numbers(dossier) -> str:
    found = document(evaluate(dossier, Scenario(draws=64)))
    return json.dumps({key: value for key, value in found.items() if key != "version"})


@pytest.mark.parametrize("folder", DOSSIERS)
def test_what_comes_back_unchanged_changes_nothing(folder: str) -> None:
    dossier = load(ROOT / folder)
    preview = sheets.read("s.xlsx", sheets.write(dossier, Scenario()), dossier)
    assert (preview.edits, preview.problems, preview.notes) == ((), (), ())
    assert sheets.dossier_files(preview, ROOT / folder) == contents(ROOT / folder)


def test_the_same_dossier_gives_the_same_bytes() -> None:
    scenario = Scenario({"us_leverage": 55})
    assert sheets.write(BUILT_IN, scenario) == sheets.write(BUILT_IN, scenario)


def test_a_dossier_that_drifted_comes_back_to_the_sheets_numbers() -> None:
    """Every number of the sheet is read, not taken from the dossier it is put into."""
    sheet = sheets.write(BUILT_IN, Scenario())
    files = contents(ROOT / "data")
    for name, before, after in (
        ("positions.yaml", "p50: 97", "p50: 96"),
        ("positions.yaml", "expects: {p10: ", "expects: {p10: 0.5, p50: 60, p90: 99}  # "),
        ("assumptions.yaml", "default: {p10: 62, p50: 77, p90: 92}", "default: {p10: 60, p50: 70, p90: 92}"),
    ):
        text = files[name].decode()
        assert before in text
        files[name] = text.replace(before, after).encode()
    drifted = load(files)
    assert numbers(drifted) != numbers(BUILT_IN)
    preview = sheets.read("s.xlsx", sheet, drifted)
    assert len(preview.edits) > 10
    assert not preview.problems
    assert numbers(load(sheets.dossier_files(preview, files))) == numbers(BUILT_IN)


def test_a_scenario_comes_back_as_it_was() -> None:
    scenario = Scenario({"us_leverage": 55, "alignment": 33.0, "weight.fights_on": 40})
    preview = sheets.read("s.xlsx", sheets.write(BUILT_IN, scenario), BUILT_IN)
    sheets.check(preview, as_scenario=True)
    assert sheets.scenario_of(preview) == scenario


@pytest.mark.parametrize("folder", ["data", "tests/dossiers/river"])
def test_every_cell_that_can_be_moved_comes_back_where_it_was_put(folder: str) -> None:
    dossier = load(ROOT / folder)
    day = dossier.header.as_of
    cells = {key: 37.0 for key, item in entries(dossier).items() if item.source(day) != 37}
    scenario = Scenario(cells=cells)
    assert len(cells) > 10
    preview = sheets.read("s.xlsx", sheets.write(dossier, scenario), dossier)
    sheets.check(preview, as_scenario=True)
    assert sheets.scenario_of(preview) == scenario


def test_ends_alone_are_no_scenario() -> None:
    (cell, *_) = BUILT_IN.cells
    assert cell.position.p10 > 1
    sheet = edited(sheets.write(BUILT_IN, Scenario()), Positions_C2=cell.position.p10 - 1)
    with pytest.raises(sheets.NotTakenError, match=r"Positions, row 2"):
        sheets.check(sheets.read("s.xlsx", sheet, BUILT_IN), as_scenario=True)


def edited(content: bytes, **cells: object) -> bytes:
    """Return a workbook with cells such as ``Positions_C2`` written anew."""
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        title, _, cell = place.rpartition("_")
        book[title.replace("_", " ")][cell] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed() -> bytes:
    """Return a sheet of ours as somebody changes it: numbers, dates, ends cleared, words that look like a formula."""
    actor = MINIMAL.actors[0].model_copy(update={"label": "=1+1"})
    dossier = MINIMAL.model_copy(update={"actors": (actor, *MINIMAL.actors[1:])})
    cells = {"Positions_C2": None, "Positions_D2": 33.3, "Positions_E2": None, "Issues_E2": 20.5}
    row = ("Board’s date", "Basin Board", "Upland", dt.date(2031, 5, 1), "30.06.2031", "agree", "a ruling")
    dated = {f"Deadlines_{letter}2": value for letter, value in zip("BCDEFGH", row, strict=True)}
    return edited(sheets.write(dossier, Scenario()), **cells, **dated)


def test_what_libreoffice_saved_again_reads_the_same() -> None:
    """`resaved.xlsx` is `changed()` after ``soffice --headless --convert-to xlsx`` (LibreOffice 7.4)."""
    again = sheets.read("s.xlsx", RESAVED.read_bytes(), MINIMAL)
    assert again == sheets.read("s.xlsx", changed(), MINIMAL)
    assert not again.problems
    assert {edit.table.title for edit in again.edits} == {"Actors", "Issues", "Positions", "Deadlines"}


def test_a_changed_number_is_the_only_difference_and_becomes_a_judgement() -> None:
    sheet = sheets.write(BUILT_IN, Scenario())
    first = BUILT_IN.cells[0]
    preview = sheets.read("s.xlsx", edited(sheet, Positions_D2=92), BUILT_IN)
    (difference,) = preview.differences
    assert (difference.quantity, difference.place) == ("position", "Positions, row 2")
    assert preview.cells == {f"{first.id}.position": 92}
    files = sheets.dossier_files(preview, ROOT / "data")
    before = contents(ROOT / "data")
    assert [name for name in files if files[name] != before[name]] == ["positions.yaml"]
    made = load(files).cells[0]
    assert (made.position.p10, made.position.p50, made.position.p90) == (85, 92, 99)
    assert (made.position.basis, made.basis, made.note) == ("analyst_judgement", first.basis, first.note)
    # Comments stay: all other lines are as they were.
    old, new = (held["positions.yaml"].decode().splitlines() for held in (before, files))
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1


def test_ends_that_are_cleared_travel_along() -> None:
    sheet = edited(sheets.write(BUILT_IN, Scenario()), Positions_C2=None, Positions_D2=50, Positions_E2=None)
    (edit,) = sheets.read("s.xlsx", sheet, BUILT_IN).edits
    low, middle, high = edit.values["position"]
    assert low < middle == 50 < high


def test_a_position_whose_numbers_are_cleared_is_taken_out() -> None:
    rows = {f"Positions_{letter}2": None for letter in "CDEFGHIJK"}
    preview = sheets.read("s.xlsx", edited(sheets.write(MINIMAL, Scenario()), **rows), MINIMAL)
    (edit,) = preview.edits
    assert edit.removes
    made = load(sheets.dossier_files(preview, ROOT / "tests/dossiers/minimal"))
    assert [cell.id for cell in made.cells] == [cell.id for cell in MINIMAL.cells[1:]]


def test_new_actors_issues_positions_and_deadlines() -> None:
    sheet = edited(
        sheets.write(MINIMAL, Scenario()),
        Actors_A5="mill",
        Actors_B5="Mill owners",
        Actors_E5="yes",
        Issues_B4="Fees",
        Issues_C4="none",
        Issues_D4="full cost",
        Issues_E4=20,
        Positions_A7="Mill owners",
        Positions_B7="fees",
        Positions_D7=10,
        Positions_G7=40,
        Positions_J7=30,
        Deadlines_B2="Board’s date",
        Deadlines_C2="Basin Board",
        Deadlines_D2="Upland",
        Deadlines_E2="2031-05-01",
        Deadlines_F2="30.06.2031",
        Deadlines_G2="agree",
        Deadlines_H2="a ruling",
    )
    preview = sheets.read("s.xlsx", sheet, MINIMAL)
    assert not preview.problems
    made = load(sheets.dossier_files(preview, ROOT / "tests/dossiers/minimal"))
    assert made.actor("mill").veto
    assert made.issue("fees").status_quo.value == 20
    assert made.cell("mill", "fees").position.p50 == 10
    assert str(made.timeline.ultimatums[0].due_on) == "2031-06-30"


def test_what_a_scenario_cannot_hold_is_said() -> None:
    sheet = edited(sheets.write(BUILT_IN, Scenario()), Issues_B2="Other words")
    with pytest.raises(sheets.NotTakenError, match=r"Issues, row 2"):
        sheets.check(sheets.read("s.xlsx", sheet, BUILT_IN), as_scenario=True)


def test_an_unknown_assumption_names_the_nearest() -> None:
    sheet = edited(sheets.write(BUILT_IN, Scenario()), Assumptions_A99="us_leverige", Assumptions_C99=40)
    (problem,) = sheets.read("s.xlsx", sheet, BUILT_IN).problems
    assert "did you mean 'us_leverage'" in problem.message


BAND = st.lists(st.floats(0, 100), min_size=3, max_size=3).map(sorted)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(str.strip)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(bands=st.lists(BAND, min_size=3, max_size=3), label=WORDS, note=WORDS)
def test_any_numbers_and_words_come_back(bands: list[list[float]], label: str, note: str) -> None:
    cell = MINIMAL.cells[0]
    keys = ("position", "salience", "influence")
    changed = cell.model_validate(
        {
            **{key: dict(zip(("p10", "p50", "p90"), band, strict=True)) for key, band in zip(keys, bands, strict=True)},
            "actor": cell.actor,
            "issue": cell.issue,
            "basis": cell.basis,
            "note": note,
        }
    )
    actor = MINIMAL.actors[0].model_copy(update={"label": label})
    dossier = MINIMAL.model_copy(update={"cells": (changed,), "actors": (actor, *MINIMAL.actors[1:])})
    preview = sheets.read("s.xlsx", sheets.write(dossier, Scenario()), dossier)
    assert (preview.edits, preview.problems) == ((), ())
    against = sheets.read("s.xlsx", sheets.write(dossier, Scenario()), MINIMAL)
    for edit in against.edits:
        table = next(table for table in TABLES if table.title == edit.table.title)
        wanted = dict(records(dossier, table))[edit.id]
        assert all(same(value, wanted[key]) for key, value in edit.values.items())
    assert POSITIONS in [edit.table for edit in against.edits] or same(
        dict(records(dossier, POSITIONS))[cell.id], dict(records(MINIMAL, POSITIONS))[cell.id]
    )
