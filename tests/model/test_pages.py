"""A page is what evaluating with some draws exchanged gives."""

from __future__ import annotations

import numpy as np
import pytest

from components.model import Scenario, evaluate
from components.model.outputs import outputs
from components.model.pages import SAMPLES, Design
from tests.model.build import ask
from tests.model.small import additive, deal, product

pytestmark = pytest.mark.filterwarnings("error")


def test_a_page_exchanges_its_group_and_nothing_else():
    results = product()
    design = Design(results, ask(results, "both"))
    assert design.quantities == ("p", "q")
    a, b, p, q, none, whole = design.pages([["p"], ["q"], [], ["p", "q"]])
    np.testing.assert_array_equal(a, results.draws["both"][:SAMPLES])
    np.testing.assert_allclose(p * q, a * b)
    np.testing.assert_array_equal(none, a)
    np.testing.assert_array_equal(whole, b)
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.1


def test_everything_an_output_reads_is_behind_it():
    results = additive()
    behind = {key: Design(results, ask(results, key)).quantities for key in ("i", "own", "free", "fixed")}
    assert behind == {"i": ("x", "y", "z", "i"), "own": ("x", "own"), "free": ("free",), "fixed": ("fixed",)}
    results = evaluate(deal(gate="open"))
    assert Design(results, ask(results, "package.deal")).quantities == (
        *("x", "y", "open", "burden", "a.q.position", "a.q.salience"),
        *("b.q.position", "b.q.salience", "a.q.expects"),
    )
    weighed = {
        f"{actor}.q.{what}" for what in ("position", "salience", "influence") for actor in ("a", "b", "bystander")
    }
    assert set(Design(results, ask(results, "issue.q")).quantities) == weighed


@pytest.mark.parametrize("moved", [{}, {"us_leverage": 70, "alignment": 10}])
def test_the_first_page_is_the_headline_where_nothing_is_correlated(builtin, moved):
    alone = builtin.model_copy(update={"correlations": ()})
    results = evaluate(alone, Scenario(moved))
    for key in ("p_settlement", "p_scaling_back", "package.whole_donbas_with_exchanges", "issue.territory"):
        design = Design(results, ask(results, key))
        a, b, whole = design.pages([design.quantities])
        np.testing.assert_allclose(a, ask(results, key).draws(results)[:SAMPLES], rtol=1e-12)
        np.testing.assert_array_equal(b, whole)


def test_every_output_can_be_taken_apart(builtin, river, minimal):
    for dossier in (builtin, river, minimal):
        results = evaluate(dossier, Scenario(draws=64))
        for output in outputs(dossier).values():
            design = Design(results, output)
            found = design.pages([[key] for key in design.quantities])
            assert found.shape == (len(design.quantities) + 2, 64)
            assert np.isfinite(found).all()
            assert set(output.uncertain(results)) <= set(design.quantities)
