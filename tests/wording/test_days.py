"""Dates and spans: nothing is lost that tells two of them apart."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import wording

days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(days)
def test_a_date_reads_back_as_itself(day):
    assert dt.datetime.strptime(wording.date(day), "%d %b %Y").date() == day  # noqa: DTZ007 - a date has no zone


@given(days, days)
def test_the_year_is_left_out_in_the_reader_s_own_only(day, seen_from):
    assert wording.date(day, seen_from).endswith(str(day.year)) == (day.year != seen_from.year)


@given(days, days)
def test_a_span_names_both_its_days(one, other):
    first, last = sorted((one, other))
    text = wording.dates(first, last)
    assert text.startswith(str(first.day))
    assert text.endswith(wording.date(last))
    assert (str(first.year) in text.removesuffix(str(last.year))) == (first.year != last.year)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ((2025, 8, 7), (2025, 8, 9), "7–9 Aug 2025"),
        ((2025, 7, 30), (2025, 8, 2), "30 Jul – 2 Aug 2025"),
        ((2024, 12, 30), (2025, 1, 2), "30 Dec 2024 – 2 Jan 2025"),
        ((2025, 8, 8), (2025, 8, 8), "8 Aug 2025"),
    ],
)
def test_a_span_says_once_what_its_days_share(first, last, text):
    assert wording.dates(dt.date(*first), dt.date(*last)) == text


def test_a_span_without_a_last_day_is_one_day():
    assert wording.dates(dt.date(2025, 8, 8), None) == "8 Aug 2025"


def test_a_span_within_the_reader_s_year_names_no_year():
    assert wording.dates(dt.date(2025, 7, 30), dt.date(2025, 8, 2), dt.date(2025, 1, 1)) == "30 Jul – 2 Aug"


def test_a_span_that_runs_backwards_is_an_error():
    with pytest.raises(ValueError, match="runs forwards"):
        wording.dates(dt.date(2025, 8, 9), dt.date(2025, 8, 7))


def test_a_month_is_named_with_its_year():
    assert wording.month(dt.date(2025, 8, 31)) == "Aug 2025"


@pytest.mark.parametrize(
    ("last", "precision", "text"),
    [
        (None, "day", "8 Aug 2025"),
        (dt.date(2025, 8, 9), "day", "8–9 Aug 2025"),
        (None, "week", "about 8 Aug 2025"),
        (dt.date(2025, 9, 1), "week", "about 8 Aug – 1 Sep 2025"),
        (None, "month", "Aug 2025"),
        (dt.date(2025, 8, 31), "month", "Aug 2025"),
        (dt.date(2026, 2, 1), "month", "Aug 2025 – Feb 2026"),
    ],
)
def test_a_day_is_said_no_finer_than_it_is_known(last, precision, text):
    assert wording.when(dt.date(2025, 8, 8), last, precision) == text


@pytest.mark.parametrize(("by", "text"), [((2025, 8, 8), "from 7 Aug 2025"), ((2025, 8, 9), "7–9 Aug 2025")])
def test_an_end_that_is_not_known_yet_is_not_told(by, text):
    assert wording.when(dt.date(2025, 8, 7), dt.date(2025, 8, 9), by=dt.date(*by)) == text


@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_a_moment_is_told_in_utc_whatever_its_zone(at):
    again = dt.datetime.strptime(wording.moment(at), "%d %b %Y, %H:%M UTC").replace(tzinfo=dt.UTC)
    assert dt.timedelta(0) <= at - again < dt.timedelta(minutes=1)
