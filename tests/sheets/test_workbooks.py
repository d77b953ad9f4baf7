"""Workbooks from people, and from people who mean harm."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from components import sheets
from components.dossier import load
from components.model import Scenario
from components.sheets.read import tables_in

MINIMAL = load(Path(__file__).resolve().parents[1] / "dossiers/minimal")
HEAD = ["actor", "issue", "position", "salience", "influence"]
MIA, TOM = ["Mia", "Share", 25, 70, 60], ["Tom", "Share", 60, 50, 40]


def book(*rows: list[object], title: str = "Sheet1", formats: dict[str, str] | None = None) -> bytes:
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    for cell, form in (formats or {}).items():
        made.active[cell].number_format = form
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def rezipped(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook with parts added or replaced; names with dots for slashes would not do, so ``__`` is one."""
    with ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files |= {name.replace("__", "/"): part for name, part in parts.items()}
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return stream.getvalue()


def numbers(content: bytes) -> list[tuple[float, ...]]:
    preview = sheets.read("t.xlsx", content)
    assert not preview.problems
    found = [edit.values for edit in preview.edits if edit.table.title == "Positions"]
    return [tuple(values[key][1] for key in HEAD[2:]) for values in found]


RIGHT = {
    "plain": book(HEAD, MIA, TOM),
    "numbers as text": book(HEAD, ["Mia", "Share", "25", "70,0", "60.0"], TOM),
    "percent format": book(
        *(HEAD, ["Mia", "Share", 0.25, 70, 60], ["Tom", "Share", 0.6, 50, 40]), formats={"C2": "0%", "C3": "0.0%"}
    ),
    "title rows": book(["The stand"], [], HEAD, MIA, TOM),
    "shares": book(HEAD, ["Mia", "Share", 0.25, 0.7, 0.6], ["Tom", "Share", 0.6, 0.5, 0.4]),
    "empty columns": book([None, *HEAD], [None, *MIA], [None, *TOM]),
    "a scale of their own": book([*HEAD[:3], "salience (0–10)", "Power (0-5)"], [*MIA[:3], 7, 3], [*TOM[:3], 5, 2]),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_workbook_that_can_be_read(name: str) -> None:
    assert numbers(RIGHT[name]) == [pytest.approx((25, 70, 60)), pytest.approx((60, 50, 40))]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("=20+5", "formula"),
        ('=HYPERLINK("http://example.org","x")', "formula"),
        ("#REF!", "holds the error"),
        (dt.date(2025, 6, 25), "a program made one of a number"),
        (True, "write a number"),
        ("about 25", "write a number"),
    ],
)
def test_a_cell_that_is_no_number(value: object, words: str) -> None:
    preview = sheets.read("t.xlsx", book(HEAD, ["Mia", "Share", value, 70, 60], TOM))
    (problem,) = preview.problems
    assert (problem.sheet, problem.row, problem.column) == ("Sheet1", 2, "C (position)")
    assert words in problem.message


def test_what_a_formula_once_gave_is_not_read_either() -> None:
    content = rezipped(book(HEAD, MIA, TOM))
    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<v>25</v>" in sheet
    formula = sheet.replace(b"<v>25</v>", b"<f>1+1</f><v>25</v>")
    preview = sheets.read(
        "t.xlsx", rezipped(content, xl__worksheets__sheet1=b"", **{"xl__worksheets__sheet1.xml": formula})
    )
    assert "formula" in preview.problems[0].message


@pytest.mark.parametrize(
    "value",
    [
        dt.date(2031, 6, 30),
        dt.datetime(2031, 6, 30, 12, tzinfo=dt.UTC).replace(tzinfo=None),
        48029,
        "2031-06-30",
        "30.06.2031",
        "6/30/2031",
        "30 Jun 2031",
    ],
)
def test_dates_of_any_kind(value: object) -> None:
    heads = ["name", "by", "to", "set on", "due on", "demand", "threat"]
    row = ["Date", "Basin Board", "Upland", dt.date(2031, 5, 1), value, "agree", "a ruling"]
    preview = sheets.read("t.xlsx", book(heads, row, title="Deadlines"), MINIMAL)
    assert not preview.problems
    assert preview.edits[0].values["due_on"] == dt.date(2031, 6, 30)


def test_a_date_that_could_be_two_names_both() -> None:
    heads = ["name", "by", "to", "set on", "due on", "demand", "threat"]
    row = ["Date", "Basin Board", "Upland", dt.date(2031, 5, 1), "6/7/2031", "agree", "a ruling"]
    (problem,) = sheets.read("t.xlsx", book(heads, row, title="Deadlines"), MINIMAL).problems
    assert "write 2031-06-07 or 2031-07-06" in problem.message


