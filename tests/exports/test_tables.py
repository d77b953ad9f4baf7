from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.exports.stamp import file_name
from components.exports.tables import to_csv, to_zip
from components.exports.typeset import printable

if TYPE_CHECKING:
    from components.exports import Stamp
    from tests.exports.conftest import MakeFigure


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(BytesIO(content))


def test_reads_back_as_it_was() -> None:
    table = pd.DataFrame({"actor": ["Ruritania", "Freedonia"], "position (index)": [-12.5, 24.0]}, index=[7, 3])
    pd.testing.assert_frame_equal(read(to_csv(table)), table.reset_index(drop=True))


def test_a_zip_holds_the_data_and_beside_them_where_they_come_from(make_figure: MakeFigure, stamp: Stamp) -> None:
    with ZipFile(BytesIO(to_zip(make_figure(), stamp))) as archive:
        data, words = (archive.read(file_name(stamp, kind)) for kind in ("csv", "txt"))
    assert data == to_csv(make_figure().table)
    told = words.decode()
    for part in (stamp.title, stamp.citation, stamp.permalink, stamp.departures, *stamp.notes, "8 Aug 2025"):
        assert part in told


def test_numbers_stay_numbers() -> None:
    table = pd.DataFrame({"share": [-0.1, np.nan], "count": [-3, 4], "mixed": [-1.5, "-2"], "held": [True, False]})
    back = read(to_csv(table))
    assert back["share"].iloc[0] == -0.1
    assert np.isnan(back["share"].iloc[1])
    assert back["count"].tolist() == [-3, 4]
    assert back["mixed"].tolist() == [-1.5, -2]
    assert back["held"].tolist() == [True, False]


def test_dates_and_lists_are_plain() -> None:
    table = pd.DataFrame({"day": pd.to_datetime(["2025-08-08"]), "refs": [("P1.S1", "P2.S3")]})
    back = read(to_csv(table))
    assert back.loc[0, ["day", "refs"]].tolist() == ["2025-08-08", "P1.S1; P2.S3"]


def test_an_empty_table_has_its_columns_alone() -> None:
    back = read(to_csv(pd.DataFrame({"actor": [], "position (index)": []})))
    assert list(back) == ["actor", "position (index)"]
    assert back.empty


@pytest.mark.parametrize("cell", ["=cmd()", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1+1", "-", "+49 30"])
def test_formulas_are_neutralised_in_cells_and_names(cell: str) -> None:
    names, values = parse(to_csv(pd.DataFrame({cell: [cell]})))
    assert names[0] == values[0] == f"'{cell}"


@given(text=st.one_of(st.text(), st.text("\r\n\t =+-@,\"'1a")))
def test_any_text_stays_one_harmless_cell(text: str) -> None:
    rows = parse(to_csv(pd.DataFrame({"text": [text], "number": [1]})))
    assert len(rows) == 2
    assert rows[1][1] == "1"
    cell = rows[1][0]
    assert re.fullmatch(r"[+-]?\d+(\.\d+)?", cell) or cell.lstrip()[:1] not in set("=+-@")
    assert cell.removeprefix("'") == re.sub(r"\r\n?", "\n", printable(text)).removeprefix("'")


def parse(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode(), newline="")))
