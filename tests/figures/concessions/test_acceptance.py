from __future__ import annotations

import pytest

from components.figures import FigureError, build
from components.figures.concessions.acceptance import best_offer, probability
from components.model.territory import cases
from tests.figures.concessions.given import DATA, HERE, RIVER, THERE, context


def test_acceptance_follows_the_sliders_and_shows_the_source() -> None:
    moved = context(assumptions={"exchange_in_deal": 0.0})
    table = build("concessions_acceptance", moved, option="whole_donbas_with_exchanges").table.set_index("who")
    assert table.loc["All together", "probability (%)"] == 0
    assert table.loc["Gate", "probability (%)"] == 0
    assert table.loc["Gate", "at the source's values (%)"] > 0


def test_an_unheard_veto_player_is_named() -> None:
    silent = DATA.model_copy(update={"cells": tuple(cell for cell in DATA.cells if cell.actor != "ukraine")})
    figure = build("concessions_acceptance", context(silent), option="occupied_parts_of_four")
    label = DATA.actor("ukraine").label
    assert f"Not heard on it: {label}" in figure.description
    assert any(label in note for note in figure.notes)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "almost no chance (1–5\u00a0%), under 1\u00a0%"),
        (0.31, "unlikely (20–45\u00a0%), 31\u00a0%"),
        (1.0, "almost certain (95–99\u00a0%), over 99\u00a0%"),
    ],
)
def test_a_probability_is_told_with_its_word_and_the_words_band(p: float, words: str) -> None:
    assert probability(p) == words


def test_without_any_issue_set_nothing_is_on_offer() -> None:
    bare = [option.model_copy(update={"sets": {}, "readings": ()}) for option in RIVER.options.options]
    silent = RIVER.model_copy(update={"options": RIVER.options.model_copy(update={"options": tuple(bare)})})
    with pytest.raises(FigureError, match="nothing to accept"):
        build("concessions_acceptance", context(silent))
    assert "nothing to accept" in best_offer(context(silent), list(cases(silent).values()))


def test_the_option_that_comes_closest_is_named() -> None:
    found = cases(DATA)
    assert found["occupied_parts_of_four"].label in best_offer(HERE, list(found.values()))
    assert best_offer(THERE, list(cases(RIVER).values()))
