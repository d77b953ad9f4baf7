from __future__ import annotations

import pytest
from pydantic import ValidationError

from components.dossier.chronicle import Forecast
from components.figures import Context, build
from tests.figures.conftest import context
from tests.figures.ultimatum.days import day


def test_resolves_as_time_passes(august: Context) -> None:
    resolved = {
        text: int((build("scorecard", context(august.dossier, as_of=day(text))).table["state"] == "resolved").sum())
        for text in ("2025-08-08", "2025-08-15", "2025-10-22", "2026-06-30")
    }
    assert resolved == {"2025-08-08": 0, "2025-08-15": 1, "2025-10-22": 1, "2026-06-30": 2}
    first = build("scorecard", context(august.dossier, as_of=day("2025-08-15")))
    assert "Brier score 0.04 over 1 resolved" in first.subtitle
    assert first.table["what happened"].astype(bool).sum() == 1


def test_what_foretold_nothing_is_never_scored_and_says_why(august: Context) -> None:
    table = build("scorecard", context(august.dossier, as_of=day("2026-06-30"))).table.set_index("statement")
    told = table[table["state"] == "no forecast"]
    assert len(told) == 3
    assert told["why no forecast"].str.len().min() > 0
    assert told[["happened (%)", "Brier score", "resolved on", "word, p50 (%)"]].isna().all(axis=None)
    offer = told.loc["Moscow may settle for the whole of Donetsk and Luhansk, if there are exchanges."]
    assert "reported as an offer on 8 August 2025" in offer["why no forecast"]
    before = build("scorecard", context(august.dossier, as_of=day("2025-08-07"))).table
    assert not before["why no forecast"].any(), "tells of a day that is still to come"


def test_what_foretold_nothing_does_not_resolve() -> None:
    words = {"id": "f", "ref": "P1.S1", "statement": "It rains.", "word": "might", "no_forecast": "It rained already."}
    assert Forecast.model_validate(words).happened is None
    with pytest.raises(ValidationError, match="leave one out"):
        Forecast.model_validate(words | {"resolved_on": "2031-01-01", "happened": 1})
