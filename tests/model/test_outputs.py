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


def test_draws_are_those_of_the_results(results):
    for output in outputs(results.dossier).values():
        draws = output.draws(results)
        assert draws.shape == (256,)
        assert output.value(results) == pytest.approx(draws.mean() if output.is_chance else np.median(draws))
        match output:
            case NodeOutput():
                np.testing.assert_array_equal(draws, results.draws[output.id])
            case IssueOutput():
                assert output.number(results) == results.issues[output.id].weighted_mean
            case PackageOutput():
                assert output.number(results) == results.packages[output.id].joint


def test_nothing_set_gives_the_number(results):
    for output in outputs(results.dossier).values():
        assert output.response(results, {}) == pytest.approx([output.value(results)]), output.key


def test_no_slider_moves_an_ideal_point_and_so_no_weighted_mean(results):
    for output in outputs(results.dossier).values():
        assert isinstance(output, IssueOutput) == (not output.assumptions(results)) or isinstance(output, NodeOutput)


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


def test_many_settings_of_a_package_are_those_of_each():
    found = evaluate(deal(gate="open"), Scenario(draws=16))
    output = ask(found, "package.deal")
    values = {"x": np.linspace(0, 100, 130), "open": np.linspace(0, 1, 130)}
    together = output.response(found, values)
    for number in (0, 63, 64, 129):
        one = {key: value[number : number + 1] for key, value in values.items()}
        assert output.response(found, one) == pytest.approx(together[number], abs=1e-12)
        alone = evaluate(deal(gate="open"), Scenario({key: float(v[number]) for key, v in values.items()}, draws=16))
        assert together[number] == pytest.approx(alone.packages["deal"].joint.value, abs=1e-12)


def test_what_a_package_answers_to():
    found = evaluate(deal(gate="open"), Scenario(draws=16))
    assert ask(found, "package.deal").assumptions(found) == ("x", "y", "open")
    assert ask(found, "issue.q").assumptions(found) == ()
