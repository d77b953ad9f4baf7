"""Each bad row of a table is told with its line."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "fragment"),
    [
        (
            "control.csv",
            "2031-05-01,survey,west",
            "2031-05-32,survey,west",
            "date",
            "must be a date such as 2025-01-31",
        ),
        ("control.csv", "450,50.0,\n", "450,150.0,\n", "share_pct", "must be at most 100"),
        ("control.csv", "600,50.0", "many,50.0", "held_km2", "must be a number, but is 'many'"),
        ("control.csv", "600,50.0", "nan,50.0", "held_km2", "must be a number"),
        ("control.csv", "600,50.0", ",50.0", "", "needs 'held_km2'"),
        ("control.csv", "600,50.0,", "600", "", "fewer cells than the heading"),
        ("control.csv", "600,50.0,", "600,50.0,a,b", "", "more cells than the heading"),
        ("control.csv", "survey,east,600", "survay,east,600", "series", "did you mean 'survey'?"),
        (
            "control.csv",
            "2031-06-01,survey,east",
            "2031-05-01,survey,east",
            "",
            "repeats date, series and region of line 2",
        ),
        ("control.csv", '"as before', '"as "before', "", "is not valid CSV"),
        ("control.csv", "share_pct", "share", "", "needs the column 'share_pct'; did you mean 'share'?"),
        ("control.csv", "date,", "day,", "", "needs the column 'date'"),
        ("control.csv", "survey,east,600", "survey,\u0415ast,600", "region", "mixes letters: Cyrillic and Latin"),
        ("control.csv", "survey,east,600", "survey,east\u200b,600", "region", "write 'east'"),
        ("control.csv", "survey,east,600", "survey,\uff25ast,600", "region", "write 'east'"),
        ("control.csv", "600,50.0", "-600,50.0", "held_km2", "must be at least 0"),
        ("towns.csv", "Eastmill,east", "Eastmill,eats", "region", "did you mean 'east'?"),
        ("towns.csv", "12000,upper", "12000,uper", "held_by", "did you mean 'upper'?"),
        ("towns.csv", "47.5,11.5", "97.5,11.5", "lat", "must be at most 90"),
        ("towns.csv", "20.5,false", "20.5,perhaps", "contested", "must be true or false, but is 'perhaps'"),
        ("towns.csv", "12000,", "12000.5,", "population", "must be a whole number"),
        ("published.csv", "60,percent", "most,percent", "value", "must be a number, but is 'most'"),
        ("published.csv", "Eastern bank,east", "Eastern bank,eats", "region", "did you mean 'east'?"),
    ],
)
def test_bad_rows(river, name, old, new, path, fragment):
    line = river.replace(name, old, new)
    problem = river.problem()
    assert (problem.file, problem.line, problem.path) == (name, line, path)
    assert fragment in problem.message


def test_every_bad_row_is_told(river):
    river.replace("towns.csv", "47.5,11.5", "97.5,11.5")
    river.replace("towns.csv", "47.5,10.2", "north,10.2")
    assert [(problem.line, problem.path) for problem in river.problems()] == [(2, "lat"), (4, "lat")]


@pytest.mark.parametrize("content", ["", "\n\n", "a,b\n1,2\n"])
def test_an_empty_or_foreign_table(river, content):
    river.write("towns.csv", content)
    assert {problem.file for problem in river.problems()} == {"towns.csv"}
    assert "needs the column 'name'" in str(river.problems())


def test_a_cell_beyond_the_reader_s_limit(river):
    river.append("towns.csv", "x" * 200_000 + "\n")
    assert "is not valid CSV" in river.problem().message


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_other_separators_are_named(river, sign, name):
    text = (river.folder / "towns.csv").read_text(encoding="utf-8")
    river.write("towns.csv", text.replace(",", sign))
    assert f"separates its cells by {name}" in river.problem().message


def test_line_ends_of_any_kind_are_read(river):
    towns = river.load().towns
    text = (river.folder / "towns.csv").read_text(encoding="utf-8")
    river.write("towns.csv", text.replace("\n", "\r"))
    assert river.load().towns == towns
