"""What an analyst gets wrong is told in plain words, with file, line, path and what to write instead."""

from __future__ import annotations

import pytest

from components.dossier import DossierError, Problem

JARGON = ("Input should", "valid string", "Extra inputs", "Field required", "union", "pydantic", "NoneType", "tuple")


IDEAL = "{p10: 76.7, p50: 85, p90: 93.3}"
PATIENCE = "{p10: 39.5, p50: 51.3, p90: 64.4}"


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "fragment"),
    [
        ("dossier.yaml", "title: The", "titel: The", "titel", "unknown key 'titel'; did you mean 'title'?"),
        ("dossier.yaml", "as_of: 2031-06-10", "as_of: tomorrow", "as_of",
         "a date such as 2025-01-31, but is 'tomorrow'"),
        ("dossier.yaml", "seed: 7", "seed: seven", "seed", "must be a whole number, but is 'seven'"),
        ("dossier.yaml", "seed: 7", "seed: '7'", "seed", "remove the quotes"),
        ("dossier.yaml", "seed: 7", "seed: -1", "seed", "must be at least 0, but is -1"),
        ("dossier.yaml", "sidebar: [donor_patience, horizon_months, threat_kept]", "sidebar: threat_kept", "sidebar",
         "must be a list; write [threat_kept]"),
        ("dossier.yaml", "  resolves: Both governments sign one", "  note: Both governments sign one", "questions[0]",
         "needs 'resolves'"),
        ("dossier.yaml", "the talks end.}", "the end., resolved: {on: 2031-06-25, outcome: held}}",
         "questions[3].resolved.outcome", "must be true or false, but is 'held'"),
        ("dossier.yaml", "points: 5", "points: 0", "tolerance.points", "must be above 0"),
        ("dossier.yaml", "high: 0.2, moderate: 0.5", "high: 0.6, moderate: 0.5", "confidence",
         "high must not be above"),
        ("dossier.yaml", "seed: 7", "words: icd", "words", "did you mean 'icd203'?"),
        ("dossier.yaml", "sets: {donor_patience: 70}", "sets: {}", "presets[0].sets", "needs 1 or more entries"),
        ("dossier.yaml", "sets: {donor_patience: 70}, basis: inferred, refs: [P1.S2]",
         "sets: {donor_patience: 70}, basis: inferred", "presets[0]", "or write basis: analyst_judgement"),
        ("actors.yaml", "id: lower", "id: lower orlen", "actors[1].id", "cannot be an id: start with a letter"),
        ("actors.yaml", "kind: institution", "kind: instution", "actors[2].kind", "did you mean 'institution'?"),
        ("actors.yaml", "veto: true", "veto: maybe", "actors[0].veto", "must be true or false, but is 'maybe'"),
        ("actors.yaml", "cost: {p10: 4, p50: 9, p90: 16}", "cost: {p10: 4, p50: 9, p90: 160}", "actors[1].cost",
         "must lie between 0 and 100"),
        ("actors.yaml", "cost: {p10: 4, p50: 9, p90: 16}", "cost: true", "actors[1].cost", "a number or {p10: …"),
        ("actors.yaml", "rung: 1", "rung: 0", "actors[0].goals[0].rung", "must be at least 1"),
        ("actors.yaml", "refs: [P1.S1]}", "ref: P1.S1}", "actors[0].interests[0].ref", "did you mean 'refs'?"),
        ("actors.yaml", "interests: [{text: Water for its fields, refs: [P1.S1]}]", "interests: [5]",
         "actors[0].interests[0]",
         "must be a text or {text: …}, but is 5"),
        ("issues.yaml", "status_quo: 70", "status_quo: 170", "issues[0]", "status_quo must lie between 0 and 100"),
        ("issues.yaml", "50: halves", "half: halves", "issues[0].anchors.half", "must be a number, but is 'half'"),
        ("positions.yaml", IDEAL, "{p10: 90, p50: 85, p90: 100}", "positions[0].position",
         "needs p10 ≤ p50 ≤ p90, but has 90, 85, 100"),
        ("positions.yaml", IDEAL, "{p10: 70, p90: 100}", "positions[0].position", "needs 'p50'"),
        ("positions.yaml", IDEAL, "{p10: 70, p50: 85, p90: 120}", "positions[0].position",
         "must lie between 0 and 100, but runs from 70 to 120"),
        ("positions.yaml", IDEAL, "high", "positions[0].position",
         "must be a number or {p10: …, p50: …, p90: …}, but is 'high'"),
        ("positions.yaml", IDEAL, "{p10: '70', p50: 85, p90: 100}",
         "positions[0].position.p10", "must be a number, but is '70'; remove the quotes"),
        ("positions.yaml", IDEAL, "{p10: 70, p50: 85, p09: 100}",
         "positions[0].position.p09", "unknown key 'p09'; did you mean 'p90'?"),
        ("positions.yaml", IDEAL, "{low: 70, high: 100}", "positions[0].position",
         "run: python -m components.cli upgrade"),
        ("positions.yaml", "  refs: [P1.S1]\n", "", "positions[0]", "or write basis: analyst_judgement"),
        ("positions.yaml", "  refs: [P2.S1]\n", "  reservation: 45\n  refs: [P2.S1]\n", "positions[1].reservation",
         "unknown key 'reservation'"),
        ("positions.yaml", "salience: 35,", "salience: {p10: 30, p50: 35, p90: 40, basis: inferred},", "positions[2]",
         "basis of a band is 'inferred' but refs is empty"),
        ("positions.yaml", "p90: 96, basis", "p90: 196, basis", "positions[0]", "must lie between 0 and 100"),
        ("positions.yaml", "p90: 96, basis", "p90: 86, basis", "positions[0].since[0]", "needs p10 ≤ p50 ≤ p90"),
        ("positions.yaml", "{on: 2031-06-20, p10: 80", "{on: soon, p10: 80", "positions[0].since[0].on",
         "must be a date"),
        ("positions.yaml", "inferred, refs: [sluices_closed]}]}",
         "inferred, refs: [sluices_closed]}, {on: 2031-06-20, p10: 1, p50: 1, p90: 1, basis: analyst_judgement}]}",
         "no_deal[0].since", "two values hold from 2031-06-20; keep one"),
        ("positions.yaml", "expects: 58", "expects: 158", "no_deal[3].expects", "must lie between 0 and 100"),
        ("positions.yaml", "{pressure: -10", "{pressure: much", "no_deal[0].moved_by.pressure", "must be a number"),
        ("positions.yaml", "confidence: low", "confidence: lo", "positions[0].confidence", "did you mean 'low'?"),
        ("positions.yaml", 'issues: "*"', "issues: all", "empty[1].issues", "none of *"),
        ("assumptions.yaml", PATIENCE, "{p10: 60, p50: 50, p90: 75}", "assumptions[0].default",
         "needs p10 ≤ p50 ≤ p90"),
        ("assumptions.yaml", PATIENCE, "{p10: 30, p50: 50, p90: 175}", "assumptions[0]",
         "runs from 30 to 175, outside the range 0 to 100"),
        ("assumptions.yaml", PATIENCE, "{p10: 30, p50: 50}", "assumptions[0].default", "needs 'p90'"),
        ("assumptions.yaml", "p50: 42, p90: 55", "p50: 42, p90: 155", "assumptions[0]", "outside the range 0 to 100"),
        ("assumptions.yaml", "default: 12", "default: {p10: 6, p50: 12, p90: 24}", "assumptions[1]",
         "its default is one number"),
        ("assumptions.yaml", "kind: choice", "kind: choise", "assumptions[1].kind", "did you mean 'choice'?"),
        ("assumptions.yaml", "r: -0.3", "r: -3", "correlations[0].r", "must be at least -1"),
        ("assumptions.yaml", "[donor_patience, pact_required]", "[donor_patience]", "correlations[0].of",
         "needs 2 entries"),
        ("assumptions.yaml", "{min: 0, max: 100, step: 1}", "{min: 0, max: 0, step: 1}", "assumptions[0].range",
         "needs min < max"),
        ("assumptions.yaml", "step: 1}", "step: 0}", "assumptions[0].range.step", "must be above 0"),
        ("assumptions.yaml", "p_truce: -1", "p_truce: 2", "assumptions[0].signs.p_truce", "none of -1, 0, 1"),
        ("network.yaml", "kind: index", "kind: indx", "nodes[1]", "did you mean 'index'?"),
        ("network.yaml", "  kind: index\n", "", "nodes[1]", "needs 'kind'"),
        ("network.yaml", "points: -12", "odds: 2", "nodes[1].links[0].odds", "unknown key 'odds'"),
        ("network.yaml", "rate: lull_rate, horizon", "rat: lull_rate, horizon", "nodes[8].rat", "did you mean 'rate'?"),
        ("network.yaml", "anchor: {from: threat_kept}", "refs: []", "nodes[6]", "needs either default"),
        ("network.yaml", "{p10: 0.272, p50: 0.363, p90: 0.466}", "{p10: 20, p50: 35, p90: 55}", "nodes[5]",
         "write 0.45, not 45"),
        ("network.yaml", "odds: 2", "odds: -2", "nodes[5].links[0].odds", "must be above 0, but is -2"),
        ("network.yaml", "of: [p_both_take_board, p_pact]", "of: []", "nodes[14].of",
         "needs 1 or more entries, but has 0"),
        ("network.yaml", "p90: 0.744, by_months: 6", "p90: 1, by_months: 6", "nodes[7].default",
         "probabilities below 1"),
        # An anchor fits its kind of node.
        ("network.yaml", "  basis: inferred\n  refs: [P1.S2]\n  links", "  anchor: {value: 0.5}\n  links", "nodes[2]",
         "an index is no probability"),
        ("network.yaml", "p90: 0.744, by_months: 6", "p90: 0.744", "nodes[7]", "add by_months to the default"),
        ("network.yaml", "anchor: {word: likely", "anchor: {from: threat_kept", "nodes[7]", "write word or value"),
        ("network.yaml", "anchor: {word: might, refs: [P2.S1]}}", "anchor: {from: threat_kept}}", "nodes[3]",
         "write word or value"),
        ("network.yaml", "by: upper, anchor", "by: all, anchor", "nodes[3]", "anchor that actor's own acceptance"),
        ("network.yaml", "{word: might, refs: [P2.S1]}}", "{value: 31}}", "nodes[3].anchor.value", "must be at most 1"),
        ("evidence.yaml", "quote: likely to depend", f"quote: {'word ' * 21}", "sentences[1].quote", "quotes 21 words"),
        ("timeline.yaml", "due_on: 2031-04-10", "due_on: 2031-02-10", "ultimatums[0]", "before it was set"),
        ("timeline.yaml", "  resolved_on: 2031-04-10\n", "", "ultimatums[0]", "needs resolved_on exactly where"),
        ("timeline.yaml", "end: 2031-07-04", "end: 2031-06-04", "events[2]", "before it starts"),
        ("regions.yaml", "[9.5, 46.5, 12.5, 48.5]", "[12.5, 46.5, 9.5, 48.5]", "views[0]", "west before east"),
        ("regions.yaml", "[9.5, 46.5, 12.5, 48.5]", "[9.5, 46.5, 12.5]", "views[0].bounds", "needs 4 entries"),
        ("media.yaml", "reference: 1,", "", "figures[0]", "needs 'reference'"),
    ],
)  # fmt: skip
def test_schema(river, name, old, new, path, fragment):
    line = river.replace(name, old, new)
    problems = river.problems()
    problem = next((found for found in problems if found.path == path), problems[0])
    assert (problem.file, problem.path) == (name, path)
    assert fragment in problem.message
    # A record's own finding stands at its first line; any other at the line that was changed.
    assert problem.line == line or (problem.line < line and path.endswith("]"))
    assert not any(word in str(problems) for word in JARGON)


