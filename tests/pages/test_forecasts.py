"""The Workbench's journal of forecasts, without a browser."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import text

from components.dossier import load
from tests.pages.conftest import Open, click, said
from tests.ui.conftest import ROOT

if TYPE_CHECKING:
    from components.store import Store

BUILT_IN = load(ROOT / "data")


def test_forecasts_are_frozen_and_scored_once_settled(open_workbench: Open, store: Store, acts) -> None:
    app = open_workbench("Forecasts", dossier="data", us_leverage="55")
    app.number_input(key="forecast-p_meeting_held").set_value(90).run()
    assert "your name is needed" in said(click(app, "freeze"))
    assert not store.forecasts.links()
    app.text_input(key="author").input("Ada").run()
    click(app, "freeze")
    assert app.number_input(key="forecast-p_meeting_held").value is None
    links = store.forecasts.links()
    assert len(links) == len(BUILT_IN.header.questions)
    assert links[0].content["own"] == 0.9
    assert acts() == ["freeze"]
    assert links[0].content["assumed"]["us_leverage"] == "55"
    assert [item["own"] for item in (link.content for link in links[1:])] == [None] * (len(links) - 1)
    assert "None is settled yet" in said(app)
    assert "The chain holds: 6 rows." in said(app)
    app.date_input(key="as_of").set_value(dt.date(2025, 8, 20)).run()
    scored = next(frame.value for frame in app.dataframe if "Brier" in frame.value)
    assert dict(zip(scored["Whose"], scored["Settled"], strict=True)) == {
        "Model": 2,
        "Source": 2,
        "Ada, own numbers": 1,
    }
    assert scored.set_index("Whose").loc["Ada, own numbers", "Brier"] == "0.01"


def test_a_journal_that_was_changed_says_so(open_workbench: Open, store: Store) -> None:
    store.forecasts.append([{"strange": "<b>"}, {"a": 1}])
    with store.database.writing() as connection:
        connection.execute(text("DROP TRIGGER forecasts_stay_update"))
        connection.execute(text("UPDATE forecasts SET content = '{}' WHERE number = 2"))
    app = open_workbench("Forecasts")
    assert "Row 2 of the journal was changed or is missing" in said(app)
    asked = [item.key for item in app.number_input]
    assert asked == ["forecast-p_pact", "forecast-p_truce", "forecast-p_both_take_board"], "no chance of how many years"


def test_a_dossier_without_questions_has_nothing_to_forecast(open_workbench: Open, store: Store) -> None:
    assert "asks no question" in said(open_workbench("Forecasts", dossier="tests/dossiers/minimal"))
