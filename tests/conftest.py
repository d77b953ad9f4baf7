from __future__ import annotations

import os

import pytest
from hypothesis import settings

from components.cli import main
from components.dossier.places import NAMED

# No test asserts a time: on a busy machine any example may be slow.
settings.register_profile("parley", deadline=None)
settings.load_profile("parley")

# Nothing is kept in the home of whoever runs the tests; a test that keeps something names its own store.
os.environ["PARLEY_STORE"] = "off"


@pytest.fixture
def ran(capsys, monkeypatch):
    """Run the command line, no other dossier being named; return exit status, standard output and standard error."""
    monkeypatch.delenv(NAMED, raising=False)

    def run(*words: object):
        try:
            status = main([str(word) for word in words])
        except SystemExit as stop:
            status = stop.code
        return status, *capsys.readouterr()

    return run
