from __future__ import annotations

from components.figures import Context, build
from components.figures.ultimatum.ladder_chart import Row, Step, ladder_chart
from tests.figures.conftest import context
from tests.figures.ultimatum.days import day, rendered


def test_follows_the_day(august: Context) -> None:
    def stages(text: str) -> list[str]:
        table = build("threat_ladder", context(august.dossier, as_of=day(text))).table
        return [] if table.empty else list(table.loc[table["measure"].str.contains("India"), "stage"])

    assert stages("2025-07-13") == []
    assert stages("2025-08-08") == ["announced", "ordered"]
    assert stages("2025-08-27") == ["announced", "ordered", "in force"]
    assert stages("2026-02-07")[-1] == "lifted"


def test_chart_names_stages_and_says_what_was_and_was_not_reached() -> None:
    steps = (Step(True, "1 May", "announced 1 May: said"), Step(False, "–", "in force: not on record"))
    stages = ["announced", "in force"]
    svg = rendered(ladder_chart([Row("Head", "", steps)], stages=stages, mode="light", description=""))
    for text in (">announced<", ">in force<", ">1 May<", *(f'aria-label="{step.tooltip}"' for step in steps)):
        assert text in svg
