"""Rows of the panel, whatever the dossier."""

from __future__ import annotations

import pytest

from components.dossier import load
from components.model import evaluate
from components.model.judgements import in_front
from components.model.outputs import output_of
from components.model.sensitivity import tornado
from components.ui.panel.rows import rows
from tests.ui.conftest import ROOT

DOSSIERS = [load(ROOT / place) for place in ("data", "tests/dossiers/river", "tests/dossiers/minimal")]
BUILT_IN, RIVER, MINIMAL = DOSSIERS


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda item: item.slug)
def test_every_assumption_has_one_row_that_holds_its_numbers(dossier):
    found = rows(evaluate(dossier).source, "briefing")
    assert sorted(row.id for row in found) == sorted(item.id for item in dossier.assumptions)
    for row in found:
        item = dossier.assumption(row.id)
        assert (row.low, row.high, row.step) == (item.range.min, item.range.max, item.range.step)
        assert row.low <= row.start <= row.high
        assert (row.band is None) == item.is_choice
        assert row.band is None or row.low <= row.band[0] <= row.band[1] <= row.high
        assert row.grounds


def test_groups_stay_together_the_horizon_and_what_is_in_front_first():
    found = rows(evaluate(BUILT_IN).source, "briefing")
    groups = [row.group for row in found]
    assert [name for at, name in enumerate(groups) if at == 0 or groups[at - 1] != name] == [
        "",
        *(group.label for group in BUILT_IN.groups if group.label in groups),
    ]
    assert found[0].id == BUILT_IN.header.horizon
    front = [row.id for row in found if row.front]
    assert set(front) == {BUILT_IN.header.horizon, *BUILT_IN.header.sidebar}
    for group in set(groups):
        order = [row.front for row in found if row.group == group]
        assert order == sorted(order, reverse=True)


def test_bars_say_what_the_tornado_says():
    source = evaluate(BUILT_IN)
    bars = {bar.assumption: bar for bar in tornado(source, output_of(BUILT_IN, "p_ceasefire"))}
    for row in rows(source.source, "briefing"):
        if "p_ceasefire" in row.effects:
            bar = bars[row.id]
            assert row.effects["p_ceasefire"] == pytest.approx((100 * bar.at_p10, 100 * bar.at_p90))
        else:
            assert row.id not in bars


def test_a_row_says_where_it_acts_only_where_it_moves_nothing():
    source = evaluate(BUILT_IN)
    briefing, evidence = ({row.id: row.acts for row in rows(source.source, page)} for page in ("briefing", "evidence"))
    behind = {key for output in in_front(BUILT_IN) for key in output.assumptions(source)}
    assert not any(briefing[key] for key in behind)
    assert all("Briefing" in evidence[key] for key in behind)


def test_help_names_the_sentences():
    row = next(row for row in rows(evaluate(BUILT_IN).source, "briefing") if row.id == "us_leverage")
    for ref, ground in zip(BUILT_IN.assumption("us_leverage").refs, row.grounds, strict=True):
        assert ref in ground


def test_a_chance_says_its_mean_where_the_slider_stands_elsewhere():
    results = evaluate(BUILT_IN)
    found = {row.id: row for row in rows(results.source, "briefing")}
    resting, alone = found["deadline_enforcement"], output_of(BUILT_IN, "p_deadline_enforced")
    # What rests on it alone stands in the strip with its mean.
    mean = BUILT_IN.assumption(resting.id).said(alone.number(results).value)
    assert f", {mean} on average" in resting.source
    for row in found.values():
        item = BUILT_IN.assumption(row.id)
        assert ("on average" in row.source) == (
            row.factor == 100
            and not item.is_choice
            and item.said(float(results.source.assumed[row.id].mean())) != item.said(row.start)
        )
