"""Packs in the making: one at a time in this server, in the order asked for, each by a process of its own."""

from __future__ import annotations

import atexit
import subprocess
import sys
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Condition, Thread
from typing import Final
from weakref import WeakValueDictionary

from components.files import write_whole

_ROOT = Path(__file__).resolve().parents[2]
_GRACE = 2.0
"""Seconds the command line has to end when the server does."""


class PackError(RuntimeError):
    """A pack that could not be made, with what the command line said."""


@dataclass(frozen=True)
class Order:
    """What a pack is made from; who orders the same gets the same pack.

    Attributes
    ----------
    name : str
        File name.
    dossier : Path
        Where the dossier lies.
    scenario : str
        The state it shows, as YAML; names the dossier's version.
    figures : tuple of str
        What it holds.
    """

    name: str
    dossier: Path
    scenario: str
    figures: tuple[str, ...]


@dataclass(eq=False)
class Job:
    """A pack in the making, kept for as long as some session holds it.

    Attributes
    ----------
    order : Order
        What it is made from.
    readers : set of Reader
        Who waits for it.
    share, step : float and str
        How far it is, 0–1, and what is being made.
    is_given_up : bool
        Whether nobody waits for it any more.
    file : Future of Path
        The ZIP.
    """

    order: Order
    readers: set[Reader] = field(default_factory=set)
    share: float = 0.0
    step: str = ""
    is_given_up: bool = False
    file: Future[Path] = field(default_factory=Future)
    _place: TemporaryDirectory[str] = field(default_factory=lambda: TemporaryDirectory(prefix="parley-pack-"))
    _process: subprocess.Popen[str] | None = None

    @property
    def is_of_use(self) -> bool:
        """Whether it is a pack or may become one."""
        return not self.is_given_up and (not self.file.done() or self.is_made)

    @property
    def is_made(self) -> bool:
        """Whether it can be read."""
        return self.file.done() and not self.file.cancelled() and self.file.exception() is None

    def give_up(self) -> None:
        """Make it no further: nobody waits for it any more."""
        self.is_given_up = True
        if self._process:
            self._process.terminate()

    def make(self) -> None:
        """Make it, and note its progress."""
        try:
            self.file.set_result(self._made())
        except BaseException as error:  # noqa: BLE001 - whoever waits for the file is told, whatever it was
            self.file.set_exception(error)

    def _made(self) -> Path:
        """Let the command line make it: drawing holds the interpreter, and the server would stand still."""
        made_from, target, said = (Path(self._place.name, name) for name in ("scenario.yaml", "pack.zip", "said.txt"))
        write_whole(made_from, self.order.scenario.encode())
        words = ["pack", "--progress", "--dossier", self.order.dossier, "--scenario", made_from, "-o", target]
        command = [sys.executable, "-m", "components.cli", *map(str, words), "--figures", ",".join(self.order.figures)]
        with (
            said.open("w", encoding="utf-8") as errors,
            subprocess.Popen(  # noqa: S603 - our own command, and no shell
                command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL, text=True
            ) as process,
        ):
            self._process = process
            if self.is_given_up:
                process.terminate()
            end = partial(_end, process)
            atexit.register(end)
            try:
                for line in process.stdout or ():
                    share, _, self.step = line.strip().partition(" ")
                    self.share = float(share)
            finally:
                atexit.unregister(end)
        if process.returncode:
            raise PackError(said.read_text(encoding="utf-8").strip()[-500:])
        return target


def _end(process: subprocess.Popen[str]) -> None:
    """End the command line with the server; it tidies up after itself."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)


@dataclass(eq=False)
class Reader:
    """A session's place in the queue.

    Attributes
    ----------
    job : Job or None
        What it waits for, or waited for last.
    """

    job: Job | None = None


class Queue:
    """Packs by the order asked for, one made at a time: ten readers need no more memory than one.

    Attributes
    ----------
    made : int
        Packs made since the server's start.
    """

    def __init__(self) -> None:
        self.made = 0
        self._changed = Condition()
        self._line: list[Job] = []
        self._known: WeakValueDictionary[Order, Job] = WeakValueDictionary()

    def __len__(self) -> int:
        """Return how many packs are being made or wait for it."""
        return len(self._line)

    def ask(self, order: Order, reader: Reader) -> Job:
        """Return the pack of an order, put at the end of the line where it is not known."""
        with self._changed:
            job = self._known.get(order)
            if job is None or not job.is_of_use:
                job = self._known[order] = Job(order)
                self._line.append(job)
                # A daemon: the server does not wait for it when it is told to end.
                Thread(target=self._work, args=(job,), daemon=True).start()
            job.readers.add(reader)
            reader.job = job
        return job

    def leave(self, reader: Reader) -> None:
        """Wait no longer; what nobody waits for is not made."""
        with self._changed:
            job, reader.job = reader.job, None
            if job is None:
                return
            job.readers.discard(reader)
            if not job.readers and not job.file.done():
                job.give_up()
                self._changed.notify_all()

    def ahead(self, job: Job) -> int:
        """Return how many packs come before one."""
        with self._changed:
            return self._line.index(job) if job in self._line else 0

    def _work(self, job: Job) -> None:
        """Make a pack as soon as it is its turn, unless it is given up before."""
        with self._changed:
            self._changed.wait_for(lambda: self._line[0] is job or job.is_given_up)
        if job.is_given_up:
            job.file.cancel()
        else:
            job.make()
        with self._changed:
            self._line.remove(job)
            self.made += job.is_made
            self._changed.notify_all()


QUEUE: Final = Queue()
"""The server's."""
