"""The dossier: what an analyst wrote about one negotiation, typed, checked and frozen."""

from __future__ import annotations

from components.dossier.dossier import Dossier
from components.dossier.load import load
from components.dossier.mechanism import Assumption
from components.dossier.problems import DossierError, Problem
from components.dossier.schema import Actor, Cell, Issue
from components.dossier.territory import Option
from components.dossier.types import Band

__all__ = ["Actor", "Assumption", "Band", "Cell", "Dossier", "DossierError", "Issue", "Option", "Problem", "load"]
