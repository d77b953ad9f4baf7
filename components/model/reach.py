"""How far an output can go when one assumption is moved from the source's values: where an axis that stays may end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from components.model.memory import remembered
from components.model.results import at_source

if TYPE_CHECKING:
    from components.model.output import Output
    from components.model.results import Results


def reach(results: Results, output: Output) -> tuple[float, float]:
    """Return the least and the greatest finite number of an output over all single changes from the source's values.

    Each uncertain assumption is put to both ends of its range. The same whatever the scenario, as of the same day.

    Parameters
    ----------
    results : Results
        Of the scenario in force.
    output : Output
        What is asked for.

    Returns
    -------
    (float, float)
        In the output's unit; NaN where nothing finite is known.
    """
    return _reach(at_source(results), output)


@remembered
def _reach(source: Results, output: Output) -> tuple[float, float]:
    found = [np.array([output.value(source)])]
    for key in output.uncertain(source):
        limits = source.dossier.assumption(key).range
        found.append(output.response(source, {key: np.array([limits.min, limits.max])}))
    finite = np.concatenate(found)
    finite = finite[np.isfinite(finite)]
    return (float(finite.min()), float(finite.max())) if len(finite) else (np.nan, np.nan)
