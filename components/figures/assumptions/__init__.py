"""Figures of the Assumptions page."""
