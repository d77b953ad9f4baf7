"""Figures of the Ultimatum page."""
