"""Work in processes of its own: one that can be ended at any moment, and helpers that draw beside the rest."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import wait
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, TypeVar

from components.files import stoppable

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_STOPS: Final = (signal.SIGINT, signal.SIGTERM)
S = TypeVar("S")
T = TypeVar("T")
Outcome = tuple[Any, Exception | None]
"""Result and error of a call; one of them is ``None``."""


class AsideError(ValueError):
    """Work that gave no result; the message says why, as far as it is known."""


def aside(work: Callable[..., T], *arguments: Any) -> T:
    """Return what a function returns when it is called in a process of its own.

    Drawing holds the interpreter for seconds at a time, and Python hears no signal while it lasts. The caller does
    nothing but wait, so that a signal ends it at once, and the work and its own helpers with it.

    Parameters
    ----------
    work : callable
        A function of a module; it, its arguments and its result travel between the processes.
    *arguments
        What it is called with.

    Raises
    ------
    AsideError
        If the work raised a `ValueError`, or its process ended by itself.
    OSError
        If the work raised one.
    Stopped
        If a signal came.
    """
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, work, arguments))
    outcome: Outcome = (None, None)
    with stoppable(), receiver:
        try:
            with _undisturbed():
                process.start()
            sender.close()
            outcome = receiver.recv()
        except EOFError:
            # Ended by the system or by an error of its own, which it has printed; its exit status is about to come.
            wait([process.sentinel])
            outcome = (None, AsideError("the work ended before its time"))
        finally:
            _end(process)
    result: T = _opened(outcome)
    return result


@contextmanager
def helpers(work: Callable[[S], T], count: int) -> Iterator[Callable[[S], Future[T]]]:
    """Offer a function that is called in one of a few other processes while this one goes on.

    They end with the block, and by themselves where this process has ended before: no answer is awaited then.

    Parameters
    ----------
    work : callable
        A function of one argument, of a module.
    count : int
        How many processes.

    Yields
    ------
    callable
        Takes the argument, and returns a future; its errors are those of `aside`.
    """
    context = get_context("spawn")
    idle: SimpleQueue[Connection] = SimpleQueue()

    def call(argument: S) -> T:
        pipe = idle.get()
        try:
            pipe.send(argument)
            outcome = pipe.recv()
        except (EOFError, ConnectionError):
            outcome = (None, AsideError("a helper ended before its time"))
        finally:
            idle.put(pipe)
        result: T = _opened(outcome)
        return result

    with ExitStack() as stack:
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=_help, args=(theirs, work))
            process.start()
            theirs.close()
            stack.callback(process.join)
            stack.enter_context(ours)
            idle.put(ours)
        callers = ThreadPoolExecutor(count)
        stack.callback(callers.shutdown, cancel_futures=True)
        yield lambda argument: callers.submit(call, argument)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hear signals only once a process has started: one left half started would tell of it with a traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # A mask would not do: another thread, such as one of NumPy's, would take the signal for this one.
    heard: list[int] = []
    before = {number: signal.signal(number, lambda got, _: heard.append(got)) for number in _STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if heard:
        signal.raise_signal(heard[0])


def _work(sender: Connection, work: Callable[..., T], arguments: tuple[Any, ...]) -> None:
    # A group of its own holds all that the work starts.
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    sender.send(_outcome(work, *arguments))


def _help(pipe: Connection, work: Callable[[S], T]) -> None:
    # Nobody to answer to: nothing to do.
    with suppress(EOFError, ConnectionError):
        while True:
            pipe.send(_outcome(work, pipe.recv()))


def _outcome(work: Callable[..., T], *arguments: Any) -> Outcome:
    """Return result and error of a call, fit to be sent."""
    try:
        return work(*arguments), None
    except OSError as error:
        return None, error
    except ValueError as error:
        # Not every error of ours can be sent, its words can.
        return None, AsideError(str(error))


def _opened(outcome: Outcome) -> Any:
    result, error = outcome
    if error is not None:
        raise error
    return result


def _end(process: BaseProcess) -> None:
    """End a process and its group, as far as they are still there."""
    if process.pid is None:
        return
    if hasattr(os, "killpg"):
        # It has no group yet while Python is starting there.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()
