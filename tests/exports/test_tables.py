from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.exports.tables import to_csv
from components.exports.typeset import printable

if TYPE_CHECKING:
    from components.exports import Stamp


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(BytesIO(content))


def test_reads_back_with_its_stamp_on_every_row(stamp: Stamp) -> None:
    table = pd.DataFrame({"actor": ["Ruritania", "Freedonia"], "position (index)": [-12.5, 24.0]}, index=[7, 3])
    back = read(to_csv(table, stamp))
    pd.testing.assert_frame_equal(back[list(table)], table.reset_index(drop=True))
    assert set(back["export_title"]) == {stamp.title}
    assert set(back["export_as_of"]) == {"2025-08-08"}
    assert set(back["export_citation"]) == {stamp.citation}
    assert set(back["export_permalink"]) == {stamp.permalink}
    assert set(back["export_changes"]) == {"differs from the source: Leverage 35 → 55 index"}


def test_numbers_stay_numbers(stamp: Stamp) -> None:
    table = pd.DataFrame({"share": [-0.1, np.nan], "count": [-3, 4], "mixed": [-1.5, "-2"], "held": [True, False]})
    back = read(to_csv(table, stamp))
    assert back["share"].iloc[0] == -0.1
    assert np.isnan(back["share"].iloc[1])
    assert back["count"].tolist() == [-3, 4]
    assert back["mixed"].tolist() == [-1.5, -2]
    assert back["held"].tolist() == [True, False]


def test_dates_and_lists_are_plain(stamp: Stamp) -> None:
    table = pd.DataFrame({"day": pd.to_datetime(["2025-08-08"]), "refs": [("P1.S1", "P2.S3")]})
    back = read(to_csv(table, stamp))
    assert back.loc[0, ["day", "refs"]].tolist() == ["2025-08-08", "P1.S1; P2.S3"]


def test_empty_table_still_carries_its_stamp(stamp: Stamp) -> None:
    back = read(to_csv(pd.DataFrame({"actor": [], "position (index)": []}), stamp))
    assert len(back) == 1
    assert back.loc[0, "export_citation"] == stamp.citation


@pytest.mark.parametrize("cell", ["=cmd()", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1+1", "-", "+49 30"])
def test_formulas_are_neutralised_in_cells_names_and_stamp(stamp: Stamp, cell: str) -> None:
    names, values = parse(to_csv(pd.DataFrame({cell: [cell]}), replace(stamp, citation=cell)))
    assert names[0] == values[0] == values[names.index("export_citation")] == f"'{cell}"


@given(text=st.one_of(st.text(), st.text("\r\n\t =+-@,\"'1a")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_stays_one_harmless_cell(stamp: Stamp, text: str) -> None:
    rows = parse(to_csv(pd.DataFrame({"text": [text], "number": [1]}), stamp))
    assert len(rows) == 2
    assert rows[1][1] == "1"
    cell = rows[1][0]
    assert re.fullmatch(r"[+-]?\d+(\.\d+)?", cell) or cell.lstrip()[:1] not in set("=+-@")
    assert cell.removeprefix("'") == re.sub(r"\r\n?", "\n", printable(text)).removeprefix("'")


def parse(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode(), newline="")))
