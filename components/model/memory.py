"""One memory of what was computed: values by key, the least recently used ones forgotten first.

Results hold a memory for as long as they are kept, and so does all that stands on them: a function
marked `remembered` computes once for its owner. Nothing else keeps what a scenario gives.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

MOST: Final = 256
"""Values of one owner: more than a page asks for, and a bound for whoever drags a target up and down."""


class Memory:
    """Values by key, each computed when first asked for; threads may share it.

    Two threads that ask at the same time may both compute; both get the value of whoever is done first.

    Parameters
    ----------
    most : int
        How many values to keep.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def recall(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return the value of a key; what raises is not kept.

        Parameters
        ----------
        key : hashable
            Whoever asks with an equal one gets the same object, which nobody may change.
        compute : callable
            Makes the value where it is not known, or no longer.
        """
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                known: T = self._known[key]
                return known
        # Outside the lock: it may take long, and ask this memory for something else.
        found = compute()
        with self._lock:
            first: T = self._known.setdefault(key, found)
            self._known.move_to_end(key)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return first

    def __len__(self) -> int:
        return len(self._known)


class Owner(Protocol):
    """Whatever has a memory: results, and a figure's context or sheet."""

    @property
    def memory(self) -> Memory:
        """What was computed from the owner."""
        ...


O = TypeVar("O", bound=Owner)  # noqa: E741 - the owner


def remembered(compute: Callable[Concatenate[O, P], T]) -> Callable[Concatenate[O, P], T]:
    """Keep what a function computes from its first argument in that argument's memory.

    Parameters
    ----------
    compute : callable
        ``(owner, *args, **kwargs)``: depends on nothing else, and all but the owner are hashable. Its value is
        shared, so nobody may change it in place. To be used on functions of a module, as they are part of the key.
    """

    @wraps(compute)
    def recalled(owner: O, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (compute, args, tuple(sorted(kwargs.items())))
        return owner.memory.recall(key, lambda: compute(owner, *args, **kwargs))

    return recalled
