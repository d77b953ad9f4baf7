"""States, days left and base rates of the built-in dossier on the days that matter, and the rules on made ones."""

from __future__ import annotations

import datetime as dt

import pytest

from components.dossier.chronicle import Ultimatum
from components.model import deadline_record, standing
from components.model.deadlines import deadline_band, recounted
from tests.model.build import made

RECORD = "us_russia_deadlines"


def _day(text):
    return dt.date.fromisoformat(text)


def _states(dossier, day):
    """Return state and days left of everything set by a day."""
    found = {item.id: standing(item, _day(day)) for item in dossier.timeline.ultimatums}
    return {key: (item.state, item.days_left) for key, item in found.items() if item.state != "not_set"}


EARLY = {
    "us_march_tariffs": ("lapsed", None),
    "us_april_warning": ("lapsed", None),
    "us_april_two_weeks": ("lapsed", None),
    "europe_may_ceasefire": ("lapsed", None),
    "us_may_two_weeks": ("lapsed", None),
}
AUGUST = EARLY | {"us_fifty_days": ("superseded", None), "us_august": ("partly_enforced", None)}
AUTUMN = AUGUST | {
    "us_china_weeks": ("lapsed", None),
    "us_august_two_weeks": ("lapsed", None),
}
WINTER = AUTUMN | {
    "us_thanksgiving": ("withdrawn", None),
    "us_christmas": ("lapsed", None),
    "us_june_2026": ("lapsed", None),
}


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2025-03-01", {}),
        ("2025-07-13", EARLY),
        ("2025-07-14", EARLY | {"us_fifty_days": ("running", 50)}),
        ("2025-07-28", EARLY | {"us_fifty_days": ("superseded", None), "us_august": ("running", 10)}),
        ("2025-07-29", EARLY | {"us_fifty_days": ("superseded", None), "us_august": ("running", 10)}),
        ("2025-08-06", EARLY | {"us_fifty_days": ("superseded", None), "us_august": ("running", 2)}),
        ("2025-08-08", AUGUST | {"us_august": ("partly_enforced", 0)}),
        ("2025-08-09", AUGUST),
        ("2025-08-15", AUGUST | {"us_china_weeks": ("running", 21)}),
        ("2025-10-22", AUTUMN),
        ("2026-06-30", WINTER),
    ],
)
def test_tracker_on_the_days_that_matter(builtin, day, states):
    assert _states(builtin, day) == states


@pytest.mark.parametrize(
    ("day", "counted", "enforced"),
    [
        ("2025-03-01", 0, 0),
        ("2025-07-13", 4, 0),
        ("2025-07-14", 4, 0),
        ("2025-07-28", 4, 0),
        ("2025-07-29", 4, 0),
        ("2025-08-06", 4, 0),
        ("2025-08-08", 4, 0),
        ("2025-08-09", 5, 0.5),
        ("2025-08-15", 5, 0.5),
        ("2025-10-22", 6, 0.5),
        ("2026-06-30", 7, 0.5),
    ],
)
def test_record_on_the_days_that_matter(builtin, day, counted, enforced):
    found = deadline_record(builtin, RECORD, _day(day))
    assert (len(found.counted), found.enforced) == (counted, enforced)
    assert found.mean == pytest.approx((enforced + 0.5) / (counted + 1))
    assert 0 <= found.p10 < found.p50 < found.p90 <= 1
    strict = deadline_record(builtin, RECORD, _day(day), partial="nothing")
    assert strict.mean == pytest.approx(0.5 / (counted + 1))


def test_the_ultimatum_asked_about_is_left_out_on_its_day_in_all_its_forms(builtin):
    forms = {"us_fifty_days", "us_august"}
    asked = deadline_record(builtin, RECORD, _day("2025-08-08"))
    assert not forms & {item.id for item in asked.counted}
    assert asked.mean == pytest.approx(0.1)
    assert forms & {item.id for item in deadline_record(builtin, RECORD, _day("2025-08-09")).counted} == {"us_august"}


def test_counting_rules(builtin):
    day = _day("2026-06-30")
    assert [item.id for item in deadline_record(builtin, RECORD, day, include_soft=False).counted] == [
        "us_march_tariffs",
        "us_april_warning",
        "us_august",
        "us_august_two_weeks",
        "us_june_2026",
    ]
    doubtful = {item.id for item in builtin.timeline.ultimatums if item.doubtful}
    left = deadline_record(builtin, RECORD, day, include_doubtful=False).counted
    assert doubtful == {"us_april_warning", "us_christmas", "us_june_2026"}
    assert len(left) == 5
    assert not doubtful & {item.id for item in left}


