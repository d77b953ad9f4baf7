"""Properties of the base rate: what counts, what never does, and what follows when one case more or less is known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model import deadline_record
from tests.model.build import DAY, JUDGED, made

TEXTS = {"label": "u", "issuer": "a", "addressee": "b", "demand": "d", "threat": "t"}
BLANK = {"outcome": "open", "resolved_on": None, "outcome_text": None, "score": None}


@st.composite
def cases(draw):
    """Return an ultimatum set, due and perhaps settled within weeks of the day."""
    set_on = DAY + dt.timedelta(days=draw(st.integers(-60, 10)))
    due_on = set_on + dt.timedelta(days=draw(st.integers(0, 30)))
    score = draw(st.sampled_from([0.0, 0.5, 1.0]))
    settled = draw(st.one_of(st.none(), st.integers(0, 40)))
    end = {} if settled is None else {"outcome": "lapsed", "resolved_on": set_on + dt.timedelta(days=settled)}
    return {
        **TEXTS,
        "set_on": set_on,
        "due_on": due_on,
        **end,
        "score": None if settled is None else score,
        "firmness": draw(st.sampled_from(["firm", "soft"])),
        "doubtful": draw(st.booleans()),
        "record": draw(st.sampled_from(["r", "r", "r", None])),
    }


RECORDS = st.lists(cases(), max_size=6)
RULES = st.fixed_dictionaries(
    {"partial": st.sampled_from(["half", "nothing"]), "include_soft": st.booleans(), "include_doubtful": st.booleans()}
)


def _record(found, rule, **more):
    ultimatums = [{"id": f"u{place}", **item} for place, item in enumerate(found)]
    rates = [{"id": "r", "label": "r", "counting_rule": "each once", **JUDGED, **more}]
    dossier = made(timeline={"ultimatums": ultimatums, "base_rates": rates})
    return deadline_record(dossier, "r", DAY, **rule)


def _numbers(record):
    return (record.mean, record.p10, record.p50, record.p90, record.enforced, len(record.counted))


@given(RECORDS, RULES, st.randoms(use_true_random=False))
def test_order_does_not_matter(found, rule, random):
    mixed = list(found)
    random.shuffle(mixed)
    assert _numbers(_record(mixed, rule)) == _numbers(_record(found, rule))


@given(RECORDS, RULES)
def test_what_comes_later_may_vanish(found, rule):
    known = [
        {**item, **(BLANK if item.get("resolved_on", DAY) >= DAY else {})} for item in found if item["set_on"] <= DAY
    ]
    assert _numbers(_record(known, rule)) == _numbers(_record(found, rule))


@given(RECORDS, RULES)
def test_a_case_left_out_takes_its_share_along_and_no_more(found, rule):
    whole = _record(found, rule)
    counted = {item.id: whole.share(item) for item in whole.counted}
    for place in range(len(found)):
        # Those behind it move up and get another id, which no number depends on.
        rest = _record([*found[:place], *found[place + 1 :]], rule)
        share = counted.get(f"u{place}")
        n = len(whole.counted) - (share is not None)
        k = whole.enforced - (share or 0)
        assert (len(rest.counted), rest.enforced) == (n, k)
        assert rest.mean == pytest.approx((k + 0.5) / (n + 1))


@given(RECORDS, RULES, st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 40))
def test_what_falls_due_on_the_day_never_counts_itself(found, rule, score, before):
    asked = {**TEXTS, "set_on": DAY - dt.timedelta(days=before), "due_on": DAY, "record": "r"}
    settled = {**asked, "outcome": "enforced", "resolved_on": DAY, "score": score}
    without = _numbers(_record(found, rule))
    assert _numbers(_record([*found, asked], rule)) == without
    assert _numbers(_record([*found, settled], rule)) == without


@given(RECORDS.filter(bool), RULES, cases(), st.data())
def test_a_demand_counts_once_in_its_last_form(found, rule, form, data):
    place = data.draw(st.integers(0, len(found) - 1))
    earlier = {**form, "earlier_form": {"of": f"u{place}", "why": "the same demand"}}
    later = found[place]["set_on"] > DAY
    # Before the later form is set, the earlier one is a demand of its own.
    expected = [*found, form] if later else found
    assert _numbers(_record([*found, earlier], rule)) == _numbers(_record(expected, rule))


@given(RECORDS, RULES)
def test_classes_from_outside_set_no_number(found, rule):
    outside = [{"label": "all", "what": "w", "k": 9, "n": 9, **JUDGED}]
    assert _numbers(_record(found, rule, outside=outside)) == _numbers(_record(found, rule))
