"""What an analyst gets wrong is told in plain words, with file, line, path and what to write instead."""

from __future__ import annotations

import pytest

from components.dossier import DossierError, Problem

JARGON = ("Input should", "valid string", "Extra inputs", "Field required", "union", "pydantic", "NoneType", "tuple")


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "fragment"),
    [
        ("dossier.yaml", "title: The", "titel: The", "titel", "unknown key 'titel'; did you mean 'title'?"),
        ("dossier.yaml", "as_of: 2031-06-10", "as_of: tomorrow", "as_of",
         "a date such as 2025-01-31, but is 'tomorrow'"),
        ("dossier.yaml", "seed: 7", "seed: seven", "seed", "must be a whole number, but is 'seven'"),
        ("dossier.yaml", "seed: 7", "seed: '7'", "seed", "remove the quotes"),
        ("dossier.yaml", "seed: 7", "seed: -1", "seed", "must be at least 0, but is -1"),
        ("dossier.yaml", "fan: [p_truce, p_pact]", "fan: p_truce", "fan", "must be a list; write [p_truce]"),
        ("actors.yaml", "id: lower", "id: lower orlen", "actors[1].id", "cannot be an id: start with a letter"),
        ("actors.yaml", "kind: institution", "kind: instution", "actors[2].kind", "did you mean 'institution'?"),
        ("actors.yaml", "veto: true", "veto: maybe", "actors[0].veto", "must be true or false, but is 'maybe'"),
        ("actors.yaml", "rung: 1", "rung: 0", "actors[0].goals[0].rung", "must be at least 1"),
        ("actors.yaml", "refs: [P1.S1]}", "ref: P1.S1}", "actors[0].interests[0].ref", "did you mean 'refs'?"),
        ("actors.yaml", "interests: [{text: Water for its fields, refs: [P1.S1]}]", "interests: [5]",
         "actors[0].interests[0]",
         "must be a text or {text: …}, but is 5"),
        ("issues.yaml", "status_quo: 70", "status_quo: 170", "issues[0]", "status_quo must lie between 0 and 100"),
        ("issues.yaml", "50: halves", "half: halves", "issues[0].anchors.half", "must be a number, but is 'half'"),
        ("positions.yaml", "{low: 70, mode: 85, high: 100}", "{low: 90, mode: 85, high: 100}", "positions[0].position",
         "needs low ≤ mode ≤ high, but has 90, 85, 100"),
        ("positions.yaml", "{low: 70, mode: 85, high: 100}", "{low: 70, high: 100}",
         "positions[0].position", "needs 'mode'"),
        ("positions.yaml", "{low: 70, mode: 85, high: 100}", "{low: 70, mode: 85, high: 120}", "positions[0].position",
         "must lie between 0 and 100, but runs from 70 to 120"),
        ("positions.yaml", "{low: 70, mode: 85, high: 100}", "high", "positions[0].position",
         "must be a number or {low: …, mode: …, high: …}, but is 'high'"),
        ("positions.yaml", "{low: 70, mode: 85, high: 100}", "{low: '70', mode: 85, high: 100}",
         "positions[0].position.low", "must be a number, but is '70'; remove the quotes"),
        ("positions.yaml", "{low: 70, mode: 85, high: 100}", "{low: 70, mode: 85, hihg: 100}",
         "positions[0].position.hihg", "unknown key 'hihg'; did you mean 'high'?"),
        ("positions.yaml", "  refs: [P1.S1]\n", "", "positions[0]", "or write basis: analyst_judgement"),
        ("positions.yaml", "reservation: 45", "reservation: 145", "positions[1].reservation", "must be at most 100"),
        ("positions.yaml", "kind: negotiating", "kind: ideal", "positions[1]", "an ideal position is not moved"),
        ("positions.yaml", "confidence: low", "confidence: lo", "positions[1].confidence", "did you mean 'low'?"),
        ("positions.yaml", 'issues: "*"', "issues: all", "empty[1].issues", "none of *"),
        ("assumptions.yaml", "{low: 30, mode: 50, high: 75}", "{low: 60, mode: 50, high: 75}", "assumptions[0].default",
         "needs low ≤ mode ≤ high"),
        ("assumptions.yaml", "{low: 30, mode: 50, high: 75}", "{low: 30, mode: 50, high: 175}", "assumptions[0]",
         "default runs from 30 to 175, outside the range 0 to 100"),
        ("assumptions.yaml", "{low: 30, mode: 50, high: 75}", "{low: 30, mode: 50}",
         "assumptions[0].default", "needs 'high'"),
        ("assumptions.yaml", "{min: 0, max: 100, step: 1}", "{min: 0, max: 0, step: 1}", "assumptions[0].range",
         "needs min < max"),
        ("assumptions.yaml", "step: 1}", "step: 0}", "assumptions[0].range.step", "must be above 0"),
        ("assumptions.yaml", "p_truce: 1", "p_truce: 2", "assumptions[0].signs.p_truce", "none of -1, 0, 1"),
        ("network.yaml", "kind: index", "kind: indx", "nodes[1]", "did you mean 'index'?"),
        ("network.yaml", "  kind: index\n", "", "nodes[1]", "needs 'kind'"),
        ("network.yaml", "points: -12", "odds: 2", "nodes[1].links[0].odds", "unknown key 'odds'"),
        ("network.yaml", "rate: lull_rate, horizon", "rat: lull_rate, horizon", "nodes[6].rat", "did you mean 'rate'?"),
        ("network.yaml", "anchor: {from: threat_kept}", "refs: []", "nodes[4]", "needs either default"),
        ("network.yaml", "{low: 0.2, mode: 0.35, high: 0.55}", "{low: 20, mode: 35, high: 55}", "nodes[3]",
         "write 0.45, not 45"),
        ("network.yaml", "odds: 2", "odds: -2", "nodes[3].links[0].odds", "must be above 0, but is -2"),
        ("network.yaml", "of: [p_offer, p_pact]", "of: []", "nodes[12].of", "needs 1 or more entries, but has 0"),
        ("network.yaml", "high: 0.8, by_months: 6", "high: 1, by_months: 6", "nodes[5].default",
         "probabilities below 1"),
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
        "assumptions.yaml": river.replace("assumptions.yaml", "mode: 50", "mode: 20"),
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
