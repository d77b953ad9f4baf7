"""A short run of the seeded fuzzer; the long one is ``python -m tests.hostile all 10000``."""

from __future__ import annotations

import pytest

from tests.hostile import calls, trials


@pytest.mark.parametrize("seed", range(40))
def test_a_changed_dossier_is_refused_in_words_or_shown(seed: int) -> None:
    trials.dossier(seed)


@pytest.mark.parametrize("trial", [trials.scenario, trials.sheet])
def test_changed_scenarios_and_sheets_are_refused_in_words_or_taken(trial) -> None:
    came = {trial(seed) for seed in range(80)}
    assert came == {"refused", "shown"}


def test_changed_requests_are_refused_in_words_or_answered() -> None:
    assert {calls.call(seed) for seed in range(40)} == {"refused", "shown"}


@pytest.mark.parametrize("seed", range(8))
def test_a_changed_link_opens_its_page(seed: int) -> None:
    trials.link(seed)
