"""How far an output can go when one assumption is moved from the source's values: where an axis that stays may end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from components.model.memory import remembered
from components.model.results import at_source

if TYPE_CHECKING:
    from components.model.output import Output
    from components.model.results import Results


def reach(results: Results, output: Output, *, bands: bool = False) -> tuple[float, float]:
    """Return the least and the greatest finite number of an output over all single changes from the source's values.

    Each assumption, choices too, is put to both ends of its range. The same whatever the scenario, as of the same day.

    Parameters
    ----------
    results : Results
        Of the scenario in force.
    output : Output
        What is asked for.
    bands : bool
        Whether its bands count as well.

    Returns
    -------
    (float, float)
        In the output's unit; NaN where nothing finite is known.
    """
    return _reach(at_source(results), output, bands)


@remembered
def _reach(source: Results, output: Output, bands: bool) -> tuple[float, float]:
    settings = [
        {key: np.array([source.dossier.assumption(key).range.min, source.dossier.assumption(key).range.max])}
        for key in output.assumptions(source)
    ]
    found = [np.array([output.value(source)]), *(output.response(source, values) for values in settings)]
    if bands:
        drawn = [output.draws(source), *(output.draws_at(source, values) for values in settings)]
        found += [np.quantile(np.atleast_1d(draws), (0.1, 0.9), axis=-1).ravel() for draws in drawn]
    finite = np.concatenate(found)
    finite = finite[np.isfinite(finite)]
    return (float(finite.min()), float(finite.max())) if len(finite) else (np.nan, np.nan)
