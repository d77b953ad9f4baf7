from __future__ import annotations

import datetime as dt
import itertools

import pandas as pd
import pytest
import vl_convert

from components.drawing.scales import utc
from components.figures.ultimatum.fan_chart import fan
from components.figures.ultimatum.rows_chart import ladder, shares, visibility
from components.figures.ultimatum.tracker_chart import SELECTION, Rows, tracker

DAY = dt.date(2031, 6, 10)
WEEK = dt.timedelta(days=7)


def rendered(chart, width: int = 600) -> str:
    return vl_convert.vegalite_to_svg(chart.to_dict() | {"width": width}, allowed_base_urls=[])


def tracked(**changes) -> Rows:
    events = {
        "id": ["e1", "e2"],
        "track": ["talks", "talks"],
        "label": ["Talks open", "A long pause"],
        "date": [utc(DAY - WEEK), utc(DAY - WEEK / 2)],
        "end": [utc(DAY - WEEK), utc(DAY)],
        "at": [utc(DAY - WEEK), utc(DAY - WEEK / 2)],
        "exact": [True, False],
        "in_source": ["yes", "no"],
        "tooltip": ["", ""],
        "place": [0.2, 0.6],
        "end_place": [0.2, 0.7],
    }
    given = {
        "ultimatums": pd.DataFrame(
            {"id": ["u"], "head": ["Head"], "long": ["Head at length"], "detail": ["Demand"], "running": [True]}
        ),
        "bars": pd.DataFrame(
            {
                "id": ["u", "u", "u"],
                "phase": [1, 0, 0],
                "start": [utc(DAY - WEEK), utc(DAY - WEEK), utc(DAY)],
                "end": [utc(DAY - WEEK / 2), utc(DAY), utc(DAY + WEEK)],
                "part": ["dropped", "elapsed", "ahead"],
                "tooltip": ["", "", ""],
            }
        ),
        "ends": pd.DataFrame({"id": ["u"], "date": [utc(DAY + WEEK)], "state": ["running"], "text": [""]}),
        "events": pd.DataFrame(events),
        "earlier": pd.DataFrame({"track": ["water"], "text": ["2 earlier, since May 2031"]}),
        "tracks": [("talks", "Talks"), ("water", "Water")],
    }
    return Rows(**(given | changes))


def drawn(rows: Rows, *, listed: bool = True):
    window = (DAY - 2 * WEEK, DAY + 2 * WEEK)
    return tracker(rows, window=window, day=DAY, due=[DAY + WEEK], listed=listed, mode="light", description="Told.")


def test_tracker_draws_words_and_can_be_selected() -> None:
    svg = rendered(drawn(tracked()))
    for text in (
        "Head at length",
        "Talks open",
        "as of 10 Jun 2031",
        "Water · none in view · 2 earlier, since May 2031",
    ):
        assert text in svg
    spec = drawn(tracked()).to_dict()
    assert [param["name"] for param in spec["params"]] == [SELECTION]
    assert spec["autosize"]["type"] == "fit-x"


def test_tracker_shortens_its_words_on_a_phone() -> None:
    assert "Head at length" not in rendered(drawn(tracked()), width=340)


def test_only_the_near_window_lists_labels() -> None:
    assert "Talks open" not in rendered(drawn(tracked(), listed=False))


def test_tracker_of_nothing_is_not_blank() -> None:
    rows = tracked()
    empty = {name: getattr(rows, name).iloc[:0] for name in ("ultimatums", "bars", "ends", "events")}
    assert "Talks · none in view" in rendered(drawn(tracked(**empty)))


def fanned(*, points: tuple[float, ...] = (0.8, 0.02, 0.01)):
    dates = [DAY, DAY + 12 * WEEK]
    names = ["Meeting", "Truce", "Pact"][: len(points)]
    frame = pd.DataFrame(
        [
            {"output": name, "date": utc(date), "point": p * i, "p10": p * i / 2, "p90": p * i, "tooltip": name}
            for name, p in zip(names, points, strict=True)
            for i, date in enumerate(dates)
        ]
    )
    ends = frame[frame["date"] == utc(dates[1])].assign(text=[f"{name}\nword\n1 %" for name in names])
    rules = pd.DataFrame([{"date": utc(DAY), "text": "as of", "kind": "as_of", "place": 1.0}])
    return fan(frame, ends, rules, order=names, window=(DAY, dates[1]), mode="light", description="Told.")


@pytest.mark.parametrize("points", [(0.8, 0.02, 0.01), (0.99, 0.98, 0.97), (0.5,), (0.0, 0.0)])
def test_fan_labels_stand_apart_and_inside(points: tuple[float, ...]) -> None:
    spec = fanned(points=points).to_dict()
    ends = next(rows for rows in spec["datasets"].values() if "label_y" in rows[0])
    places = sorted(row["label_y"] for row in ends)
    assert all(later - earlier > 0.12 for earlier, later in itertools.pairwise(places))
    assert places[0] > 0
    assert places[-1] < 1


def test_fan_tells_outputs_apart_without_colour() -> None:
    spec = fanned().to_dict()
    dashes = [layer["encoding"].get("strokeDash") for layer in spec["layer"]]
    ranges = [dash["scale"]["range"] for dash in dashes if dash]
    assert ranges
    assert all(len({tuple(dash) for dash in found}) == 3 for found in ranges)


def test_shares_ladder_and_visibility_draw_their_words() -> None:
    row = {"head": "Head\nof two lines", "detail": "Detail", "drawn": True}
    share = {"low": 0.1, "mode": 0.2, "high": 0.3, "share": 0.5, "outcome": "part", "tooltip": "", "strong": True}
    frame = pd.DataFrame([row | share, row | share | {"low": None, "share": None, "drawn": False}])
    assert rendered(shares(frame, axis="share", mode="dark", description="")).count("of two lines") >= 2

    steps = pd.DataFrame(
        [{"id": "m", "stage": stage, "reached": stage == "announced", "text": "1 May", "tooltip": ""} for stage in "ab"]
    ).assign(stage=["announced", "in force"])
    chart = ladder(
        pd.DataFrame([row | {"id": "m"}]), steps, stages=["announced", "in force"], mode="light", description=""
    )
    assert "in force" in rendered(chart)

    figure = {
        "low": 0.3,
        "mode": 0.4,
        "high": 0.5,
        "reference": 0.8,
        "value_text": "0.5",
        "reference_text": "reference 1",
    }
    assert "reference 1" in rendered(visibility(pd.DataFrame([row | figure]), mode="light", description=""))
