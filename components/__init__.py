"""Parley: interactive dossiers of negotiations."""
