"""Tables as people have them: each imports right, or says by row and column what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import sheets
from components.dossier import load

TABLES = Path(__file__).with_name("tables")

WRONG = {
    "band_in_a_cell.csv": (2, "C", "the ends into columns p10 and p90"),
    "band_out_of_order.csv": (2, "D", "put them in order or clear both ends"),
    "beyond_the_scale.csv": (3, "C", "another scale into the heading"),
    "date_for_number.csv": (2, "C", "write a number"),
    "empty_salience.csv": (2, "D", "is new and needs it"),
    "ends_alone.csv": (2, "D", "write the middle value"),
    "formula.csv": (2, "C", "paste its value"),
    "heading_alone.csv": (1, "", "write one"),
    "merged_actor.csv": (3, "A", "even where cells were merged"),
    "negative.csv": (1, "C", "write its scale into the heading"),
    "no_heading.csv": (1, "", "write a heading"),
    "no_salience.csv": (1, "", "add the column"),
    "percent_and_plain.csv": (1, "C", "write all of them one way"),
    "same_column_twice.csv": (1, "F", "keep one"),
    "scale_unclear.csv": (1, "C", "write its scale into the heading"),
    "twice.csv": (4, "A", "on row 2 already; keep one"),
    "two_readings.csv": (2, "E", "write 1200 or 1.2000"),
    "unquoted_decimal_comma.csv": (2, "", "into quotes"),
    "wide.csv": (1, "", "write a heading"),
    "word_for_number.csv": (2, "D", "write a number such as 75"),
}
"""Row, letter of the column and words of the one problem."""
REFUSED = {
    "binary.csv": "save the table as XLSX",
    "empty.csv": "write a heading and a row",
    "latin_1.csv": "row 2, character 2",
    "open_quotes.csv": "row 3",
}
RIGHT = sorted({path.name for path in TABLES.iterdir()} - WRONG.keys() - REFUSED.keys())


def taken(name: str) -> sheets.Preview:
    return sheets.read(name, (TABLES / name).read_bytes())


def positions(preview: sheets.Preview) -> list[tuple[float, ...]]:
    found = [edit.values for edit in preview.edits if edit.table.title == "Positions"]
    return [tuple(values[key][1] for key in ("position", "salience", "influence")) for values in found]


def test_there_are_forty_and_more() -> None:
    assert len(RIGHT) + len(WRONG) + len(REFUSED) >= 40
    assert len(RIGHT) >= 30


@pytest.mark.parametrize("name", RIGHT)
def test_a_table_that_can_be_read_gives_its_numbers(name: str) -> None:
    preview = taken(name)
    assert not preview.problems
    assert positions(preview) == [pytest.approx((25, 70, 60)), pytest.approx((60, 50, 40))]
    made = load(sheets.dossier_files(preview, sheets.beginning("Lemonade")))
    assert [cell.position.p50 for cell in made.cells] == pytest.approx([25, 60])
    assert made.header.title == "Lemonade"


@pytest.mark.parametrize("name", WRONG)
def test_a_table_that_cannot_says_where_and_what_to_write(name: str) -> None:
    row, column, words = WRONG[name]
    (problem,) = taken(name).problems
    assert problem.sheet == name
    assert (problem.row, problem.column.partition(" ")[0]) == (row, column)
    assert words in problem.message


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_table_says_what_to_do(name: str) -> None:
    with pytest.raises(sheets.SheetError, match=REFUSED[name]):
        taken(name)


def test_nothing_is_lost_in_silence() -> None:
    assert any("F (colour) and G (asked by)" in note for note in taken("more_columns.csv").notes)
    assert any("Ann on Share has no numbers" in note for note in taken("no_numbers.csv").notes)


def test_text_stays_text_in_the_dossier() -> None:
    made = load(sheets.dossier_files(taken("formula_like_names.csv"), sheets.beginning("Lemonade")))
    assert [actor.label for actor in made.actors] == ["=Mia", "+Tom"]
    assert made.issues[0].label == "@Share"


def test_names_of_any_script_get_ids_of_their_own() -> None:
    for name in ("arabic.csv", "chinese.csv", "cyrillic.csv", "hebrew_marks.csv"):
        made = load(sheets.dossier_files(taken(name), sheets.beginning("Lemonade")))
        assert len({actor.id for actor in made.actors}) == 2


@pytest.mark.parametrize(("scale", "position"), [((0, 10), 20), ((1, 8), pytest.approx(100 / 7))])
def test_a_reader_can_say_the_scale(scale: tuple[float, float], position: float) -> None:
    content = (TABLES / "scale_unclear.csv").read_bytes()
    preview = sheets.read("t.csv", content, None, {"position": scale})
    assert not preview.problems
    assert positions(preview)[0][0] == position


def test_ends_of_a_band_are_kept() -> None:
    found = taken("bands.csv").edits
    assert next(edit.values["position"] for edit in found if edit.table.title == "Positions") == (15, 25, 35)