@pytest.mark.parametrize(("partial", "in_part"), [("half", 0.5), ("nothing", 0)])
def test_shares_of_those_counted_add_up_to_those_enforced(builtin, partial, in_part):
    record = deadline_record(builtin, RECORD, _day("2026-06-30"), partial=partial, include_soft=False)
    shares = {item.id: record.share(item) for item in builtin.timeline.ultimatums}
    assert sum(filter(None, shares.values())) == record.enforced
    assert shares["us_august"] == in_part
    assert {key for key, share in shares.items() if share is not None} == {item.id for item in record.counted}


def test_another_span_of_days_is_left_open(builtin):
    ultimatum = next(item for item in builtin.timeline.ultimatums if item.id == "us_august")
    first = standing(ultimatum, _day("2025-07-28"))
    assert (first.days_left, first.days_left_latest) == (10, 12)
    revised = standing(ultimatum, _day("2025-07-29"))
    assert (revised.due_on, revised.latest, revised.days_left_latest) == (_day("2025-08-08"), None, None)
    assert revised.announced[:-1] == first.announced
    assert standing(ultimatum, _day("2025-07-27")).state == "not_set"


def _ultimatum(**more):
    text = {"label": "u", "issuer": "a", "addressee": "b", "demand": "d", "threat": "t"}
    return Ultimatum.model_validate({"id": "u", "set_on": "2031-01-01", "due_on": "2031-01-10", **text, **more})


def test_past_its_date_an_unsettled_ultimatum_is_open():
    late = _ultimatum(outcome="lapsed", resolved_on="2031-02-01")
    states = [standing(late, _day(day)).state for day in ("2031-01-10", "2031-01-11", "2031-01-31", "2031-02-01")]
    assert states == ["running", "open", "open", "lapsed"]
    assert standing(_ultimatum(), _day("2031-03-01")).state == "open"


def test_within_a_span_it_still_runs():
    spanned = _ultimatum(latest="2031-01-12")
    found = standing(spanned, _day("2031-01-11"))
    assert (found.state, found.days_left, found.days_left_latest) == ("running", 0, 1)
    assert standing(spanned, _day("2031-01-13")).state == "open"


def test_withdrawn_before_its_date():
    withdrawn = _ultimatum(outcome="withdrawn", resolved_on="2031-01-05")
    found = [standing(withdrawn, _day(day)) for day in ("2031-01-04", "2031-01-05", "2031-01-10")]
    assert [item.state for item in found] == ["running", "withdrawn", "withdrawn"]
    assert [item.days_left for item in found] == [6, None, None]
    assert [item.dropped_on for item in found] == [None, _day("2031-01-05"), _day("2031-01-05")]


def test_no_such_record(builtin):
    with pytest.raises(KeyError):
        deadline_record(builtin, "other", _day("2025-08-08"))
    with pytest.raises(KeyError):
        deadline_record(made(), RECORD, _day("2025-08-08"))


def test_the_band_holds_the_quantiles_of_the_record(builtin):
    for day in ("2025-03-01", "2025-08-08", "2026-06-30"):
        band = deadline_band(builtin, RECORD, _day(day))
        found = deadline_record(builtin, RECORD, _day(day))
        assert (band.p10, band.p50, band.p90) == (found.p10, found.p50, found.p90)


@pytest.mark.parametrize("soft", [True, False])
@pytest.mark.parametrize("partial", ["half", "nothing"])
def test_rules_that_differ_in_one_point_are_each_others(builtin, soft, partial):
    day = builtin.header.as_of
    found = recounted(builtin, RECORD, day, partial=partial, include_soft=soft)
    other = "nothing" if partial == "half" else "half"
    assert found["none"] == recounted(builtin, RECORD, day, partial=other, include_soft=soft)["partial"]
    assert found["none"] == recounted(builtin, RECORD, day, partial=partial, include_soft=not soft)["soft"]
    assert not any(item.doubtful for item in found["doubtful"].counted)
    newest = found["none"].newest
    assert found["before"].counted == tuple(item for item in found["none"].counted if item.resolved_on < newest)
