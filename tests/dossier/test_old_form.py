"""A dossier of the old form is told in one problem a file, with the command that rewrites it."""

from __future__ import annotations

import pytest

OLD_BAND = "{low: 70, mode: 85, high: 100}"


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "fragment"),
    [
        ("positions.yaml", "{p10: 76.7, p50: 85, p90: 93.3}", OLD_BAND, "positions[0].position",
         "is of the old form (low / mode / high); write p10 / p50 / p90"),
        ("positions.yaml", "issue: flow\n  position", "issue: flow\n  kind: ideal\n  position", "positions[0].kind",
         "no_deal"),
        ("actors.yaml", "cost: upper_cost", "no_deal: upper_cost", "actors[0].no_deal", "no_deal in positions.yaml"),
        ("dossier.yaml", "questions:", "headline: [p_pact]\nquestions:", "headline", "write questions"),
        ("media.yaml", "value: {", "value: {mode: 1, low: 0, ", "figures[0].value", "p10"),
    ],
)  # fmt: skip
def test_the_old_form_is_one_problem_a_file(river, name, old, new, path, fragment):
    river.replace(name, old, new)
    problem = river.problem()
    assert (problem.file, problem.path) == (name, path)
    assert fragment in problem.message
    assert "run: python -m components.cli upgrade DIR" in problem.message


def test_the_old_form_says_how_many_places_there_are(minimal):
    text = (minimal.folder / "positions.yaml").read_text()
    minimal.write("positions.yaml", text.replace("p10:", "low:").replace("p50:", "mode:").replace("p90:", "high:"))
    problem = minimal.problem()
    assert problem.line == 4
    assert "(5 other places in this file)" in problem.message
