from __future__ import annotations

import pytest

from components import wording
from components.dossier.mechanism import FromBaseRate
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
        "By the rule chosen": 0.1,
        "Soft remarks left out": 0.167,
        "A part counts as nothing": 0.1,
        "Without what rests on one weak report": 0.125,
        "Before the last one (11 Jun 2025)": 0.125,
    }


def test_options_change_the_figure(august: Context) -> None:
    later = context(august.dossier, as_of=day("2025-08-09"))
    assert f"Base rate 16.7{NO_BREAK}%" in build("deadline_record", later).description
    assert f"Base rate 8.3{NO_BREAK}%" in build("deadline_record", later, partial="nothing").description
    counted = build("deadline_record", later, soft="leave_out").table
    assert counted.loc[counted["kind"] == "deadline", "counted"].sum() == 3
    with pytest.raises(FigureError, match="nothing"):
        build("deadline_record", august, partial="nothin")


def test_says_small_sample_and_what_the_slider_takes(august: Context) -> None:
    figure = build("deadline_record", context(august.dossier, as_of=day("2025-07-29")))
    assert "Small and overlapping sample" in figure.subtitle
    record = deadline_record(august.dossier, "us_russia_deadlines", day("2025-07-29"))
    (taken,) = (
        item
        for item in august.dossier.assumptions
        if isinstance(item.default, FromBaseRate) and item.default.base_rate == "us_russia_deadlines"
    )
    said = f"in the middle case {taken.said(record.p50)} ("
    assert any("takes its default" in note and said in note for note in figure.notes)


def test_says_why_the_middle_of_the_slider_is_not_the_base_rate(august: Context) -> None:
    figure = build("deadline_record", august)
    record = deadline_record(august.dossier, "us_russia_deadlines", day("2025-08-08"))
    assert record.p50 < record.mean
    assert any(f"by that rule, {wording.share(record.mean)}, is the mean of that band" in x for x in figure.notes)


def test_past_deadlines_left_out_say_why(august: Context) -> None:
    sets = build("deadline_record", august).chart.to_dict()["datasets"].values()
    said = {row["head"]: " ".join(row["detail"].split()) for rows in sets for row in rows if "head" in row}
    assert "Not counted: what this day asks about." in said["The August ultimatum: partly enforced, due today"]
    form = said["Fifty days: superseded on 28 Jul 2025"]
    assert "Not counted: an earlier form of “The August ultimatum”. The same demand on Moscow" in form


def test_a_dossier_without_classes_from_outside_says_nothing_of_them(august: Context) -> None:
    timeline = august.dossier.timeline
    rates = tuple(rate.model_copy(update={"outside": (), "outside_warning": None}) for rate in timeline.base_rates)
    bare = august.dossier.model_copy(update={"timeline": timeline.model_copy(update={"base_rates": rates})})
    figure = build("deadline_record", context(bare))
    told = [figure.subtitle, figure.description, *figure.notes, str(figure.chart.to_dict())]
    assert not any("outside" in text for text in told)
    assert set(figure.table["kind"]) == {"base rate", "deadline"}


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
