"""Outputs: one object for whatever can be asked, in the same numbers wherever they are read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.outputs import IssueOutput, NodeOutput, OutputError, PackageOutput, output_of, outputs
from tests.model.build import ask, deal


@pytest.fixture(scope="module")
def results(builtin):
    return evaluate(builtin, Scenario(draws=256))


def test_a_key_names_one_output_and_comes_back(builtin, river, minimal):
    for dossier in (builtin, river, minimal):
        for key, output in outputs(dossier).items():
            assert output.key == key
            assert output_of(dossier, key) == output
            assert len({output, output_of(dossier, key)}) == 1


@given(key=st.text(max_size=30))
def test_no_other_key_names_one(key, builtin):
    if key not in outputs(builtin):
        with pytest.raises(OutputError, match="there is no output"):
            output_of(builtin, key)


def test_a_node_an_issue_and_a_package_of_one_id_are_three(builtin):
    node, issue, option = builtin.nodes[0], builtin.issues[0], builtin.options.options[0]
    same = [
        NodeOutput(node.model_copy(update={"id": "x"})),
        IssueOutput(issue.model_copy(update={"id": "x"})),
        PackageOutput(option.model_copy(update={"id": "x"})),
    ]
    assert [output.key for output in same] == ["x", "issue.x", "package.x"]
    assert len(set(same)) == 3


def test_values_are_those_of_the_results(results):
    for output in outputs(results.dossier).values():
        point, draws = output.point(results), output.draws(results)
        assert draws.shape == (256,)
        match output:
            case NodeOutput():
                assert point == results.point[output.id]
                np.testing.assert_array_equal(draws, results.draws[output.id])
            case IssueOutput():
                assert point == results.issues[output.id].weighted_mean.point
                assert draws.mean() == results.issues[output.id].weighted_mean.mean
            case PackageOutput():
                assert point == results.packages[output.id].joint
                assert draws.mean() == pytest.approx(point)


def test_nothing_set_gives_the_point(results):
    for output in outputs(results.dossier).values():
        (at,) = output.response(results, {})
        assert at == pytest.approx(output.point(results)), output.key


def test_each_output_moves_as_the_dossier_signs_it(results):
    signed = [
        (output, item, sign)
        for output in outputs(results.dossier).values()
        for item in results.dossier.assumptions
        if (sign := output.sign(item))
    ]
    assert signed
    for output, item, sign in signed:
        low, high = output.response(results, {item.id: np.array([item.range.min, item.range.max])})
        assert sign * (high - low) >= 0, (output.key, item.id)


def test_points_known_exactly_bring_no_band_with_them():
    found = evaluate(deal(), Scenario(draws=512))
    for key in ("worth", "issue.q"):
        output, at = ask(found, key), {"y": np.array([20.0]), "x": np.array([60.0])}
        assert output.response_at_points(found, at) == output.response(found, at)
