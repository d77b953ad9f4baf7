"""Sobol indices: shares of variance and their intervals."""

from __future__ import annotations

from components.figures import Context, build
from components.figures.assumptions.sobol_chart import Shares, sobol_chart
from tests.figures.assumptions.drawn import marks
from tests.figures.conftest import context


def test_sobol_says_why_it_is_silent(august: Context) -> None:
    stuck = context(august.dossier, consent_probability=0)
    for given_context, output, why in (
        (stuck, "years_to_settlement", "never come to an end"),
        (august, "precedent_distrust", "no assumption moves"),
    ):
        figure = build("sobol", given_context, output=output)
        assert why in figure.description
        assert figure.table.empty


def test_sobol_tells_intervals(august: Context) -> None:
    figure = build("sobol", august, output="p_ceasefire")
    assert "95 % interval" in figure.description
    assert (figure.table["first order, 95 % low (share)"] <= figure.table["first order (share)"]).all()
    assert any("if this assumption were known" in note for note in figure.notes)


def test_sobol_draws_intervals_over_both_shares() -> None:
    shares = Shares("a", "stated", "a", "a", "t", 0.4, 0.3, 0.5, 0.6, 0.5, 0.7)
    chart = sobol_chart([shares], mode="light", description="d")
    assert [layer["encoding"]["x"]["field"] for layer in marks(chart, "bar")] == ["first", "total"]
    spans = {(layer["encoding"]["x"]["field"], layer["encoding"]["x2"]["field"]) for layer in marks(chart, "rule")}
    assert spans == {("first_low", "first_high"), ("total_low", "total_high")}
