"""Figures of the Concessions page."""