def test_a_list_of_nothing_but_a_wrong_record_is_not_called_short(minimal):
    minimal.write("actors.yaml", "actors:\n- {id: upland}\n")
    messages = [problem.message for problem in minimal.problems() if problem.file == "actors.yaml"]
    assert messages == ["needs 'label'"]


def test_problems_of_several_files_come_together_in_order(river):
    lines = {
        "actors.yaml": river.replace("actors.yaml", "id: donors,", "id: 2donors,"),
        "assumptions.yaml": river.replace("assumptions.yaml", "p50: 51.3", "p50: 20"),
        "dossier.yaml": river.replace("dossier.yaml", "seed: 7", "sead: 7"),
        "options.yaml": river.replace("options.yaml", "sluices: 30", "sluice: 30"),
    }
    (river.folder / "issues.yaml").write_text("issues: [")
    towns = river.replace("towns.csv", "47.5,11.5", "147.5,11.5")
    problems = river.problems()
    found = [(problem.file, problem.line) for problem in problems]
    assert found == sorted(found, key=lambda item: (item[0], item[1] or 0))
    assert {*lines.items(), ("towns.csv", towns)} - set(found) == {("options.yaml", lines["options.yaml"])}
    assert "issues.yaml" in dict(found)
    # Without its issues nothing can be said about what names them.
    assert not [problem for problem in problems if "issue" in problem.message and problem.file != "issues.yaml"]


def test_sound_records_are_still_checked_beside_a_wrong_one(minimal):
    wrong = minimal.replace("positions.yaml", "salience: 85", "salience: much")
    dangling = minimal.replace("positions.yaml", "issue: dam", "issue: dame")
    first, second = minimal.problems()
    assert (first.line, first.path) == (wrong, "positions[1].salience")
    assert (second.line, second.path) == (dangling, "positions[3].issue")


def test_a_wrong_record_s_id_still_counts(minimal):
    minimal.replace("actors.yaml", "label: Lowland", "lable: Lowland")
    assert {problem.file for problem in minimal.problems()} == {"actors.yaml"}


def test_the_text_lists_every_problem_once():
    second = Problem("b.yaml", 3, "a[0].c", "is wrong")
    first = Problem("a.yaml", None, "", "is missing")
    error = DossierError([second, first, second])
    assert error.problems == (first, second)
    assert str(error).splitlines() == [
        "The dossier has 2 problems:",
        "  a.yaml: is missing",
        "  b.yaml:3: a[0].c: is wrong",
    ]