def test_other_sheets_of_a_workbook_are_named() -> None:
    made = load_workbook(BytesIO(book(HEAD, MIA, TOM)))
    made.create_sheet("Notes").append(["Ask Ann about prices"])
    stream = BytesIO()
    made.save(stream)
    preview = sheets.read("t.xlsx", stream.getvalue())
    assert not preview.problems
    assert any(note.startswith("Notes, row 1") and note.endswith("It is left out.") for note in preview.notes)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    label = '=HYPERLINK("http://example.org")'
    actor = MINIMAL.actors[0].model_copy(update={"label": label})
    content = sheets.write(MINIMAL.model_copy(update={"actors": (actor, *MINIMAL.actors[1:])}), Scenario())
    cell = load_workbook(BytesIO(content))["Actors"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (label, "s", True)
    with ZipFile(BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_a_sheet_offers_what_a_cell_can_be() -> None:
    made = load_workbook(BytesIO(sheets.write(MINIMAL, Scenario())))
    assert made.sheetnames == [
        "Read me",
        *("Actors", "Issues", "Positions", "No deal", "Assumptions", "Events", "Deadlines"),
    ]
    checks = {str(check.sqref): check for check in made["Positions"].data_validations.dataValidation}
    kinds = {place.partition("2")[0]: check.type for place, check in checks.items()}
    assert kinds == {**dict.fromkeys("AB", "list"), **dict.fromkeys("CDEFGHIJK", "decimal"), "L": "list"}
    assert (checks["D2:D206"].formula1, checks["D2:D206"].formula2) == ("0", "100")


# ---- Harm ----------------------------------------------------------------------------------------------------


def refused(name: str, content: bytes, words: str) -> None:
    with pytest.raises(sheets.SheetError, match=words):
        sheets.read(name, content)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = rezipped(book(HEAD, MIA), **{"xl__worksheets__sheet2.xml": b" " * 20_000_000})
    assert len(bomb) < 100_000
    refused("t.xlsx", bomb, "packed too tightly")
    refused("t.xlsx", rezipped(book(HEAD), **{f"xl__{number}": b"" for number in range(1_001)}), "at most 1000")


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    content = bytearray(rezipped(book(HEAD, MIA), **{"xl__worksheets__sheet2.xml": b" " * 20_000_000}))
    true, said = (20_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    assert content.count(true) >= 1
    refused("t.xlsx", bytes(content.replace(true, said)), "no sound ZIP")


def test_a_file_of_fifty_megabytes_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(sheets.SheetError, match="larger than 10 MB"):
        sheets.file_bytes(path)
    refused("t.csv", b"a" * 10_000_001, "larger than 10 MB")
    refused("t.xlsx", b"PK\x03\x04" + b"a" * 10_000_001, "larger than 10 MB")


@pytest.mark.parametrize(
    "entity",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>',
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'.encode(
            "utf-16"
        ),
        b'<?xml version="1.0" encoding="cp037"?>\x4c\x5a',
    ],
)
def test_entities_are_refused(entity: bytes) -> None:
    refused("t.xlsx", rezipped(book(HEAD, MIA), **{"xl__worksheets__sheet1.xml": entity}), "XML that no spreadsheet")


def test_macros_and_other_kinds_are_refused_with_what_to_do() -> None:
    refused("t.xlsx", rezipped(book(HEAD), **{"xl__vbaProject.bin": b"x"}), "without macros")
    refused("t.xlsm", book(HEAD, MIA), "save it as XLSX")
    refused("t.xls", b"\xd0\xcf\x11\xe0 old", "save it as XLSX")
    refused("t.xlsx", b"\xd0\xcf\x11\xe0 locked", "without one")
    refused("t.ods", rezipped(book(HEAD)), "save it as XLSX")
    refused("t.xlsx", rezipped(book(HEAD), mimetype=b"application/vnd.oasis"), "OpenDocument")
    refused("t.xlsx", b"PK\x03\x04 damaged", "no sound ZIP")
    refused("t.xlsx", rezipped(book(HEAD), **{"xl__workbook.xml": b"<not"}), "damaged")


def test_a_sheet_that_claims_to_be_endless_is_as_long_as_it_is() -> None:
    content = book(HEAD, MIA, TOM)
    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b'<dimension ref="A1:E3"/>' in sheet
    endless = sheet.replace(b'<dimension ref="A1:E3"/>', b'<dimension ref="A1:XFD1048576" />')
    content = rezipped(content, **{"xl__worksheets__sheet1.xml": endless})
    (grid,) = tables_in("t.xlsx", content)
    assert [len(cells) for _, cells in grid.rows] == [5, 5, 5]
    assert numbers(content) == [(25, 70, 60), (60, 50, 40)]


def test_too_many_rows_or_columns_are_refused() -> None:
    refused("t.csv", b"a,b\n" + b"1,2\n" * 20_001, "more than 20\u202f000 rows")
    refused("t.xlsx", book(["a"] * 201), "more than 200 columns")


def test_names_that_lead_out_of_the_file_are_refused() -> None:
    refused("t.xlsx", rezipped(book(HEAD), **{"..__..__etc": b"x"}), "outside itself")
