"""Whose turn it is: the server draws one page at a time.

Python computes in one thread at a time in any case. Where many pages are drawn at once, their threads hand over to each
other at every message, and all come late; one after the other, each is drawn sooner, and all together too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, local
from typing import Final

_TURN: Final = Lock()
_mine: Final = local()


@contextmanager
def taken() -> Iterator[None]:
    """Wait for the turn, and have it."""
    with _TURN:
        _mine.turn = True
        try:
            yield
        finally:
            _mine.turn = False


@contextmanager
def aside() -> Iterator[None]:
    """Let others go first, for what waits for something outside this process."""
    if not getattr(_mine, "turn", False):
        # A part of a page that is drawn alone has none.
        yield
        return
    _TURN.release()
    try:
        yield
    finally:
        _TURN.acquire()
