"""Figures of the Actors page."""
