"""What is named must exist and fit, across all files."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "fragment"),
    [
        # Every reference resolves, and the nearest id is suggested.
        ("dossier.yaml", "headline: [p_pact", "headline: [p_pakt", "headline[0]", "did you mean 'p_pact'?"),
        ("dossier.yaml", "fan: [p_truce", "fan: [donor_patience", "fan[0]", "is not a node of network.yaml"),
        ("dossier.yaml", "sidebar: [donor_patience", "sidebar: [p_pact", "sidebar[0]", "is not an assumption"),
        ("dossier.yaml", "horizon: horizon_months", "horizon: horizon_month", "horizon",
         "did you mean 'horizon_months'?"),
        ("actors.yaml", "no_deal: upper_no_deal", "no_deal: uper_no_deal", "actors[0].no_deal",
         "did you mean 'upper_no_deal'?"),
        ("actors.yaml", "issue: sluices", "issue: sluice", "actors[0].goals[0].issue", "did you mean 'sluices'?"),
        ("actors.yaml", "refs: [P1.S1]}]", "refs: [P1.S9]}]", "actors[0].interests[0].refs[0]", "did you mean 'P"),
        ("positions.yaml", "actor: lower", "actor: lowr", "positions[2].actor", "did you mean 'lower'?"),
        ("positions.yaml", "issue: flow", "issue: flows", "positions[0].issue", "did you mean 'flow'?"),
        ("positions.yaml", "{pressure: -10", "{presure: -10", "positions[1].moved_by.presure",
         "did you mean 'pressure'?"),
        ("positions.yaml", "event: sluices_closed", "event: sluices_shut",
         "positions[1].changes[0].event", "sluices_closed"),
        ("positions.yaml", "[sluices, border]", "[sluices, boarder]", "empty[0].issues[1]", "did you mean 'border'?"),
        ("evidence.yaml", "ref: P1.S2", "ref: P1.S22", "words[0].ref", "did you mean 'P1.S2'?"),
        ("assumptions.yaml", "p_truce: 1", "p_truse: 1", "assumptions[0].signs.p_truse", "did you mean 'p_truce'?"),
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
        ("timeline.yaml", "word: might", "word: migt", "forecasts[1].word", "did you mean 'might'?"),
        ("timeline.yaml", "[sluices_closed]", "[sluices]", "forecasts[0].events[0]", "an event"),
        # What is named must be of a kind that fits.
        ("dossier.yaml", "horizon: horizon_months", "horizon: p_pact", "horizon", "name an assumption"),
        ("actors.yaml", "no_deal: upper_no_deal", "no_deal: p_pact", "actors[0].no_deal", "name a node of kind index"),
        ("positions.yaml", "{pressure: -10", "{p_pact: -10", "positions[1].moved_by.p_pact",
         "of kind index, probability"),
        ("options.yaml", "gate: p_offer", "gate: pressure", "options[1].gate", "name a probability"),
        ("network.yaml", "rate: lull_rate", "rate: pressure", "nodes[6].rate", "kind duration, rate or yearly"),
        ("network.yaml", "rate: lull_rate, horizon: horizon_months",
         "rate: lull_rate, horizon: p_offer", "nodes[6].horizon",
         "an assumption with a range"),
        ("network.yaml", "of: yearly_consent", "of: drafting_years", "nodes[7].of", "range within 0 and 1"),
        ("network.yaml", "of: drafting_years", "of: p_offer", "nodes[8].of", "range that starts at 0"),
        ("network.yaml", "[consent_rate, drafting_rate]}", "[consent_rate, p_lull]}",
         "nodes[9].stages[1]", "rate or yearly"),
        ("network.yaml", "weight: pact_required", "weight: p_offer", "nodes[0].weight", "name an index"),
        ("network.yaml", "when_1: p_pact", "when_1: pressure", "nodes[0].when_1", "name a probability"),
        ("network.yaml", "of: [p_lull, p_pact]", "of: [p_lull, drafting_rate]", "nodes[11].of[1]",
         "name a probability"),
        ("network.yaml", "of: p_pact}", "of: donor_patience}", "nodes[13].of", "a range within 0 and 1"),
        ("network.yaml", "{from: threat_kept}", "{from: p_offer}", "nodes[4].anchor.from",
         "an assumption with a range"),
        ("network.yaml", "{from: p_offer, times", "{from: p_pact, times", "nodes[5].links[0].from",
         "does not fit here"),
        # A word's band is the node's.
        ("network.yaml", "{low: 0.2, mode: 0.35", "{low: 0.2, mode: 0.4", "nodes[3].anchor.word",
         "stands for 0.2, 0.35, 0.55"),
        ("network.yaml", "{low: 0.55, mode: 0.675", "{low: 0.5, mode: 0.675", "nodes[5].anchor.word",
         "say why in a note"),
        # Ids are taken once.
        ("actors.yaml", "id: lower", "id: donors", "actors[2].id", "the id 'donors' is taken by actors.yaml:14"),
        ("issues.yaml", "id: loan", "id: flow", "issues[3].id", "the id 'flow' is taken by issues.yaml:2"),
        ("network.yaml", "id: p_lull", "id: pact_required", "nodes[6].id", "is taken by assumptions.yaml:42"),
        ("timeline.yaml", "id: summer_fair", "id: P1.S1", "events[2].id", "is taken by evidence.yaml:5"),
        ("evidence.yaml", "id: bulletin", "id: almanac", "sources[1].id", "is taken by evidence.yaml:2"),
        ("evidence.yaml", "key: soon", "key: might", "words[2].key", "is taken by evidence.yaml:10"),
        ("options.yaml", "id: joint_board", "id: halves", "options[1].id", "is taken by options.yaml:4"),
        ("options.yaml", "id: halves", "id: as_now", "options[0].id", "is taken by options.yaml:1"),
        ("options.yaml", "id: B", "id: A", "options[1].readings[1].id", "is taken by options.yaml:21"),
        ("timeline.yaml", "id: second_deadline", "id: first_deadline", "ultimatums[1].id",
         "is taken by timeline.yaml:9"),
        ("timeline.yaml", "id: water", "id: talks", "tracks[1].id", "is taken by timeline.yaml:2"),
        # Cells stand once.
        ("positions.yaml", "kind: negotiating\n", "kind: ideal\n  note: again\n",
         None, "an ideal position is not moved"),
        ("positions.yaml", "issues: [sluices, border]", "issues: [flow]", "empty[0].issues",
         "donors has a position on flow"),
    ],
)  # fmt: skip
def test_checks(river, name, old, new, path, fragment):
    line = river.replace(name, old, new)
    problem = next((p for p in river.problems() if p.file == name and fragment in p.message), None)
    assert problem is not None, "\n".join(map(str, river.problems()))
    if path is not None:
        assert problem.path == path
        assert abs(problem.line - line) <= 1


def test_a_second_cell(minimal):
    line = minimal.append("positions.yaml", (minimal.folder / "positions.yaml").read_text().split("positions:\n")[1])
    problems = minimal.problems()
    assert len(problems) == 5
    assert problems[0].line == line
    assert "upland has a second ideal cell on share, the first is on line 2; keep one" in problems[0].message


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


def test_a_word_may_differ_where_a_note_says_why(river):
    river.replace("network.yaml", "{low: 0.2, mode: 0.35, high: 0.55}", "{low: 0.2, mode: 0.4, high: 0.55}")
    river.replace("network.yaml", "{word: might, refs: [P2.S1]}", "{word: might, refs: [P2.S1], note: read with P1.S2}")
    assert river.load().node("p_offer").default.mode == 0.4


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
