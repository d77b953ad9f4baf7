"""Tests of Parley; ``python -m tests`` runs every check, ``python -m tests.bench`` measures speed."""
