"""The key assumptions as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import wording
from components.figures.assumptions.key_assumptions import CHOICE, NO_EFFECT, key_assumptions
from components.model.thresholds import threshold
from tests.figures.conftest import context
from tests.model.build import ask

if TYPE_CHECKING:
    from components.figures import Context


def test_table_lists_every_assumption_and_what_it_would_have_to_be(august: Context) -> None:
    table = key_assumptions(august, "p_scaling_back", "50")
    assert len(table) == len(august.dossier.assumptions)
    needed = dict(zip(table["Assumption"], table["For 50\u00a0% it would have to be"], strict=True))
    confidence = august.dossier.assumption("battlefield_confidence")
    at = threshold(august.results, ask(august.results, "p_scaling_back"), confidence.id, 0.5)
    assert at.value is not None
    assert needed[confidence.name] == f"at most {wording.quantity(at.value, confidence.unit)}"
    assert needed[august.dossier.assumption("ukrainian_resistance").name] == NO_EFFECT
    assert table["Sentences"].str.len().min() > 0


def test_table_marks_what_was_moved(august: Context) -> None:
    moved = context(august.dossier, us_leverage=55)
    table = key_assumptions(moved, "p_ceasefire", "50").set_index("Assumption")
    assert table.loc["US leverage", ["Now", "Source"]].tolist() == ["55 ✎", "35"]


def test_table_tells_two_ends_that_read_alike_as_hardly_changed(august: Context) -> None:
    effects = key_assumptions(august, "p_settlement", "50")["Output at its low → high end"]
    for effect in effects:
        low, arrow, high = effect.partition(" → ")
        assert not arrow or low != high
    assert effects.str.endswith("hardly changed").any()


def test_table_ranks_no_choice_of_the_reader(august: Context) -> None:
    horizon = august.dossier.assumption(august.dossier.header.horizon or "")
    table = key_assumptions(august, "p_meeting_held", "90").set_index("Assumption")
    assert table.loc[horizon.name, "Output at its low → high end"] == CHOICE
    assert not table.loc[horizon.name, "Source’s band"]
    assert table.loc[horizon.name, "For 90\u00a0% it would have to be"].startswith("at least ")
