"""Packs are made one at a time in the order asked for; what nobody waits for any more is not made."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import psutil
import pytest

from components.ui.packs import Job, Order, Queue, Reader

ROOT = Path(__file__).parents[2]
SERVER = """
import time
from pathlib import Path
import psutil
from components.ui.packs import QUEUE, Order, Reader

order = Order("brief.zip", Path("data").resolve(), "draws: 64", ("outcome_fan", "actors_matrix"))
job = QUEUE.ask(order, Reader())
while not job.step:
    time.sleep(0.01)
print(job._place.name, *(child.pid for child in psutil.Process().children(recursive=True)))
"""


def test_a_pack_ends_with_the_server_and_its_folder_goes() -> None:
    done = subprocess.run([sys.executable, "-c", SERVER], cwd=ROOT, capture_output=True, text=True, check=True)
    place, *family = done.stdout.split()
    assert len(family) > 1
    assert not Path(place).exists()
    # The system may need a moment to take the last ones off its list.
    left = [psutil.Process(int(pid)) for pid in family if psutil.pid_exists(int(pid))]
    assert psutil.wait_procs(left, timeout=30)[1] == []


def order(name: str) -> Order:
    return Order(name, ROOT / "tests/dossiers/minimal", "draws: 64", ())


def awaited(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> dict[str, Event]:
    """Let packs be made of nothing, each once its event is set; return the events of those begun, by name."""
    begun: dict[str, Event] = {}

    def made(job: Job) -> Path:
        event = begun.setdefault(job.order.name, Event())
        awaited(lambda: event.is_set() or job.is_given_up)
        if job.is_given_up:
            raise RuntimeError
        return Path(job.order.name)

    monkeypatch.setattr(Job, "_made", made)
    return begun


def test_one_is_made_at_a_time_in_the_order_asked_for(making: dict[str, Event]) -> None:
    queue = Queue()
    jobs = [queue.ask(order(name), Reader()) for name in "abc"]
    for number, job in enumerate(jobs):
        awaited(lambda name=job.order.name: name in making)
        assert [*making] == [*"abc"[: number + 1]]
        assert [queue.ahead(each) for each in jobs] == [0] * number + [*range(3 - number)]
        assert len(queue) == 3 - number
        making[job.order.name].set()
        assert job.file.result(60) == Path(job.order.name)
    awaited(lambda: len(queue) == 0)
    assert queue.made == 3


def test_who_asks_for_the_same_shares_it_until_the_last_one_leaves(making: dict[str, Event]) -> None:
    queue, first, second = Queue(), Reader(), Reader()
    job = queue.ask(order("a"), first)
    assert queue.ask(order("a"), second) is job
    queue.leave(first)
    assert job.is_of_use
    queue.leave(second)
    assert not job.is_of_use
    awaited(lambda: len(queue) == 0)
    again = queue.ask(order("a"), first)
    assert again is not job
    making.setdefault("a", Event()).set()
    assert again.file.result(60)


def test_what_is_given_up_in_the_line_is_never_begun(making: dict[str, Event]) -> None:
    queue, reader = Queue(), Reader()
    first, given_up, last = (
        queue.ask(order(name), who) for name, who in (("a", Reader()), ("b", reader), ("c", Reader()))
    )
    queue.leave(reader)
    awaited(given_up.file.cancelled)
    assert queue.ahead(last) == 1
    awaited(lambda: "a" in making)
    making["a"].set()
    awaited(lambda: "c" in making)
    making["c"].set()
    assert first.file.result(60) != last.file.result(60)
    assert [*making] == ["a", "c"]


def test_a_pack_that_is_made_stays_when_its_readers_leave(making: dict[str, Event]) -> None:
    queue, reader = Queue(), Reader()
    making["a"] = Event()
    making["a"].set()
    job = queue.ask(order("a"), reader)
    assert job.file.result(60)
    queue.leave(reader)
    queue.leave(reader)
    assert job.is_made
    assert queue.ask(order("a"), reader) is job


def test_giving_up_ends_the_process() -> None:
    queue, reader = Queue(), Reader()
    job = queue.ask(order("brief.zip"), reader)
    awaited(lambda: job._process is not None)
    queue.leave(reader)
    assert job.file.exception(60) is not None
    assert job._process.returncode
    assert queue.made == 0
