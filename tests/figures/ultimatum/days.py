"""Days that matter in the built-in dossier, and the page's figures."""

from __future__ import annotations

import datetime as dt

import vl_convert

FIGURES = (
    "ultimatum_tracker",
    "outcome_fan",
    "deadline_record",
    "threat_ladder",
    "media_visibility",
    "scorecard",
    "hypotheses",
    "indicators",
    "structures",
    "forecast_record",
    "assumption_history",
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def date_of(milliseconds: float) -> dt.date:
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC).date()


def rendered(chart, width: int = 600) -> str:
    return vl_convert.vegalite_to_svg(chart.to_dict() | {"width": width}, allowed_base_urls=[])


DAYS = [
    day(text)
    for text in (
        "2025-03-01",
        "2025-07-13",
        "2025-07-14",
        "2025-07-28",
        "2025-07-29",
        "2025-08-06",
        "2025-08-08",
        "2025-08-09",
        "2025-08-15",
        "2025-10-22",
        "2026-06-30",
    )
]
