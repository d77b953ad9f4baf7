"""No hindsight: on any day the figures show what was known on it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator

import pandas as pd
import pytest

from components.dossier import Dossier, load
from components.figures import REGISTRY, Context, Figure, build
from components.figures.briefing.words import deadlines, lines, sentence, summary
from components.figures.ultimatum.words import answer, items
from components.model.known import ultimatums_by
from tests.figures.conftest import ROOT, context
from tests.figures.ultimatum.days import DAYS, FIGURES, date_of, day
from tests.past import as_known

AHEAD = {"outcome_fan", "media_visibility", "indicators", "forecast_record"}
"""Figures that say until when something counts, or is foreseen."""


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(ROOT / "data")


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("name", FIGURES)
def test_nothing_later_changes_a_figure(dossier: Dossier, name: str, as_of: dt.date) -> None:
    for options in _every_option(name, context(dossier, as_of=as_of)):
        whole = build(name, context(dossier, as_of=as_of), **options)
        past = build(name, context(as_known(dossier, as_of), as_of=as_of), **options)
        assert whole.spec == past.spec
        pd.testing.assert_frame_equal(whole.table, past.table)
        assert (whole.title, whole.subtitle, whole.description) == (past.title, past.subtitle, past.description)
        assert (whole.refs, whole.notes) == (past.refs, past.notes)


@pytest.mark.parametrize("as_of", [day("2025-08-10"), day("2026-03-01")], ids=str)
@pytest.mark.parametrize("name", sorted(set(REGISTRY) - set(FIGURES)))
def test_nothing_later_changes_any_other_figure(dossier: Dossier, name: str, as_of: dt.date) -> None:
    whole, past = (build(name, context(item, as_of=as_of)) for item in (dossier, as_known(dossier, as_of)))
    assert _everything(whole) == _everything(past)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_nothing_later_changes_a_word(dossier: Dossier, as_of: dt.date) -> None:
    told = []
    for known in (dossier, as_known(dossier, as_of)):
        now = context(known, as_of=as_of)
        judged = [sentence(line) for line in lines(now.results)]
        told.append([summary(now), *judged, *deadlines(known, as_of), answer(known, as_of), str(items(known, as_of))])
    assert told[0] == told[1]


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("name", sorted(set(FIGURES) - AHEAD))
def test_no_later_date_is_shown(dossier: Dossier, name: str, as_of: dt.date) -> None:
    """Only due dates announced by the day may lie ahead; what was said ahead of time is quoted from events."""
    announced = {item.due_on for item in ultimatums_by(dossier, as_of)}
    announced |= {item.latest for item in ultimatums_by(dossier, as_of) if item.latest}
    for ultimatum in (item.ultimatum for item in ultimatums_by(dossier, as_of)):
        announced |= {ultimatum.due_on, *([ultimatum.latest] if ultimatum.latest else [])}
    figure = build(name, context(dossier, as_of=as_of))
    window_end = {_read(found) for found in re.findall(r"to (\d+ \w+ \d{4});", figure.subtitle)}
    allowed = announced | window_end
    late = {found for found in _dates(figure) if found > as_of} - allowed
    assert not late


@pytest.mark.parametrize("as_of", [day("2025-03-01"), day("2025-08-08")], ids=str)
def test_no_later_label_is_shown(dossier: Dossier, as_of: dt.date) -> None:
    later = {item.label for item in dossier.timeline.events if item.known_on > as_of}
    later |= {item.label for item in dossier.timeline.ultimatums if item.set_on > as_of}
    for name in FIGURES:
        text = _everything(build(name, context(dossier, as_of=as_of)))
        assert not {label for label in later if label in text}


def _every_option(name: str, now: Context) -> Iterator[dict[str, str]]:
    yield {}
    for option in REGISTRY[name].options:
        for value in option.choices(now):
            yield {option.name: value}


def _everything(figure: Figure) -> str:
    spec = json.dumps(figure.spec, ensure_ascii=False)
    return " ".join([figure.title, figure.subtitle, figure.description, *figure.notes, figure.table.to_csv(), spec])


def _read(text: str) -> dt.date:
    return dt.datetime.strptime(f"{text} +0000", "%d %b %Y %z").date()


def _dates(figure: Figure) -> set[dt.date]:
    """Return every date in the table, the chart's data and the texts."""
    found = {value for value in figure.table.to_numpy().ravel() if isinstance(value, dt.date)}
    for rows in figure.spec["datasets"].values():
        for row in rows:
            found |= {date_of(row[key]) for key in ("date", "at", "end", "start", "x") if _is_time(row.get(key))}
    texts = re.findall(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}\b", _everything(figure))
    return found | {_read(text) for text in texts}


def _is_time(value: object) -> bool:
    return isinstance(value, float) and value > 1e11
