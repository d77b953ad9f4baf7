from __future__ import annotations

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
