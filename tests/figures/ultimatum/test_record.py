from __future__ import annotations

import pytest

from components import wording
from components.figures import Context, FigureError, build
from components.figures.ultimatum.record import rules
from components.figures.ultimatum.shares_chart import Row, shares_chart
from components.model import deadline_record
from components.wording import NO_BREAK
from tests.figures.conftest import context
from tests.figures.ultimatum.days import day, rendered


def test_sensitivity_names_every_rule_once(august: Context) -> None:
    found = rules(august.dossier, "us_russia_deadlines", day("2025-08-08"), soft=True, partial="half")
    assert {label: round(record.mean, 3) for label, record in found.items()} == {
        "By the rule chosen": 0.167,
        "Soft remarks left out": 0.25,
        "A part counts as nothing": 0.083,
        "Without what rests on one weak report": 0.2,
        "Before the last one (8 Aug 2025)": 0.1,
    }


def test_options_change_the_figure(august: Context) -> None:
    assert f"Base rate 16.7{NO_BREAK}%" in build("deadline_record", august).description
    assert f"Base rate 8.3{NO_BREAK}%" in build("deadline_record", august, partial="nothing").description
    counted = build("deadline_record", august, soft="leave_out").table
    assert counted.loc[counted["kind"] == "deadline", "counted"].sum() == 3
    with pytest.raises(FigureError, match="nothing"):
        build("deadline_record", august, partial="nothin")


def test_says_small_sample_and_what_the_slider_takes(august: Context) -> None:
    figure = build("deadline_record", context(august.dossier, as_of=day("2025-07-29")))
    assert "Small and overlapping sample" in figure.subtitle
    record = deadline_record(august.dossier, "us_russia_deadlines", day("2025-07-29"))
    assert any(
        "takes its default" in note and f"in the middle case {wording.share(record.p50)} (" in note
        for note in figure.notes
    )


def test_a_mark_stands_where_its_outcome_counts() -> None:
    rows = [Row("All", "", "", share=1.0), Row("Some", "", "", share=0.5), Row("None", "", "", share=0.0)]
    spec = shares_chart(rows, axis="share", mode="light", description="").to_dict()
    (drawn,) = [data for data in spec["datasets"].values() if "mid" in data[0] and "start" not in data[0]]
    assert [(row["came"], row["share"]) for row in drawn] == [("full", 1), ("part", 0.5), ("none", 0)]


def test_chart_draws_words_of_rows_with_and_without_something_drawn() -> None:
    rows = [
        Row("Head\nof two lines", "Detail", "Said", low=0.1, value=0.2, high=0.3, share=0.5, strong=True),
        Row("Head\nof two lines", "Not counted", "Unsaid"),
    ]
    svg = rendered(shares_chart(rows, axis="share", mode="dark", description=""))
    assert svg.count(">of two lines<") == 2
    assert "Not counted" in svg
    assert "Said" in svg
    assert "Unsaid" not in svg
