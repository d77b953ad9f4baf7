"""One memory of what was computed: kept once, bounded, safe between threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model import Scenario, evaluate
from components.model.memory import Memory, remembered
from components.model.results import MOST, at_source
from tests.model.build import assumption, made


@dataclass(eq=False)
class Owner:
    memory: Memory = field(default_factory=lambda: Memory(4))
    calls: list[object] = field(default_factory=list)


@remembered
def doubled(owner: Owner, value: int, *, plus: int = 0) -> list[int]:
    owner.calls.append((value, plus))
    if value < 0:
        raise ValueError(value)
    return [2 * value + plus]


@remembered
def halved(owner: Owner, value: int) -> float:
    owner.calls.append(value)
    return value / 2


def dossier():
    return made(assumptions=[assumption("x", (10, 20, 30)), assumption("y", (10, 20, 30))])


def test_an_equal_call_gives_the_same_object() -> None:
    owner = Owner()
    assert doubled(owner, 3) is doubled(owner, 3)
    assert doubled(owner, 3, plus=1) == [7]
    assert halved(owner, 3) == 1.5
    assert owner.calls == [(3, 0), (3, 1), 3]


def test_owners_share_nothing() -> None:
    one, other = Owner(), Owner()
    assert doubled(one, 3) is not doubled(other, 3)


@given(st.lists(st.integers(0, 9)))
def test_memory_is_bounded_and_forgets_the_least_recently_used(asked: list[int]) -> None:
    owner = Owner()
    recent: list[int] = []
    for value in asked:
        known = value in recent
        before = len(owner.calls)
        assert doubled(owner, value) == [2 * value]
        assert (len(owner.calls) == before) == known
        recent = [*(item for item in recent if item != value), value][-4:]
        assert len(owner.memory) == len(recent)


def test_what_raises_is_not_kept() -> None:
    owner = Owner()
    for _ in range(2):
        with pytest.raises(ValueError, match="-1"):
            doubled(owner, -1)
    assert len(owner.calls) == 2
    assert len(owner.memory) == 0


def test_threads_that_compute_at_once_get_one_value() -> None:
    memory, together = Memory(), Barrier(4, timeout=30)

    def compute() -> object:
        together.wait()  # All four are in here at once: none waits for another's value.
        return object()

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: memory.recall("key", compute), range(4)))
    assert all(item is found[0] for item in found)
    assert len(memory) == 1


def test_threads_do_not_corrupt_a_full_memory() -> None:
    memory = Memory(3)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: memory.recall(n % 7, lambda: n % 7), range(2000)))
    assert found == [n % 7 for n in range(2000)]
    assert len(memory) == 3


def test_a_value_may_ask_the_memory_it_goes_into() -> None:
    memory = Memory()
    assert memory.recall("outer", lambda: memory.recall("inner", lambda: 1) + 1) == 2


def test_equal_scenarios_are_one_key_whatever_their_order() -> None:
    one, other = Scenario({"x": 25, "y": 15}), Scenario({"y": 15.0, "x": 25.0})
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other, Scenario({"x": 25}), Scenario({"x": 25}, draws=64)}) == 3


def test_results_are_kept_by_dossier_object_and_scenario() -> None:
    one, twin = dossier(), dossier()
    assert evaluate(one, Scenario({"x": 25})) is evaluate(one, Scenario({"x": 25}))
    assert evaluate(one) is evaluate(one, Scenario())
    assert evaluate(one) is not evaluate(twin)
    assert evaluate(twin).dossier is twin


def test_a_source_is_evaluated_once_for_all_that_moved() -> None:
    one = dossier()
    assert at_source(evaluate(one, Scenario({"x": 25}))) is at_source(evaluate(one, Scenario({"y": 15})))
    assert at_source(evaluate(one)) is evaluate(one)


def test_results_are_forgotten_once_newer_ones_push_them_out() -> None:
    one = dossier()
    first = evaluate(one)
    for number in range(MOST):
        evaluate(one, Scenario({"x": 10 + number / MOST}))
    assert evaluate(one) is not first
