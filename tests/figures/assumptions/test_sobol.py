"""Sobol indices: shares of variance and their intervals."""

from __future__ import annotations

from components.figures import Context, build
from components.figures.assumptions.sobol_chart import Shares, sobol_chart
from tests.figures.assumptions.drawn import marks
from tests.figures.conftest import context


def test_sobol_says_why_it_is_silent(august: Context, river: Context) -> None:
    for given_context, output, why in (
        (context(river.dossier, yearly_consent=0), "years_to_pact", "never come to an end"),
        (context(august.dossier, deadline_enforcement=0), "p_deadline_enforced", "nothing makes"),
    ):
        figure = build("sobol", given_context, output=output)
        assert why in figure.description
        assert figure.table.empty


def test_sobol_tells_intervals(august: Context) -> None:
    figure = build("sobol", august, output="p_ceasefire")
    assert "95 % interval" in figure.description
    assert (figure.table["first order, 95 % low (share)"] <= figure.table["first order (share)"]).all()
    assert set(figure.table["kind"]) == {"assumption", "node", "actor"}
    assert any("if this were known" in note for note in figure.notes)


def test_sobol_says_that_ties_are_left_out(august: Context) -> None:
    tied = build("sobol", august, output="p_ceasefire")
    alone = build("sobol", august, output="p_deadline_enforced")
    assert [any("as if independent" in note for note in figure.notes) for figure in (tied, alone)] == [True, False]


def test_sobol_draws_intervals_over_both_shares() -> None:
    shares = Shares("a", "stated", "a", "a", "t", 0.4, 0.3, 0.5, 0.6, 0.5, 0.7)
    chart = sobol_chart([shares], mode="light", description="d")
    assert [layer["encoding"]["x"]["field"] for layer in marks(chart, "bar")] == [
        "first",
        "first_source",
        "total",
        "total_source",
    ]
    spans = {(layer["encoding"]["x"]["field"], layer["encoding"]["x2"]["field"]) for layer in marks(chart, "rule")}
    assert spans == {("first_low", "first_high"), ("total_low", "total_high")}
