"""One page at a time; whoever waits for something outside lets others go first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from components.ui import turns

LONG = 20.0
"""Seconds; longer than anything here takes."""


def drawn(begun: Event, end: Event) -> None:
    with turns.taken():
        begun.set()
        assert end.wait(LONG)


@pytest.fixture
def pool() -> ThreadPoolExecutor:
    with ThreadPoolExecutor() as made:
        yield made


def test_a_page_waits_for_the_one_before(pool: ThreadPoolExecutor) -> None:
    first, second, end = Event(), Event(), Event()
    one = pool.submit(drawn, first, end)
    assert first.wait(LONG)
    other = pool.submit(drawn, second, end)
    assert not second.wait(0.2)
    end.set()
    one.result(LONG)
    other.result(LONG)
    assert second.is_set()


def test_who_waits_outside_lets_others_go_first_and_has_the_turn_again(pool: ThreadPoolExecutor) -> None:
    begun, end = Event(), Event()
    with turns.taken():
        other = pool.submit(drawn, begun, end)
        with turns.aside():
            assert begun.wait(LONG)
            end.set()
        other.result(LONG)
        begun.clear()
        third = pool.submit(drawn, begun, end)
        assert not begun.wait(0.2)
    third.result(LONG)


def test_a_page_that_breaks_off_gives_its_turn_back(pool: ThreadPoolExecutor) -> None:
    end = Event()
    end.set()
    with pytest.raises(KeyError), turns.taken(), turns.aside():
        raise KeyError
    pool.submit(drawn, Event(), end).result(LONG)


def test_a_part_drawn_alone_has_no_turn_to_give(pool: ThreadPoolExecutor) -> None:
    begun, end = Event(), Event()
    held = pool.submit(drawn, begun, end)
    assert begun.wait(LONG)
    with turns.aside():
        pass
    assert not held.done()
    end.set()
    held.result(LONG)
