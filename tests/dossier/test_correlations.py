from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dossier.correlations import CorrelationError, Pair, factors

R = st.floats(-0.95, 0.95)


def test_a_contradiction_names_its_pairs_only():
    pairs = [
        Pair("a", "b", 0.9),
        Pair("b", "c", 0.9),
        Pair("a", "c", -0.9),
        Pair("c", "d", 0.3),
        Pair("e", "f", 0.5),
    ]
    with pytest.raises(CorrelationError, match=r"a and b 0\.9, b and c 0\.9, a and c −0\.9$") as error:
        factors(pairs)
    assert error.value.pairs == tuple(pairs[:3])
    with pytest.raises(CorrelationError, match="1 pair among them not named, which counts as 0"):
        factors(pairs[:2])


@given(entries=st.lists(R, min_size=10, max_size=10))
def test_a_contradiction_is_found_exactly_where_there_is_one(entries):
    names = "abcde"
    places = [(i, j) for i in range(5) for j in range(i)]
    matrix = np.eye(5)
    for (i, j), r in zip(places, entries, strict=True):
        matrix[i, j] = matrix[j, i] = r
    pairs = [Pair(names[i], names[j], r) for (i, j), r in zip(places, entries, strict=True)]
    if np.linalg.eigvalsh(matrix)[0] >= -1e-9:
        ((group, factor),) = factors(pairs)
        assert group == list(names)
        np.testing.assert_allclose(factor @ factor.T, matrix, atol=1e-7)
        assert np.all(np.triu(factor, 1) == 0) or np.allclose(np.triu(factor, 1), 0, atol=1e-12)
        return
    with pytest.raises(CorrelationError) as error:
        factors(pairs)
    kept = sorted({name for pair in error.value.pairs for name in pair[:2]})
    rows = [names.index(name) for name in kept]
    assert np.linalg.eigvalsh(matrix[np.ix_(rows, rows)])[0] < -1e-9
    for row in rows:
        rest = [other for other in rows if other != row]
        assert np.linalg.eigvalsh(matrix[np.ix_(rest, rest)])[0] >= -1e-9


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([Pair("a", "a", 0.5)], "with itself"),
        ([Pair("a", "b", 1.5)], "between −1 and 1"),
        ([Pair("a", "b", float("nan"))], "between −1 and 1"),
        ([Pair("a", "b", 0.5), Pair("b", "a", 0.5)], "twice"),
    ],
)
def test_faults_are_named(pairs, message):
    with pytest.raises(CorrelationError, match=message):
        factors(pairs)
