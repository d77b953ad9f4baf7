"""What follows from a dossier: causal network, bargaining, analyses. NumPy and SciPy, no user interface."""

from __future__ import annotations

from components.model.deadlines import deadline_record, standing
from components.model.number import Number
from components.model.results import Results, evaluate
from components.model.scenario import Scenario, ScenarioError

__all__ = ["Number", "Results", "Scenario", "ScenarioError", "deadline_record", "evaluate", "standing"]
