"""What is named must exist and fit, across all files."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "fragment"),
    [
        # Every reference resolves, and the nearest id is suggested.
        ("dossier.yaml", "node: p_pact", "node: p_pakt", "questions[0].node", "did you mean 'p_pact'?"),
        ("dossier.yaml", "node: p_truce", "node: donor_patience", "questions[1].node", "is not a node of network.yaml"),
        ("dossier.yaml", "node: p_pact", "node: pressure", "questions[0].node", "name a probability"),
        ("dossier.yaml", "node: p_truce", "node: p_pact", "questions[1].node", "is asked for on line 8"),
        ("dossier.yaml", "  fan: true", "  resolved: {on: 2031-06-25, outcome: true, event: talks_opn}",
         "questions[0].resolved.event", "did you mean 'talks_open'?"),
        ("dossier.yaml", "sets: {donor_patience: 70}", "sets: {donor_patiens: 70}",
         "presets[0].sets.donor_patiens", "did you mean 'donor_patience'?"),
        ("dossier.yaml", "sets: {donor_patience: 70}", "sets: {pressure: 70}", "presets[0].sets.pressure",
         "is not an assumption"),
        ("dossier.yaml", "threat_kept: 0.6", "threat_kept: 60", "presets[1].sets.threat_kept",
         "must lie between 0 and 1, the range of threat_kept, but is 60"),
        ("dossier.yaml", "id: hard", "id: patient", "presets[1].id", "the id 'patient' is taken by dossier.yaml:"),
        ("dossier.yaml", "sidebar: [donor_patience", "sidebar: [p_pact", "sidebar[0]", "is not an assumption"),
        ("dossier.yaml", "horizon: horizon_months", "horizon: horizon_month", "horizon",
         "did you mean 'horizon_months'?"),
        ("actors.yaml", "cost: upper_cost", "cost: uper_cost", "actors[0].cost", "did you mean 'upper_cost'?"),
        ("actors.yaml", "issue: sluices", "issue: sluice", "actors[0].goals[0].issue", "did you mean 'sluices'?"),
        ("actors.yaml", "refs: [P1.S1]}]", "refs: [P1.S9]}]", "actors[0].interests[0].refs[0]", "did you mean 'P"),
        ("positions.yaml", "actor: lower", "actor: lowr", "positions[1].actor", "did you mean 'lower'?"),
        ("positions.yaml", "issue: flow", "issue: flows", "positions[0].issue", "did you mean 'flow'?"),
        ("positions.yaml", "{pressure: -10", "{presure: -10", "no_deal[0].moved_by.presure",
         "did you mean 'pressure'?"),
        ("positions.yaml", "refs: [sluices_closed]", "refs: [sluices_shut]", "positions[0].since[0].refs[0]",
         "is not a sentence, source or event"),
        ("positions.yaml", "{actor: upper, issue: flow, expects", "{actor: uper, issue: flow, expects",
         "no_deal[0].actor", "did you mean 'upper'?"),
        ("positions.yaml", "issue: sluices, expects", "issue: sluises, expects", "no_deal[1].issue",
         "did you mean 'sluices'?"),
        ("positions.yaml", "[sluices, border]", "[sluices, boarder]", "empty[0].issues[1]", "did you mean 'border'?"),
        ("evidence.yaml", "ref: P1.S2", "ref: P1.S22", "words[0].ref", "did you mean 'P1.S2'?"),
        ("assumptions.yaml", "p_truce: -1", "p_truse: -1", "assumptions[0].signs.p_truse", "did you mean 'p_truce'?"),
        ("assumptions.yaml", "base_rate: donor_deadlines", "base_rate: donors",
         "assumptions[2].default.base_rate", "a base rate"),
        ("assumptions.yaml", "group: time", "group: tide", "assumptions[1].group", "did you mean 'time'?"),
        ("network.yaml", "from: donor_patience", "from: donor_patent", "nodes[1].links[0].from",
         "did you mean 'donor_patience'?"),
        ("network.yaml", "word: might", "word: mite", "nodes[3].anchor.word", "a probability word"),
        ("perceptions.yaml", "holder: lower", "holder: lover", "perceptions[1].holder", "did you mean 'lower'?"),
        ("perceptions.yaml", "assumption: threat_kept", "assumption: threat", "tensions[0].assumption",
         "'threat_kept'?"),
        ("perceptions.yaml", "output: p_truce", "output: p_true", "tensions[0].output", "did you mean 'p_truce'?"),
        ("perceptions.yaml", "{donors: donor_patience}", "{donor: donor_patience}", "pulls[0].by.donor", "'donors'?"),
        ("perceptions.yaml", "{donors: donor_patience}", "{donors: patience}", "pulls[0].by.donors", "an assumption"),
        ("options.yaml", "sluices: 30", "sluise: 30", "options[1].sets.sluise", "did you mean 'sluices'?"),
        ("options.yaml", "sluices: 30", "sluices: 130", "options[1].sets.sluices", "between 0 and 100, but is 130"),
        ("options.yaml", "gate: p_offer", "gate: p_offr", "options[1].gate", "did you mean 'p_offer'?"),
        ("options.yaml", "east: lower", "eats: lower", "options[1].regions.eats", "did you mean 'east'?"),
        ("options.yaml", "east: lower", "east: lowest", "options[1].regions.east", "did you mean 'lower'?"),
        ("options.yaml", "{west: upper}", "{west: middle}", "options[1].readings[0].regions.west",
         "known: line_of_control"),
        ("regions.yaml", "sovereign: lower", "sovereign: loewr", "sovereign", "did you mean 'lower'?"),
        ("timeline.yaml", "track: talks", "track: talk", "events[0].track", "did you mean 'talks'?"),
        ("timeline.yaml", "events: [talks_open]", "events: [talks_opn]", "ultimatums[0].events[0]", "'talks_open'?"),
        ("timeline.yaml", "record: donor_deadlines", "record: deadlines", "ultimatums[0].record", "'donor_deadlines'?"),
        ("timeline.yaml", "outcome: lapsed", "outcome: lapsed\n  earlier_form: {of: secnd_deadline, why: one demand}",
         "ultimatums[0].earlier_form.of", "did you mean 'second_deadline'?"),
        ("timeline.yaml", "word: might", "word: migt", "forecasts[1].word", "did you mean 'might'?"),
        ("timeline.yaml", "[sluices_closed]", "[sluices]", "forecasts[0].events[0]", "an event"),
        # What is named must be of a kind that fits.
        ("dossier.yaml", "horizon: horizon_months", "horizon: p_pact", "horizon", "name an assumption"),
        ("actors.yaml", "cost: upper_cost", "cost: p_pact", "actors[0].cost", "name a node of kind index"),
        ("positions.yaml", "{pressure: -10", "{p_pact: -10", "no_deal[0].moved_by.p_pact",
         "of kind index, probability"),
        ("positions.yaml", "{pressure: -10", "{horizon_months: -10", "no_deal[0].moved_by.horizon_months",
         "an assumption that is no choice"),
        ("network.yaml", "from: threat_kept, points", "from: horizon_months, points", "nodes[1].links[1].from",
         "an assumption that is no choice"),
        ("assumptions.yaml", "[donor_patience, pact_required]", "[donor_patience, p_pact]", "correlations[0].of[1]",
         "a node with a default of its own"),
        ("assumptions.yaml", "[donor_patience, pact_required]", "[donor_patience, p_threat]", "correlations[0].of[1]",
         "a node with a default of its own"),
        ("assumptions.yaml", "[donor_patience, pact_required]", "[horizon_months, pact_required]",
         "correlations[0].of[0]", "an assumption that is no choice"),
        ("assumptions.yaml", "[donor_patience, pact_required]", "[donor_patience, pact_requird]",
         "correlations[0].of[1]", "did you mean 'pact_required'?"),
        ("assumptions.yaml", "[yearly_consent, drafting_years]", "[pact_required, donor_patience]",
         "correlations[1]", "are correlated twice; keep one"),
        ("assumptions.yaml", "[yearly_consent, drafting_years]", "[yearly_consent, yearly_consent]",
         "correlations[1]", "is correlated with itself"),
        # An acceptance is of an option that sets something, by somebody with a say in it.
        ("network.yaml", "option: halves", "option: halvs", "nodes[3].option", "did you mean 'halves'?"),
        ("network.yaml", "option: halves", "option: any_pact", "nodes[3].option", "sets no issue"),
        ("network.yaml", "by: upper", "by: uper", "nodes[3].by", "did you mean 'upper'?"),
        ("network.yaml", "by: upper", "by: millers", "nodes[3].by", "holds no position on an issue that halves sets"),
        ("network.yaml", "by: all", "by: upper, anchor: {value: 0.4}", "nodes[4].anchor", "is anchored on line 20"),
        ("options.yaml", "gate: p_offer", "gate: pressure", "options[1].gate", "name a probability"),
        ("network.yaml", "rate: lull_rate", "rate: pressure", "nodes[8].rate", "kind duration, rate or yearly"),
        ("network.yaml", "rate: lull_rate, horizon: horizon_months",
         "rate: lull_rate, horizon: p_offer", "nodes[8].horizon",
         "an assumption with a range"),
        ("network.yaml", "of: yearly_consent", "of: drafting_years", "nodes[9].of", "range within 0 and 1"),
        ("network.yaml", "of: drafting_years", "of: p_offer", "nodes[10].of", "range that starts at 0"),
        ("network.yaml", "[consent_rate, drafting_rate]}", "[consent_rate, p_lull]}",
         "nodes[11].stages[1]", "rate or yearly"),
        ("network.yaml", "weight: pact_required", "weight: p_offer", "nodes[0].weight", "name an index"),
        ("network.yaml", "when_1: p_pact", "when_1: pressure", "nodes[0].when_1", "name a probability"),
        ("network.yaml", "of: [p_lull, p_pact]", "of: [p_lull, drafting_rate]", "nodes[13].of[1]",
         "name a probability"),
        ("network.yaml", "of: p_pact}", "of: donor_patience}", "nodes[15].of", "a range within 0 and 1"),
        ("network.yaml", "{from: threat_kept}", "{from: p_offer}", "nodes[6].anchor.from",
         "an assumption with a range"),
        ("network.yaml", "{from: p_offer, times", "{from: p_pact, times", "nodes[7].links[0].from",
         "does not fit here"),
        # A word's band is the node's.
        ("network.yaml", "{p10: 0.272, p50: 0.363", "{p10: 0.272, p50: 0.4", "nodes[5].anchor.word",
         "stands for 0.272, 0.363, 0.466"),
        ("network.yaml", "{p10: 0.606, p50: 0.675", "{p10: 0.5, p50: 0.675", "nodes[7].anchor.word",
         "say why in a note"),
        ("network.yaml", "{p10: 0.606, p50: 0.675, p90: 0.744, by_months: 6}\n  anchor: {",
         "{p10: 0.5, p50: 0.675, p90: 0.744, by_months: 6}\n  anchor: {value: 0.675, ", "nodes[7].anchor.word",
         "write another value"),
        # Ids are taken once.
        ("actors.yaml", "id: lower", "id: donors", "actors[2].id", "the id 'donors' is taken by actors.yaml:14"),
        ("issues.yaml", "id: loan", "id: flow", "issues[3].id", "the id 'flow' is taken by issues.yaml:2"),
        ("network.yaml", "id: p_lull", "id: pact_required", "nodes[8].id", "is taken by assumptions.yaml:"),
        ("timeline.yaml", "id: summer_fair", "id: P1.S1", "events[2].id", "is taken by evidence.yaml:5"),
        ("evidence.yaml", "id: bulletin", "id: almanac", "sources[1].id", "is taken by evidence.yaml:2"),
        ("evidence.yaml", "key: soon", "key: might", "words[2].key", "is taken by evidence.yaml:10"),
        ("options.yaml", "id: joint_board", "id: halves", "options[1].id", "is taken by options.yaml:4"),
        ("options.yaml", "id: halves", "id: as_now", "options[0].id", "is taken by options.yaml:1"),
        ("options.yaml", "id: B", "id: A", "options[1].readings[1].id", "is taken by options.yaml:21"),
        ("timeline.yaml", "id: second_deadline", "id: first_deadline", "ultimatums[1].id",
         "is taken by timeline.yaml:11"),
        ("timeline.yaml", "id: water", "id: talks", "tracks[1].id", "is taken by timeline.yaml:2"),
        # Cells stand once.
        ("positions.yaml", "actor: upper, issue: border", "actor: upper, issue: flow", "positions[5]",
         "upper has a second position on flow, the first is on line 2; keep one"),
        ("positions.yaml", "issue: border, expects", "issue: flow, expects", "no_deal[3]",
         "lower has a second expectation on flow"),
        ("positions.yaml", "issue: border, expects", "issue: loan, expects", "no_deal[3]",
         "lower holds no position on loan"),
        ("positions.yaml", "issues: [sluices, border]", "issues: [flow]", "empty[0].issues",
         "donors has a position on flow"),
    ],
)  # fmt: skip
def test_checks(river, name, old, new, path, fragment):
    problem, apart = river.told(name, old, new, fragment)
    if path is not None:
        assert problem.path == path
        assert apart <= 1


def test_a_second_cell(minimal):
    line = minimal.append("positions.yaml", (minimal.folder / "positions.yaml").read_text().split("positions:\n")[1])
    problems = minimal.problems()
    assert len(problems) == 5
    assert problems[0].line == line
    assert "upland has a second position on share, the first is on line 2; keep one" in problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "circle"),
    [
        ("from: donor_patience", "from: pressure", "pressure → pressure"),
        ("from: donor_patience", "from: p_offer", "p_offer → pressure → p_offer"),
        ("from: donor_patience", "from: lull_rate", "lull_rate → pressure → p_offer → lull_rate"),
    ],
)
def test_cycles_are_named(river, old, new, circle):
    river.replace("network.yaml", old, new)
    problem = river.problem()
    nodes = circle.split(" → ")[1:]
    named = problem.message.removeprefix("the nodes run in a circle: ").split(";")[0].split(" → ")
    assert problem.file == "network.yaml"
    assert named[0] == named[-1]
    # A circle may be told from any of its nodes.
    start = nodes.index(named[0])
    assert named[1:] == nodes[start + 1 :] + nodes[: start + 1]


def test_a_long_chain_is_no_cycle(river):
    nodes = "".join(
        f"- {{id: n{place}, kind: not, label: N, of: {'p_pact' if place == 2999 else f'n{place + 1}'}}}\n"
        for place in range(3000)
    )
    river.append("network.yaml", nodes)
    order = [node.id for node in river.load().nodes]
    assert order.index("n2999") < order.index("n0")


@pytest.mark.parametrize("why", ["note: read with P1.S2", "value: 0.4"])
def test_a_word_may_differ_where_a_note_or_value_says_why(river, why):
    river.replace("network.yaml", "p50: 0.363, p90", "p50: 0.4, p90")
    river.replace("network.yaml", "{word: might, refs: [P2.S1]}\n", f"{{word: might, refs: [P2.S1], {why}}}\n")
    assert river.load().node("p_offer").default.p50 == 0.4


def test_references_without_evidence_say_which_files_are_missing(minimal):
    line = minimal.replace("actors.yaml", "label: Lowland}", "label: Lowland, refs: [P1.S1]}")
    problem = minimal.problem()
    assert (problem.line, problem.path) == (line, "actors[1].refs[0]")
    assert problem.message == (
        "'P1.S1' should name a sentence, source or event, but the dossier has no evidence.yaml or timeline.yaml"
    )


def test_assumptions_without_their_file(minimal):
    minimal.append("dossier.yaml", "sidebar: [pressure]\n")
    assert minimal.problem().message == "'pressure' should name an assumption, but the dossier has no assumptions.yaml"


def test_regions_of_options_are_free_where_there_is_no_map(river):
    for name in ("regions.yaml", "control.csv", "towns.csv", "published.csv"):
        (river.folder / name).unlink()
    river.replace("options.yaml", "east: lower", "eats: lowest")
    assert not river.load().regions.present


@pytest.mark.parametrize(
    ("name", "old", "new", "circle"),
    [
        # Through the cost of no deal, an expectation, the gate, and an acceptance whose anchor fixes a cost.
        ("actors.yaml", "cost: {p10: 4, p50: 9, p90: 16}", "cost: lower_cost", {"lower_cost", "p_both_take_board"}),
        ("options.yaml", "gate: p_offer", "gate: p_offer_and_pact", {"p_offer_and_pact", "p_both_take_board"}),
        ("options.yaml", "gate: p_offer", "gate: p_upper_takes_halves", None),
    ],
)
def test_acceptances_are_computed_from_what_other_files_say(river, name, old, new, circle):
    river.append(
        "network.yaml",
        "- {id: lower_cost, kind: index, label: Cost, default: 5, links: [{from: lower_rate, points: 3, "
        "basis: analyst_judgement}]}\n"
        "- {id: lower_rate, kind: probability, label: Rate, default: {p10: 0.1, p50: 0.2, p90: 0.3}}\n",
    )
    river.replace(name, old, new)
    if circle is None or "lower_cost" in circle:
        order = [node.id for node in river.load().nodes]
        assert order.index("lower_cost") < order.index("p_both_take_board") or circle is None
        assert order.index("p_upper_takes_halves") < order.index("p_both_take_board")
    else:
        named = river.problem().message.removeprefix("the nodes run in a circle: ").split(";")[0].split(" → ")
        assert set(named) == circle


def test_what_an_acceptance_is_computed_from_cannot_be_written(river):
    river.replace("network.yaml", "option: halves, by: upper", "option: halves, through: [pressure], by: upper")
    problem = river.problem()
    assert problem.path == "nodes[3].through"
    assert problem.message.startswith("unknown key 'through'")


def test_what_an_acceptance_is_computed_from(river):
    dossier = river.load()
    assert dossier.node("p_upper_takes_halves").through == ("upper_cost", "pressure", "threat_kept")
    # The joint one adds Lower Orlen's expectation, the gate, and the acceptance whose anchor fixes Upper Orlen's cost.
    assert set(dossier.node("p_both_take_board").through) == {
        "upper_cost", "pressure", "threat_kept", "donor_patience", "p_offer", "p_upper_takes_halves",
    }  # fmt: skip


def test_all_must_have_somebody_to_agree(river):
    text = (river.folder / "actors.yaml").read_text().replace("veto: true", "veto: false")
    river.write("actors.yaml", text)
    problem = river.problem()
    assert problem.path == "nodes[4].by"
    assert "has veto: true" in problem.message


def test_correlations_that_cannot_hold_together_are_named(river):
    line = river.append(
        "assumptions.yaml",
        "- {of: [donor_patience, threat_kept], r: 0.9, basis: analyst_judgement}\n"
        "- {of: [threat_kept, pact_required], r: 0.9, basis: analyst_judgement}\n",
    )
    problem = river.problem()
    assert line <= problem.line <= line + 1
    assert problem.path.startswith("correlations[")
    assert "cannot hold together" in problem.message
    for name in ("donor_patience", "threat_kept", "pact_required"):
        assert name in problem.message
    assert "drafting_years" not in problem.message
