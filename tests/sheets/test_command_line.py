"""``sheet``, ``import`` and ``new`` as scripts use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from components.dossier import load

ROOT = Path(__file__).resolve().parents[2]
MINIMAL = str(ROOT / "tests/dossiers/minimal")
TABLES = Path(__file__).with_name("tables")


def test_round_trip_of_the_built_in_dossier(ran, tmp_path):
    sheet, made = tmp_path / "s.xlsx", tmp_path / "made"
    assert ran("sheet", "-o", sheet) == (0, "", "")
    status, out, err = ran("import", sheet, "--write", made)
    assert (status, err) == (0, "")
    assert "Positions: 35 rows understood" in out
    assert "no differences" in out
    few = ("--json", "--draws", 64)
    assert ran("evaluate", *few)[1] == ran("evaluate", "--dossier", made, *few)[1]


def test_a_scenario_goes_out_and_comes_back(ran, tmp_path):
    sheet, scenario = tmp_path / "s.xlsx", tmp_path / "s.yaml"
    assert ran("sheet", "--set", "us_leverage=55", "-o", sheet)[0] == 0
    status, out, _ = ran("import", sheet, "-o", scenario)
    assert status == 0
    assert "US leverage over Moscow, your value: 35 → 55 (Assumptions, row 11)" in out
    few = ("--json", "--draws", 64)
    assert ran("evaluate", "--scenario", scenario, *few)[1] == ran("evaluate", "--set", "us_leverage=55", *few)[1]


def test_a_table_makes_a_dossier(ran, tmp_path):
    status, out, err = ran("import", TABLES / "scale_0_1.csv", "--write", tmp_path / "made")
    assert (status, err) == (0, "")
    assert "is read on a scale from 0 to 1" in out
    found = json.loads(ran("evaluate", "--dossier", tmp_path / "made", "--json", "--draws", 64)[1])
    assert list(found["issues"]) == ["share"]


def test_a_scale_can_be_said(ran):
    assert ran("import", TABLES / "scale_unclear.csv")[0] == 2
    assert ran("import", TABLES / "scale_unclear.csv", "--scale", "position=0:10")[0] == 0
    status, _, err = ran("import", TABLES / "scale_unclear.csv", "--scale", "position=many")
    assert status == 2
    assert "such as salience=0:10" in err


def test_problems_name_row_and_column_and_nothing_is_written(ran, tmp_path):
    made = tmp_path / "made"
    status, _, err = ran("import", TABLES / "word_for_number.csv", "--write", made)
    assert status == 2
    assert "row 2, column D (salience): holds “high”; write a number such as 75" in err
    assert not made.exists()
    status, _, err = ran("import", TABLES / "latin_1.csv", "--write", made)
    assert status == 2
    assert "row 2, character 2" in err


def test_strangers_are_no_scenario_of_this_dossier(ran, tmp_path):
    status, _, err = ran("import", TABLES / "plain.csv", "--dossier", MINIMAL, "-o", tmp_path / "s.yaml")
    assert status == 2
    assert "A scenario holds" in err
    assert not (tmp_path / "s.yaml").exists()


def test_a_sheet_of_another_dossier_asks_which(ran, tmp_path):
    sheet = tmp_path / "s.xlsx"
    ran("sheet", "--dossier", MINIMAL, "-o", sheet)
    status, _, err = ran("import", sheet, "--write", tmp_path / "made")
    assert status == 2
    assert "name its folder with --dossier" in err
    assert ran("import", sheet, "--dossier", MINIMAL, "--write", tmp_path / "made")[0] == 0


def test_new_gives_what_check_passes_and_overwrites_nothing(ran, tmp_path):
    made = tmp_path / "lemonade"
    assert ran("new", made)[0] == 0
    assert ran("check", "--dossier", made)[1].endswith("2 actors, 1 issue, 2 positions, 0 assumptions, 0 nodes.\n")
    found = json.loads(ran("evaluate", "--dossier", made, "--json", "--draws", 64)[1])
    assert found["issues"]["share"]["range"] == pytest.approx([30, 50])
    (made / "actors.yaml").write_text("mine")
    for command in (("new", made), ("import", TABLES / "plain.csv", "--write", made)):
        status, _, err = ran(*command)
        assert status == 2
        assert "is there already" in err
    assert (made / "actors.yaml").read_text() == "mine"


def test_a_sheet_that_cannot_be_opened(ran, tmp_path):
    assert ran("import", tmp_path / "none.xlsx")[0] == 2
    status, _, err = ran("sheet", "-o", tmp_path / "nowhere" / "s.xlsx")
    assert status == 2
    assert "make it first" in err


def test_a_dossier_can_be_a_zip(ran, tmp_path):
    from components.dossier.load import contents
    from components.files import zipped

    archive = tmp_path / "minimal.zip"
    archive.write_bytes(zipped(contents(MINIMAL)))
    assert ran("check", "--dossier", archive)[1] == ran("check", "--dossier", MINIMAL)[1]
    assert load(archive).version == load(MINIMAL).version
