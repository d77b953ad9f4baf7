"""Saved scenarios: listed, loaded, changed, deleted, brought back; nothing is lost and a stale save is refused."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.store import Stale, Store, StoreError, open_store
from components.store.scenarios import NAME_LENGTH
from tests.store.conftest import DRAFT


def test_what_is_saved_is_read_back(store: Store, url: str) -> None:
    saved = store.scenarios.save(DRAFT)
    assert {key: value for key, value in asdict(saved).items() if key in asdict(DRAFT)} == asdict(DRAFT)
    assert saved.revision == 1
    assert open_store(url).scenarios.list("canal") == (saved,)
    assert store.scenarios.list("river") == ()
    assert store.scenarios.load(saved.scenario) == saved


def test_every_revision_is_kept(store: Store) -> None:
    first = store.scenarios.save(DRAFT)
    second = store.scenarios.update(replace(DRAFT, content="x"), first.scenario, 1)
    third = store.scenarios.rename(second, "Doves")
    assert store.scenarios.history(first.scenario) == (first, second, third)
    assert store.scenarios.list("canal") == (third,)
    assert (third.content, third.revision) == ("x", 3)


def test_a_stale_save_is_refused_and_carries_both(store: Store) -> None:
    first = store.scenarios.save(DRAFT)
    theirs = store.scenarios.update(replace(DRAFT, author="Grace"), first.scenario, 1)
    mine = replace(DRAFT, note="mine")
    with pytest.raises(Stale, match="changed meanwhile by Grace; it now stands at revision 2") as refused:
        store.scenarios.update(mine, first.scenario, 1)
    assert (refused.value.mine, refused.value.theirs) == (mine, theirs)
    for late in (lambda: store.scenarios.rename(first, "x"), lambda: store.scenarios.delete(first)):
        with pytest.raises(Stale):
            late()
    assert store.scenarios.history(first.scenario) == (first, theirs)


def test_deleting_can_be_taken_back(store: Store) -> None:
    saved = store.scenarios.save(DRAFT)
    store.scenarios.delete(saved)
    assert store.scenarios.list("canal") == ()
    for late in (lambda: store.scenarios.load(saved.scenario), lambda: store.scenarios.rename(saved, "x")):
        with pytest.raises(StoreError, match="was deleted meanwhile"):
            late()
    assert store.scenarios.restore(saved.scenario) == saved
    assert store.scenarios.list("canal") == (saved,)


def test_a_duplicate_goes_its_own_way(store: Store) -> None:
    saved = store.scenarios.save(replace(DRAFT, name="n" * NAME_LENGTH))
    copy = store.scenarios.duplicate(saved, "Grace")
    assert (copy.name, copy.author, copy.content) == (f"{'n' * (NAME_LENGTH - 7)} (copy)", "Grace", saved.content)
    store.scenarios.delete(copy)
    assert store.scenarios.list("canal") == (saved,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(st.characters(codec=None)), st.text(), st.text())
def test_any_text_is_kept_as_far_as_a_database_can_hold_it(store: Store, name: str, note: str, content: str) -> None:
    saved = store.scenarios.save(replace(DRAFT, name=name, note=note, content=content))
    assert store.scenarios.load(saved.scenario) == saved
    assert saved.content == content.replace("\0", "")
    assert 0 < len(saved.name) <= NAME_LENGTH
    assert "\n" not in saved.name
