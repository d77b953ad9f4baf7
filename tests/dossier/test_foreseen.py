"""What moves the forecast must name what exists, and say what it rests on."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "fragment"),
    [
        ("hypotheses.yaml", "donor_patience: 0.4", "donor_patiens: 0.4", "hypotheses[0].shifts.donor_patiens",
         "did you mean 'donor_patience'?"),
        ("hypotheses.yaml", "donor_patience: 0.4", "horizon_months: 0.4", "hypotheses[0].shifts.horizon_months",
         "is a choice of the reader's"),
        ("hypotheses.yaml", "weight: 70", "weight: 0", "hypotheses[0].weight", "must be above 0"),
        ("hypotheses.yaml", "id: gives", "id: stalls", "hypotheses[1].id", "is taken by hypotheses.yaml:"),
        ("hypotheses.yaml", "id: loan_drawn", "id: survey", "signposts[1].id", "is taken by hypotheses.yaml:"),
        ("hypotheses.yaml", "{gives: strongly_expected}", "{give: strongly_expected}",
         "signposts[1].expected_under.give",
         "did you mean 'gives'?"),
        ("hypotheses.yaml", "{gives: strongly_expected}", "{gives: very_expected}", "signposts[1].expected_under.gives",
         "strongly_expected"),
        ("hypotheses.yaml", ", because: Only who gives way can draw it.", "", "signposts[1]", "needs because"),
        ("hypotheses.yaml", "refs: [bulletin]}", "refs: [bulletn]}", "signposts[0].refs[0]",
         "did you mean 'bulletin'?"),
        ("hypotheses.yaml", "value: 0.5", "value: 1.5", "damping.value", "must be at most 1"),
        ("timeline.yaml", "{stalls: expected,", "{stals: expected,", "events[1].expected_under.stals",
         "did you mean 'stalls'?"),
        ("timeline.yaml", "on: 2031-06-28, text", "on: 2031-06-20, text", "events[1]", "has an update of 2031-06-20"),
        ("timeline.yaml", "node: p_lull, on: 2031-07-10", "node: p_lul, on: 2031-07-10", "scheduled[2].node",
         "did you mean 'p_lull'?"),
        ("timeline.yaml", "node: p_lull, on: 2031-07-10", "node: p_pact, on: 2031-07-10", "scheduled[2].node",
         "is no node of kind within"),
        ("timeline.yaml", "chance: {base_rate: rounds}", "chance: {base_rate: round}", "scheduled[2].chance.base_rate",
         "did you mean 'rounds'?"),
        ("timeline.yaml", "record: rounds, chance: {base_rate: rounds}, refs", "record: rounds, refs", "scheduled[2]",
         "needs a chance"),
        ("timeline.yaml", "announced_on: 2031-06-15", "announced_on: 2031-07-15", "scheduled[2]", "after its date"),
        ("timeline.yaml", "held: true, resolved_on: 2031-04-01", "held: true", "scheduled[0]", "needs resolved_on"),
        ("timeline.yaml", "{p10: 0.2, p50: 0.4, p90: 0.6}", "{p10: 0.2, p50: 0.4, p90: 1.6}", "scheduled[3]",
         "outside 0 to 1"),
        ("dossier.yaml", "  fan: true", "  resolved: {on: 2031-06-01, outcome: true, event: sluices_closed}",
         "questions[0].resolved.on", "is before sluices_closed was known"),
        ("dossier.yaml", "{id: time, label: Time}", "{id: hypotheses, label: Time}", "groups[1].id",
         "is the group of the hypotheses' weights"),
        ("dossier.yaml", "times: 1, years: 4", "times: 1, years: 0", "questions[1].history.years", "must be above 0"),
    ],
)  # fmt: skip
def test_checks(river, name, old, new, path, fragment):
    problem, apart = river.told(name, old, new, fragment)
    assert problem.path == path
    assert apart <= 2


def test_one_hypothesis_has_no_rival(river):
    text = (river.folder / "hypotheses.yaml").read_text()
    (river.folder / "hypotheses.yaml").write_text("hypotheses:\n" + text.splitlines()[3] + "\n")
    assert any("hypotheses" in problem.path for problem in river.problems() if problem.file == "hypotheses.yaml")


def test_a_dossier_without_them_shows_none(minimal):
    dossier = minimal.load()
    assert not dossier.hypotheses.present
    assert dossier.groups == dossier.header.groups
    assert not any(item.id.startswith("weight.") for item in dossier.assumptions)


def test_weights_are_assumptions_in_a_group_of_their_own(river):
    dossier = river.load()
    weights = [item for item in dossier.assumptions if item.group == "hypotheses"]
    assert [(item.id, item.default.p50, item.is_choice) for item in weights] == [
        ("weight.stalls", 70, True),
        ("weight.gives", 30, True),
    ]
    assert dossier.groups[-1].label == "Readings of Upper Orlen"
