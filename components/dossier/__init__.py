"""The dossier: what an analyst wrote about one negotiation, typed, checked and frozen."""

from __future__ import annotations

from components.dossier.dossier import Dossier
from components.dossier.load import load
from components.dossier.problems import DossierError, Problem

__all__ = ["Dossier", "DossierError", "Problem", "load"]
