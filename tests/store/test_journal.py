"""The journal: what is put down stays, in its order, and a change shows."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from components.store import Store, StoreError
from components.store.journal import START, canonical, chained

CONTENT = st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.floats(0, 1) | st.text(max_size=5))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(CONTENT, max_size=4))
def test_rows_are_read_back_in_their_order(store: Store, contents: list[dict]) -> None:
    before = store.forecasts.links()
    added = store.forecasts.append(contents)
    assert [dict(link.content) for link in added] == contents
    assert store.forecasts.links() == (*before, *added)
    assert [link.number for link in store.forecasts.links()] == list(range(1, len(before) + len(contents) + 1))
    assert store.forecasts.broken() is None


def test_each_hash_covers_the_content_and_the_hash_before(store: Store) -> None:
    first, second = store.forecasts.append([{"b": 1, "a": "é"}, {"c": None}])
    assert first.previous == START
    assert first.hash == chained(START, '{"a":"\\u00e9","b":1}') == second.previous
    assert second.hash == chained(first.hash, canonical({"c": None}))


def test_nothing_is_added_where_one_row_cannot_be(store: Store) -> None:
    with pytest.raises(ValueError, match="JSON"):
        store.forecasts.append([{"a": 1}, {"a": float("nan")}])
    assert store.forecasts.links() == ()


@pytest.mark.parametrize("change", ["UPDATE forecasts SET content = '{}'", "DELETE FROM forecasts"])
def test_the_database_refuses_a_change(store: Store, change: str) -> None:
    added = store.forecasts.append([{"a": 1}])
    with pytest.raises(StoreError, match="cannot be changed"), store.database.writing() as connection:
        connection.execute(text(change))
    assert store.forecasts.links() == added


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE forecasts SET content = '{}' WHERE number = 2", 2),
        ("UPDATE forecasts SET hash = 'x' WHERE number = 3", 3),
        ("DELETE FROM forecasts WHERE number = 1", 1),
        ("DELETE FROM forecasts WHERE number = 2", 2),
    ],
)
def test_a_change_past_the_triggers_shows(store: Store, change: str, found: int) -> None:
    store.forecasts.append([{"a": 1}, {"a": 2}, {"a": 3}])
    with store.database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE forecasts DISABLE TRIGGER ALL"))
        else:
            for name in ("forecasts_stay_update", "forecasts_stay_delete"):
                connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(change))
    assert store.forecasts.broken() == found
